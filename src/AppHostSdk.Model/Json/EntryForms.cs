namespace AppHostSdk.Model;

/// <summary>
/// How the entries of each list are written in JSON: one form for each type of entry, and of several the one whose members have
/// no mark last.
/// </summary>
internal static class EntryForms
{
    private static readonly Dictionary<string, EntryForm[]> ByList = new(StringComparer.Ordinal)
    {
        [nameof(Resource.Images)] = [new(new ImageEntry(ModelValue.None, ModelValue.None))],
        [nameof(Resource.Endpoints)] =
        [
            new(new HttpEndpointsExternal()) { Mark = "allHttp", MarkValue = "external" },
            new(new EndpointDeclaration("")),
        ],
        [nameof(Resource.Environment)] =
        [
            new(new ReferenceVariables("", null))
            {
                Mark = "reference",
                Names = new Dictionary<string, string>
                {
                    [nameof(ReferenceVariables.Source)] = "reference",
                    [nameof(ReferenceVariables.Name)] = "as",
                },
            },
            new(new ReferenceInjection(default)) { Mark = "inject", Names = Renamed(nameof(ReferenceInjection.Flags), "inject") },
            new(new TelemetryVariables(null))
            {
                Mark = "telemetry",
                MarkValue = "any",
                Names = Renamed(nameof(TelemetryVariables.Protocol), "telemetry"),
            },
            new(new EnvironmentCallback(ModelValue.None)) { Mark = "callback" },
            new(new UriVariables("", ModelValue.None)) { Mark = "uri" },
            new(new EnvironmentVariable("", ModelValue.None)),
        ],
        [nameof(Resource.Arguments)] = [new(new ArgumentEntry(ModelValue.None))],
        [nameof(Resource.Waits)] = [new(new WaitEntry(default, "")) { Names = Renamed(nameof(WaitEntry.Kind), "for") }],
        [nameof(Resource.Lifecycle)] =
        [
            new(new ExplicitStart()) { Mark = "start", MarkValue = "explicit" },
            new(new ReplicaEntry(ModelValue.None)) { Mark = "replicas", Names = Renamed(nameof(ReplicaEntry.Count), "replicas") },
            new(new RestartEntry(ModelValue.None, ModelValue.None)) { Names = Renamed(nameof(RestartEntry.Policy), "restart") },
        ],
        [nameof(Resource.HealthChecks)] =
        [
            new(new RegisteredHealthCheckEntry(ModelValue.None))
            {
                Mark = "registered",
                Names = Renamed(nameof(RegisteredHealthCheckEntry.Key), "registered"),
            },
            new(new TcpHealthCheckEntry(null)) { Mark = "accepts", MarkValue = true },
            new(new HttpHealthCheckEntry("", 0, null)),
        ],
        [nameof(Resource.Mounts)] = [new(new MountEntry(ModelValue.None, "", false, false))],
        [nameof(Resource.Relationships)] = [new(new RelationshipEntry("", ""))],
        [nameof(Resource.Urls)] =
        [
            new(new UrlCallback(ModelValue.None, null)) { Mark = "callback" },
            new(new UrlDeclaration(ModelValue.None, ModelValue.None)),
        ],
        [nameof(Resource.Settings)] = [new(new SettingEntry(default, ModelValue.None, ModelValue.None))],
        [nameof(Resource.Commands)] = [new(new CommandEntry("", ModelValue.None, ModelValue.None))],
        [nameof(Resource.Handlers)] = [new(new HandlerEntry("", ModelValue.None))],
        [nameof(Resource.Connections)] = [new(new ConnectionEntry(ModelValue.None))],
        [nameof(Resource.ConnectionProperties)] = [new(new ConnectionPropertyEntry("", ModelValue.None))],
        [nameof(Resource.Publishing)] = [new(new PublishingEntry(default)) { Names = Renamed(nameof(PublishingEntry.Kind), "as") }],
        [nameof(Resource.Container)] =
        [
            new(new LifetimeEntry(ModelValue.None)) { Mark = "lifetime" },
            new(new PullPolicyEntry(ModelValue.None)) { Mark = "pull", Names = Renamed(nameof(PullPolicyEntry.Policy), "pull") },
            new(new DockerfileEntry(ModelValue.None, ModelValue.None, ModelValue.None)) { Mark = "context" },
            new(new ContainerFilesEntry("", ModelValue.None, ModelValue.None, ModelValue.None, ModelValue.None)) { Names = Renamed(nameof(ContainerFilesEntry.Target), "files") },
        ],
        [nameof(Resource.Details)] = [new(new DetailEntry(default, null, ModelValue.None))],
    };

    /// <summary>The form of an entry.</summary>
    /// <param name="list">The name of the list it is in.</param>
    /// <param name="entry">The entry.</param>
    public static EntryForm Of(string list, Entry entry) =>
        Array.Find(ByList[list], form => form.Empty.GetType() == entry.GetType())
        ?? throw new InvalidOperationException($"No JSON for {entry.GetType()}.");

    /// <summary>The form in which an entry is written.</summary>
    /// <param name="list">The name of the list it is in.</param>
    /// <param name="json">The entry in JSON.</param>
    public static EntryForm Of(string list, JsonObject json) => ByList[list].First(form => form.Mark is null || json[form.Mark] is not null);

    private static Dictionary<string, string> Renamed(string member, string name) => new() { [member] = name };
}
