namespace AppHostSdk.Model;

/// <summary>
/// What the program chose to make an entry of. A call whose arguments are chosen by several tests makes an entry for each combination;
/// the pieces say which of them have an argument in common.
/// </summary>
internal static class EntryPieces
{
    public static IEnumerable<(string Slot, object Value)> Of(Entry entry) => entry switch
    {
        EndpointDeclaration e => Given(("name", e.Name), ("scheme", e.Scheme), ("protocol", e.Protocol), ("port", e.Port), ("targetPort", e.TargetPort), ("env", e.PortVariable), ("isProxied", e.IsProxied)),
        ImageEntry e => Given(("image", e.Image), ("tag", e.Tag), ("registry", e.Registry), ("digest", e.Digest), ("variant", e.Variant)),
        EnvironmentVariable e => Given(("name", e.Name), ("value", e.Value)),
        ReferenceVariables e => Given(("source", e.Source), ("endpoint", e.Endpoint), ("name", e.Name)),
        UriVariables e => Given(("name", e.Name), ("uri", e.Uri)),
        ArgumentEntry e => Given(("args", e.Value)),
        WaitEntry e => Given(("dependency", e.Dependency), ("exitCode", e.ExitCode)),
        ReplicaEntry e => Given(("replicas", e.Count)),
        HttpHealthCheckEntry e => Given(("path", e.Path), ("statusCode", e.StatusCode), ("endpoint", e.Endpoint)),
        TcpHealthCheckEntry e => Given(("endpoint", e.Endpoint)),
        RegisteredHealthCheckEntry e => Given(("key", e.Key)),
        MountEntry e => Given(("source", e.Source), ("target", e.Target)),
        RelationshipEntry e => Given(("type", e.Kind), ("other", e.Other)),
        UrlDeclaration e => Given(("url", e.Url)),
        UrlCallback e => Given(("endpoint", e.Endpoint)),
        SettingEntry e => Given(("value", e.Value), ("detail", e.Detail)),
        DetailEntry e => Given(("name", e.Name), ("value", e.Value)),
        CommandEntry e => Given(("name", e.Name), ("path", e.Path), ("endpoint", e.Endpoint)),
        ConnectionEntry e => Given(("value", e.Value)),
        ConnectionPropertyEntry e => Given(("name", e.Name), ("value", e.Value)),
        _ => [],
    };

    /// <summary>The same for what was given to the call that added a resource.</summary>
    public static IEnumerable<(string Slot, object Value)> Of(Resource resource) => Given(
        ("name", resource.Name),
        ("project", resource.Project),
        ("launchProfileName", resource.LaunchProfile),
        ("image", resource.Image),
        ("tag", resource.Tag),
        ("command", resource.Command));

    private static IEnumerable<(string Slot, object Value)> Given(params (string Slot, object? Value)[] pieces)
    {
        foreach (var (slot, value) in pieces)
        {
            if (value is null or ModelValue.NoValue)
            {
                continue;
            }

            if (value is not ModelValue whole)
            {
                yield return (slot, value);
                continue;
            }

            // Of what is put together, each part was chosen by itself.
            foreach (var part in whole.SelfAndParts().Where(p => p is not (ModelValue.Template or ModelValue.Formatted or ModelValue.List)))
            {
                if (part is ModelValue.Endpoint endpoint)
                {
                    yield return (slot + ".source", endpoint.Key);
                    yield return (slot + ".endpoint", endpoint.Name);
                }
                else
                {
                    yield return (slot, part);
                }
            }
        }
    }
}
