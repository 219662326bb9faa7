namespace AppHostSdk.Model;

/// <summary>One line of a resource's description.</summary>
public abstract record Entry
{
    /// <summary>When it is there.</summary>
    public Condition Condition { get; init; }

    /// <summary>The call that made it.</summary>
    public int Site { get; init; }

    /// <summary>
    /// Has every member visited but <see cref="Condition"/> and <see cref="Site"/>. Everything that reads, writes or changes members
    /// of entries goes through here, so that a new member is known to all of them.
    /// </summary>
    /// <returns>The entry with the members that <paramref name="visitor"/> returns.</returns>
    public abstract Entry VisitMembers(IEntryVisitor visitor);

    /// <summary>The entry with each of its values, and each key by which it refers to another resource, replaced.</summary>
    /// <param name="value">Makes the new value of each value; it looks into the value by itself.</param>
    /// <param name="key">Makes the new key of each key.</param>
    public Entry Map(Func<ModelValue, ModelValue> value, Func<string, string> key) => VisitMembers(new ValueVisitor(value, key));

    /// <summary>The values that the entry holds, <see cref="ModelValue.None"/> included.</summary>
    public IReadOnlyList<ModelValue> Values()
    {
        var values = new List<ModelValue>();
        Map(
            value =>
            {
                values.Add(value);
                return value;
            },
            static key => key);
        return values;
    }

    /// <summary>The keys of the resources that the entry refers to, by itself or in its values, as often as it does.</summary>
    public IReadOnlyList<string> Keys()
    {
        var keys = new List<string>();
        Map(
            value =>
            {
                keys.AddRange(value.Mentioned());
                return value;
            },
            key =>
            {
                keys.Add(key);
                return key;
            });
        return keys;
    }
}

/// <summary>Something that declares or changes endpoints.</summary>
public abstract record EndpointEntry : Entry;

/// <summary>Declares an endpoint, or changes what is given here of one declared before under the same name.</summary>
/// <param name="Name">The endpoint's name.</param>
public sealed record EndpointDeclaration(string Name) : EndpointEntry
{
    /// <summary>The URI scheme.</summary>
    public string? Scheme { get; init; }

    /// <summary><c>tcp</c> (the default) or <c>udp</c>.</summary>
    public string? Protocol { get; init; }

    /// <summary>The port on the host; 0 means any free one. None leaves it as it was, which is any free one at first.</summary>
    public ModelValue Port { get; init; } = ModelValue.None;

    /// <summary>The port on the host is any free one, whatever was said before.</summary>
    public bool IsAnyPort => Port.AsNumber == 0;

    /// <summary>The port the resource listens on.</summary>
    public ModelValue TargetPort { get; init; } = ModelValue.None;

    /// <summary>The host that the resource binds, for example <c>0.0.0.0</c> or <c>*</c>; <see langword="null"/> for the loopback addresses.</summary>
    public string? TargetHost { get; init; }

    /// <summary>The environment variable that tells the resource which port to listen on.</summary>
    public string? PortVariable { get; init; }

    /// <summary>Whether a proxy may stand before it.</summary>
    public bool? IsProxied { get; init; }

    /// <summary>Whether it is meant to be reached from outside the application.</summary>
    public bool? IsExternal { get; init; }

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Name = visitor.VisitText(nameof(Name), Name),
        Scheme = visitor.VisitOptionalText(nameof(Scheme), Scheme),
        Protocol = visitor.VisitOptionalText(nameof(Protocol), Protocol),
        Port = visitor.VisitValue(nameof(Port), Port),
        TargetPort = visitor.VisitValue(nameof(TargetPort), TargetPort),
        TargetHost = visitor.VisitOptionalText(nameof(TargetHost), TargetHost),
        PortVariable = visitor.VisitOptionalText(nameof(PortVariable), PortVariable),
        IsProxied = visitor.VisitOptionalFlag(nameof(IsProxied), IsProxied),
        IsExternal = visitor.VisitOptionalFlag(nameof(IsExternal), IsExternal),
    };
}

/// <summary>Marks the http and https endpoints declared so far as external.</summary>
public sealed record HttpEndpointsExternal : EndpointEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this;
}

/// <summary>Changes the image of a container; what is none stays as it was.</summary>
/// <param name="Image">The image without tag.</param>
/// <param name="Tag">The tag.</param>
public sealed record ImageEntry(ModelValue Image, ModelValue Tag) : Entry
{
    /// <summary>The registry that the image comes from, also after the image itself is changed.</summary>
    public ModelValue Registry { get; init; } = ModelValue.None;

    /// <summary>The digest of the image, in place of a tag: <c>sha256:</c> and 64 digits.</summary>
    public ModelValue Digest { get; init; } = ModelValue.None;

    /// <summary>The variant of the image so far that is taken, see <see cref="ImageVariant"/>; <see langword="null"/> for no change.</summary>
    public string? Variant { get; init; }

    /// <summary>The image, with its registry, that is known to have <see cref="Variant"/>.</summary>
    public string? VariantOf { get; init; }

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Image = visitor.VisitValue(nameof(Image), Image),
        Tag = visitor.VisitValue(nameof(Tag), Tag),
        Registry = visitor.VisitValue(nameof(Registry), Registry),
        Digest = visitor.VisitValue(nameof(Digest), Digest),
        Variant = visitor.VisitOptionalText(nameof(Variant), Variant),
        VariantOf = visitor.VisitOptionalText(nameof(VariantOf), VariantOf),
    };
}

/// <summary>Something that fills the environment of a resource.</summary>
public abstract record EnvironmentEntry : Entry;

/// <summary>Sets one environment variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">Its value; none means empty.</param>
public sealed record EnvironmentVariable(string Name, ModelValue Value) : EnvironmentEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Name = visitor.VisitText(nameof(Name), Name),
        Value = visitor.VisitValue(nameof(Value), Value),
    };
}

/// <summary>Sets the variables by which a resource finds another one.</summary>
/// <param name="Source">Key of the resource referred to.</param>
/// <param name="Endpoint">The one endpoint referred to, or <see langword="null"/> for all of them.</param>
public sealed record ReferenceVariables(string Source, string? Endpoint) : EnvironmentEntry
{
    /// <summary>The name under which the other one is found; <see langword="null"/> for its own.</summary>
    public string? Name { get; init; }

    /// <summary>From where the endpoint is looked at; <see langword="null"/> for from where the consumer is.</summary>
    public NetworkIdentifier? Network { get; init; }

    /// <summary>The variables hold what the resource connects to the other one with, not where its endpoints are.</summary>
    public bool IsConnection { get; init; }

    /// <summary>Without a value there is no variable; otherwise a missing value keeps the application from starting.</summary>
    public bool IsOptional { get; init; }

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Source = visitor.VisitKey(nameof(Source), Source),
        Endpoint = visitor.VisitOptionalText(nameof(Endpoint), Endpoint),
        Name = visitor.VisitOptionalText(nameof(Name), Name),
        IsConnection = visitor.VisitFlag(nameof(IsConnection), IsConnection),
        Network = (NetworkIdentifier?)visitor.VisitChoice(nameof(Network), typeof(NetworkIdentifier), Network),
        IsOptional = visitor.VisitFlag(nameof(IsOptional), IsOptional),
    };
}

/// <summary>Sets the variables by which a resource finds an address outside the application.</summary>
/// <param name="Name">The name under which it is found.</param>
/// <param name="Uri">The address.</param>
public sealed record UriVariables(string Name, ModelValue Uri) : EnvironmentEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Name = visitor.VisitText(nameof(Name), Name),
        Uri = visitor.VisitValue(nameof(Uri), Uri),
    };
}

/// <summary>Chooses which variables references give the resource, wherever they stand; the last choice counts.</summary>
/// <param name="Flags">The variables that are given.</param>
public sealed record ReferenceInjection(ReferenceEnvironmentInjectionFlags Flags) : EnvironmentEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Flags = (ReferenceEnvironmentInjectionFlags)visitor.VisitChoice(nameof(Flags), typeof(ReferenceEnvironmentInjectionFlags), Flags)!,
    };
}

/// <summary>Sets the variables that say where telemetry is sent.</summary>
/// <param name="Protocol"><c>grpc</c> or <c>http/protobuf</c>; <see langword="null"/> leaves the choice to the run time.</param>
public sealed record TelemetryVariables(string? Protocol) : EnvironmentEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Protocol = visitor.VisitOptionalText(nameof(Protocol), Protocol),
    };
}

/// <summary>A function that fills the environment when the resource starts, with what is in it already before its eyes.</summary>
/// <param name="Callback">The function.</param>
public sealed record EnvironmentCallback(ModelValue Callback) : EnvironmentEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with { Callback = visitor.VisitValue(nameof(Callback), Callback) };
}

/// <summary>Appends one command line argument.</summary>
/// <param name="Value">The argument; a callback is a function that changes the arguments so far.</param>
public sealed record ArgumentEntry(ModelValue Value) : Entry
{
    /// <summary>The value is a list of which not even the length is known: any number of arguments.</summary>
    public bool IsMany { get; init; }

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Value = visitor.VisitValue(nameof(Value), Value),
        IsMany = visitor.VisitFlag(nameof(IsMany), IsMany),
    };
}

/// <summary>What of a dependency is waited for.</summary>
public enum WaitKind
{
    /// <summary>Running, and healthy where it has health checks.</summary>
    Healthy,

    /// <summary>Running.</summary>
    Started,

    /// <summary>Ended with the expected exit code.</summary>
    Completed,
}

/// <summary>Delays the start of a resource.</summary>
/// <param name="Kind">What is waited for.</param>
/// <param name="Dependency">Key of the resource waited for.</param>
/// <param name="ExitCode">The exit code expected of a dependency that completes.</param>
public sealed record WaitEntry(WaitKind Kind, string Dependency, int ExitCode = 0) : Entry
{
    /// <summary>What happens when the dependency fails: <c>WaitOnResourceUnavailable</c>, or <c>StopOnResourceUnavailable</c> (as without).</summary>
    public ModelValue Behavior { get; init; } = ModelValue.None;

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Kind = (WaitKind)visitor.VisitChoice(nameof(Kind), typeof(WaitKind), Kind)!,
        Dependency = visitor.VisitKey(nameof(Dependency), Dependency),
        ExitCode = visitor.VisitNumber(nameof(ExitCode), ExitCode),
        Behavior = visitor.VisitValue(nameof(Behavior), Behavior),
    };
}

/// <summary>Something that changes when a resource is started; the last entry of a kind wins.</summary>
public abstract record LifecycleEntry : Entry;

/// <summary>It is not started with the application, but when somebody asks for it.</summary>
public sealed record ExplicitStart : LifecycleEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this;
}

/// <summary>What is done when the resource ends by itself.</summary>
/// <param name="Policy"><c>Never</c>, <c>OnFailure</c> or <c>Always</c>.</param>
/// <param name="MaxRestarts">How many times in a row; none for without limit.</param>
public sealed record RestartEntry(ModelValue Policy, ModelValue MaxRestarts) : LifecycleEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Policy = visitor.VisitValue(nameof(Policy), Policy),
        MaxRestarts = visitor.VisitValue(nameof(MaxRestarts), MaxRestarts),
    };
}

/// <summary>How many copies of the resource run behind one address.</summary>
/// <param name="Count">Their number, 1 or more.</param>
public sealed record ReplicaEntry(ModelValue Count) : LifecycleEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with { Count = visitor.VisitValue(nameof(Count), Count) };
}

/// <summary>What must be so for a resource to be healthy.</summary>
public abstract record HealthCheckEntry : Entry;

/// <summary>Healthy when a GET request is answered with a status code.</summary>
/// <param name="Path">The path asked for.</param>
/// <param name="StatusCode">The status code that means healthy.</param>
/// <param name="Endpoint">The endpoint asked, or <see langword="null"/> for https if there is one, else http.</param>
public sealed record HttpHealthCheckEntry(string Path, int StatusCode, string? Endpoint) : HealthCheckEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Path = visitor.VisitText(nameof(Path), Path),
        StatusCode = visitor.VisitNumber(nameof(StatusCode), StatusCode),
        Endpoint = visitor.VisitOptionalText(nameof(Endpoint), Endpoint),
    };
}

/// <summary>Healthy when a connection is accepted.</summary>
/// <param name="Endpoint">The endpoint connected to, or <see langword="null"/> for the first one over TCP.</param>
public sealed record TcpHealthCheckEntry(string? Endpoint) : HealthCheckEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Endpoint = visitor.VisitOptionalText(nameof(Endpoint), Endpoint),
    };
}

/// <summary>Healthy when a check says so that the program registers with its services.</summary>
/// <param name="Key">The name under which it is registered.</param>
public sealed record RegisteredHealthCheckEntry(ModelValue Key) : HealthCheckEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with { Key = visitor.VisitValue(nameof(Key), Key) };
}

/// <summary>A directory, file or volume of the host inside a container.</summary>
/// <param name="Source">Host-relative path, or the name of a volume; none for an anonymous volume.</param>
/// <param name="Target">Absolute path inside the container.</param>
/// <param name="IsVolume">A volume of the engine, not a path of the host.</param>
/// <param name="IsReadOnly">The container cannot write to it.</param>
public sealed record MountEntry(ModelValue Source, string Target, bool IsVolume, bool IsReadOnly) : Entry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Source = visitor.VisitValue(nameof(Source), Source),
        Target = visitor.VisitText(nameof(Target), Target),
        IsVolume = visitor.VisitFlag(nameof(IsVolume), IsVolume),
        IsReadOnly = visitor.VisitFlag(nameof(IsReadOnly), IsReadOnly),
    };
}

/// <summary>A relation between resources that only tools show.</summary>
/// <param name="Kind">For example <c>parent</c>.</param>
/// <param name="Other">Key of the other resource.</param>
public sealed record RelationshipEntry(string Kind, string Other) : Entry
{
    /// <summary>The <see cref="Kind"/> of the resource that another one is a part of.</summary>
    public const string Parent = "parent";

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Kind = visitor.VisitText(nameof(Kind), Kind),
        Other = visitor.VisitKey(nameof(Other), Other),
    };
}

/// <summary>Something that adds or changes the URLs that are shown with a resource.</summary>
public abstract record UrlEntry : Entry;

/// <summary>Shows a URL.</summary>
/// <param name="Url">The URL.</param>
/// <param name="DisplayText">What is shown for it; none for the URL itself.</param>
public sealed record UrlDeclaration(ModelValue Url, ModelValue DisplayText) : UrlEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Url = visitor.VisitValue(nameof(Url), Url),
        DisplayText = visitor.VisitValue(nameof(DisplayText), DisplayText),
    };
}

/// <summary>A function that changes the URLs once the addresses of the resource are known.</summary>
/// <param name="Callback">The function.</param>
/// <param name="Endpoint">The endpoint whose URL it is given, or <see langword="null"/> when it is given all of them.</param>
public sealed record UrlCallback(ModelValue Callback, string? Endpoint) : UrlEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Callback = visitor.VisitValue(nameof(Callback), Callback),
        Endpoint = visitor.VisitOptionalText(nameof(Endpoint), Endpoint),
    };
}

/// <summary>What a resource has one of.</summary>
public enum ResourceSetting
{
    /// <summary>The program that a container runs in place of its image's entry point.</summary>
    Entrypoint,

    /// <summary>The name of a container in the engine, without anything added.</summary>
    ContainerName,

    /// <summary>When the image of a container is fetched: <c>Default</c>, <c>Always</c>, <c>Missing</c> or <c>Never</c>.</summary>
    ImagePullPolicy,

    /// <summary>The name of an icon; the detail is its variant.</summary>
    IconName,

    /// <summary>Tools show a state of the program's making until the resource has one of its own.</summary>
    InitialState,

    /// <summary>Whether a proxy may stand before the endpoints.</summary>
    EndpointProxySupport,

    /// <summary>The project file, single file or directory of a project that the program names by path.</summary>
    ProjectPath,

    /// <summary>What a parameter is, for those who are asked for its value; the detail says whether it is Markdown.</summary>
    Description,

    /// <summary>How long a container lives: <c>Session</c>, as without, or <c>Persistent</c>.</summary>
    Lifetime,

    /// <summary>
    /// The image of a container is built. The value is the directory whose files are used, the detail a list of the Dockerfile's path
    /// relative to it and the stage; either may be none.
    /// </summary>
    Dockerfile,

    /// <summary>
    /// A container runs as a program of this machine when the application runs. The value is the program, the detail a list of its
    /// arguments, which the resource's own follow.
    /// </summary>
    Executable,
}

/// <summary>Sets what a resource has one of; the last entry for a setting wins.</summary>
/// <param name="Setting">What is set.</param>
/// <param name="Value">Its value.</param>
/// <param name="Detail">What belongs to the value.</param>
public sealed record SettingEntry(ResourceSetting Setting, ModelValue Value, ModelValue Detail) : Entry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Setting = (ResourceSetting)visitor.VisitChoice(nameof(Setting), typeof(ResourceSetting), Setting)!,
        Value = visitor.VisitValue(nameof(Value), Value),
        Detail = visitor.VisitValue(nameof(Detail), Detail),
    };
}

/// <summary>What a resource can have several of.</summary>
public enum ResourceDetail
{
    /// <summary>A name by which other containers find a container, besides that of the resource.</summary>
    NetworkAlias,

    /// <summary>The value of a build argument; the last one of a name wins.</summary>
    BuildArgument,

    /// <summary>A list of arguments for the engine's command that creates a container, as its command line takes them.</summary>
    RuntimeArguments,

    /// <summary>A secret that the steps of an image's build can read, the value of a parameter; the last one of a name wins.</summary>
    BuildSecret,

    /// <summary>
    /// Files that are put into a container before it starts; the name is the directory they are put in. The value is a list: what is
    /// put there, owner, group, and the permissions that nobody gets. What is put there is a path of the host, a function that says
    /// it when the container is made, or a list of items; an item is a list of name, owner, group, permissions, the contents of a
    /// file, the path of the host they come from, and the items of a directory.
    /// </summary>
    ContainerFiles,
}

/// <summary>Adds something that a resource can have several of.</summary>
/// <param name="Detail">What is added.</param>
/// <param name="Name">What it is called among its like; none where they have no names.</param>
/// <param name="Value">Its value.</param>
public sealed record DetailEntry(ResourceDetail Detail, string? Name, ModelValue Value) : Entry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Detail = (ResourceDetail)visitor.VisitChoice(nameof(Detail), typeof(ResourceDetail), Detail)!,
        Name = visitor.VisitOptionalText(nameof(Name), Name),
        Value = visitor.VisitValue(nameof(Value), Value),
    };
}

/// <summary>Something that people can have a running resource do; a later one of the same name replaces it.</summary>
/// <param name="Name">Identifies the command on its resource.</param>
/// <param name="DisplayName">What people are shown.</param>
/// <param name="Callback">The function that is executed; none for a request.</param>
public sealed record CommandEntry(string Name, ModelValue DisplayName, ModelValue Callback) : Entry
{
    /// <summary>For a request: the path asked for.</summary>
    public ModelValue Path { get; init; } = ModelValue.None;

    /// <summary>For a request: the endpoint asked, or <see langword="null"/> for the first of https and http.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The name of a request that is given none.</summary>
    /// <param name="path">The path asked for, where it is known.</param>
    public static string NameOf(string? path) => "http-" + path;

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Name = visitor.VisitText(nameof(Name), Name),
        DisplayName = visitor.VisitValue(nameof(DisplayName), DisplayName),
        Callback = visitor.VisitValue(nameof(Callback), Callback),
        Path = visitor.VisitValue(nameof(Path), Path),
        Endpoint = visitor.VisitOptionalText(nameof(Endpoint), Endpoint),
    };
}

/// <summary>A function that is called at a moment of the resource's life.</summary>
/// <param name="Event">The type of the event, for example <c>ResourceReadyEvent</c>.</param>
/// <param name="Callback">The function.</param>
public sealed record HandlerEntry(string Event, ModelValue Callback) : Entry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Event = visitor.VisitText(nameof(Event), Event),
        Callback = visitor.VisitValue(nameof(Callback), Callback),
    };
}
