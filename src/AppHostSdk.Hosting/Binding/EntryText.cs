using System.Globalization;
using AppHostSdk.Model;

namespace AppHostSdk.Binding;

/// <summary>Parts of a graph as the calls that made them, for messages.</summary>
internal static class EntryText
{
    /// <summary>
    /// The texts of what was derived and of what was done. Where the calls look alike, every member is written out: a message that
    /// gives one text twice explains nothing.
    /// </summary>
    public static (string Derived, string Done) Of(Entry derived, Entry done) =>
        (Of(derived), Of(done)) is var texts && texts.Item1 != texts.Item2 ? texts : (Members(derived), Members(done));

    /// <inheritdoc cref="Of(Entry, Entry)"/>
    public static (string Derived, string Done) Of(Model.Resource derived, Model.Resource done) =>
        (Of(derived), Of(done)) is var texts && texts.Item1 != texts.Item2 ? texts : (Members(derived), Members(done));

    private static string Members(Entry entry) => (entry with { Site = 0, Condition = Condition.Always }).ToString();

    // What makes the resource, without what was called on it.
    private static string Members(Model.Resource resource) =>
        $"{Of(resource)} with {resource.Kind}, project {resource.Project ?? "null"}, launch profile {Of(resource.LaunchProfile)}, image {Of(resource.Image)}, "
        + $"tag {Of(resource.Tag)}, command {Of(resource.Command)}, directory {Of(resource.WorkingDirectory)}, secret {resource.Secret}, {resource.Parameter}";

    public static string Of(Model.Resource resource) => resource.Kind switch
    {
        ResourceKind.Project when resource.Project is null => $"AddProject({Quoted(resource.Name)}, {Of(resource.Setting(ResourceSetting.ProjectPath))})",
        ResourceKind.Project when resource.LaunchProfile.IsNone => $"AddProject<{resource.Project}>({Quoted(resource.Name)})",
        ResourceKind.Project when resource.LaunchProfile.AsFlag is not null => $"AddProject<{resource.Project}>({Quoted(resource.Name)}, null)",
        ResourceKind.Project => $"AddProject<{resource.Project}>({Quoted(resource.Name)}, {Of(resource.LaunchProfile)})",
        ResourceKind.Container when resource.Image.IsNone => $"AddDockerfile({Quoted(resource.Name)})",
        ResourceKind.Container when resource.Tag.IsNone => $"AddContainer({Quoted(resource.Name)}, {Of(resource.Image)})",
        ResourceKind.Container => $"AddContainer({Quoted(resource.Name)}, {Of(resource.Image)}, {Of(resource.Tag)})",
        ResourceKind.Executable => $"AddExecutable({Quoted(resource.Name)}, {Of(resource.Command)}, {Of(resource.WorkingDirectory)})",
        ResourceKind.Logical => $"AddResource({Quoted(resource.Name)})",
        ResourceKind.Open => resource.Name,
        ResourceKind.ExternalService => $"AddExternalService({Quoted(resource.Name)})",
        _ when !resource.Connections.IsEmpty => $"AddConnectionString({Quoted(resource.Name)})",
        _ when resource.Parameter.Key is { } key => $"AddParameterFromConfiguration({Quoted(resource.Name)}, {Quoted(key)})",
        _ when !resource.Parameter.Default.IsNone => $"AddParameter({Quoted(resource.Name)}, {Of(resource.Parameter.Default)}{(resource.Secret ? ", secret: true" : "")})",
        _ when resource.Parameter.Generated is { } generated => $"AddParameter({Quoted(resource.Name)}, {generated})",
        _ => $"AddParameter({Quoted(resource.Name)}{(resource.Secret ? ", secret: true" : "")})",
    };

    public static string Of(Entry entry) => entry switch
    {
        EndpointDeclaration e => $"WithEndpoint({string.Join(", ", Parts(e))})",
        ImageEntry { Registry.IsNone: false } e => $"WithImageRegistry({Of(e.Registry)})",
        ImageEntry { Digest.IsNone: false } e => $"WithImageSHA256({Of(e.Digest)})",
        ImageEntry { Variant: not null } e => $"WithImageVariant({Quoted(e.VariantOf!)}, {Quoted(e.Variant)})",
        ImageEntry { Image.IsNone: true } e => $"WithImageTag({Of(e.Tag)})",
        ImageEntry e => $"WithImage({Of(e.Image)}, {Of(e.Tag)})",
        HttpEndpointsExternal => "WithExternalHttpEndpoints()",
        EnvironmentVariable e => $"WithEnvironment({Quoted(e.Name)}, {Of(e.Value)})",
        ReferenceVariables { Endpoint: null, Name: null, IsOptional: false } e => $"WithReference({e.Source})",
        ReferenceVariables { Endpoint: null } e => $"WithReference({e.Source}, {(e.Name is null ? "null" : Quoted(e.Name))}{(e.IsOptional ? ", optional: true" : "")})",
        UriVariables e => $"WithReference({Quoted(e.Name)}, {Of(e.Uri)})",
        ReferenceInjection e => $"WithReferenceEnvironment({e.Flags})",
        TelemetryVariables e => $"WithOtlpExporter({e.Protocol})",
        ConnectionEntry { IsRedirection: true } e => $"WithConnectionStringRedirection({Of(e.Value)})",
        ConnectionEntry e => $"ConnectionStringExpression {Of(e.Value)}{(e.Variable is null ? "" : $" in {e.Variable}")}",
        ConnectionPropertyEntry { IsOwn: true } e => $"connection property {e.Name} {Of(e.Value)}",
        ConnectionPropertyEntry e => $"WithConnectionProperty({Quoted(e.Name)}, {Of(e.Value)})",
        PublishingEntry { Kind: PublishingKind.Excluded } => "ExcludeFromManifest()",
        PublishingEntry { Kind: PublishingKind.ConnectionString } => "PublishAsConnectionString()",
        PublishingEntry { Kind: PublishingKind.DockerFile or PublishingKind.Container } e => $"PublishAs{e.Kind}()",
        PublishingEntry { Kind: PublishingKind.ContainerFiles } e => $"PublishWithContainerFiles({Of(e.Value)}, {Of(e.Detail)})",
        PublishingEntry { Kind: PublishingKind.Probe, Detail: ModelValue.List probe } e => $"WithHttpProbe({string.Join(", ", probe.Items.Prepend(e.Value).Where(v => !v.IsNone).Select(Of))})",
        PublishingEntry e => $"With{e.Kind}({string.Join(", ", new[] { e.Value, e.Detail }.Where(v => !v.IsNone).Select(Of))})",
        ReferenceVariables e => $"WithReference({e.Source}.GetEndpoint({Quoted(e.Endpoint!)}{Of(e.Network)}))",
        ArgumentEntry e => $"WithArgs({Of(e.Value)})",
        WaitEntry { Behavior.IsNone: false } e => $"{(e.Kind == WaitKind.Started ? "WaitForStart" : "WaitFor")}({e.Dependency}, {Enum("WaitBehavior", e.Behavior)})",
        WaitEntry { Kind: WaitKind.Started } e => $"WaitForStart({e.Dependency})",
        WaitEntry { Kind: WaitKind.Completed, ExitCode: 0 } e => $"WaitForCompletion({e.Dependency})",
        WaitEntry { Kind: WaitKind.Completed } e => $"WaitForCompletion({e.Dependency}, {e.ExitCode})",
        WaitEntry e => $"WaitFor({e.Dependency})",
        ExplicitStart => "WithExplicitStart()",
        RestartEntry e => $"WithRestartPolicy({Enum("RestartPolicy", e.Policy)}, {Of(e.MaxRestarts)})",
        ReplicaEntry e => $"WithReplicas({Of(e.Count)})",
        TcpHealthCheckEntry e => $"WithTcpHealthCheck({(e.Endpoint is null ? "" : Quoted(e.Endpoint))})",
        RegisteredHealthCheckEntry e => $"WithHealthCheck({Of(e.Key)})",
        HttpHealthCheckEntry e => $"WithHttpHealthCheck({Quoted(e.Path)}, {e.StatusCode}{(e.Endpoint is null ? "" : ", " + Quoted(e.Endpoint))})",
        MountEntry e => $"{(e.IsVolume ? "WithVolume" : "WithBindMount")}({Of(e.Source)}, {Quoted(e.Target)}{(e.IsReadOnly ? ", isReadOnly: true" : "")})",
        RelationshipEntry e => $"WithRelationship({e.Other}, {Quoted(e.Kind)})",
        EnvironmentCallback => "WithEnvironment(…)",
        UrlDeclaration e => $"WithUrl({Of(e.Url)}{(e.DisplayText.IsNone ? "" : ", " + Of(e.DisplayText))})",
        UrlCallback { Endpoint: null } => "WithUrls(…)",
        UrlCallback e => $"WithUrlForEndpoint({Quoted(e.Endpoint!)}, …)",
        DockerfileEntry e => $"WithDockerfile({Of(e.Context)}, {Of(e.Dockerfile)}, {Of(e.Stage)})",
        LifetimeEntry e => $"WithLifetime({Enum("ContainerLifetime", e.Lifetime)})",
        PullPolicyEntry e => $"WithImagePullPolicy({Enum("ImagePullPolicy", e.Policy)})",
        ContainerFilesEntry e => $"WithContainerFiles({Quoted(e.Target)}, {(e.Source is ModelValue.HostPath ? Of(e.Source) : "…")})",
        SettingEntry { Setting: ResourceSetting.Executable, Detail: ModelValue.List arguments } e =>
            $"RunAsExecutable({string.Join(", ", arguments.Items.Prepend(e.Value).Select(Of))})",
        SettingEntry e => Setting(e),
        DetailEntry { Detail: ResourceDetail.BuildArgument } e => $"WithBuildArg({Quoted(e.Name!)}, {Of(e.Value)})",
        DetailEntry { Detail: ResourceDetail.RuntimeArguments } e => $"WithContainerRuntimeArgs({Of(e.Value)})",
        DetailEntry { Detail: ResourceDetail.NetworkAlias } e => $"WithContainerNetworkAlias({Of(e.Value)})",
        DetailEntry { Detail: ResourceDetail.BuildSecret } e => $"WithBuildSecret({Quoted(e.Name!)}, {Of(e.Value)})",
        CommandEntry { Path.IsNone: false } e => $"WithHttpCommand({Of(e.Path)}, {Of(e.DisplayName)})",
        CommandEntry e => $"WithCommand({Quoted(e.Name)}, {Of(e.DisplayName)}, …)",
        HandlerEntry e => $"On{(e.Event.EndsWith("Event", StringComparison.Ordinal) ? e.Event[..^5] : e.Event)}(…)",
        _ => entry.ToString()!,
    };

    private static string Setting(SettingEntry entry) =>
        $"With{entry.Setting}({string.Join(", ", new[] { entry.Value, entry.Detail }.Where(v => !v.IsNone).Select(Of))})";

    private static IEnumerable<string> Parts(EndpointDeclaration endpoint)
    {
        yield return $"name: {Quoted(endpoint.Name)}";
        if (endpoint.Scheme is not null)
        {
            yield return $"scheme: {Quoted(endpoint.Scheme)}";
        }

        if (endpoint.Protocol is not null)
        {
            yield return $"protocol: {endpoint.Protocol}";
        }

        if (!endpoint.Port.IsNone)
        {
            yield return $"port: {Of(endpoint.Port)}";
        }

        if (!endpoint.TargetPort.IsNone)
        {
            yield return $"targetPort: {Of(endpoint.TargetPort)}";
        }

        if (endpoint.Transport is not null)
        {
            yield return $"transport: {Quoted(endpoint.Transport)}";
        }

        if (endpoint.OnlyIfDeclared)
        {
            yield return "createIfNotExists: false";
        }

        if (endpoint.TargetHost is not null)
        {
            yield return $"targetHost: {Quoted(endpoint.TargetHost)}";
        }

        if (endpoint.PortVariable is not null)
        {
            yield return $"env: {Quoted(endpoint.PortVariable)}";
        }

        if (endpoint.IsProxied == false)
        {
            yield return "isProxied: false";
        }

        if (endpoint.IsExternal is { } external)
        {
            yield return $"isExternal: {(external ? "true" : "false")}";
        }
    }

    private static string Of(ModelValue value) => value switch
    {
        ModelValue.NoValue => "null",
        ModelValue.Text text => Quoted(text.Value),
        ModelValue.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        ModelValue.Flag flag => flag.Value ? "true" : "false",
        ModelValue.HostPath path => Quoted(path.Relative),
        ModelValue.List list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        ModelValue.Template template => $"$\"{string.Concat(template.Parts.Select(p => p.AsText ?? $"{{{Of(p)}}}"))}\"",
        ModelValue.Resource resource => resource.Key,
        ModelValue.Connection connection => connection.Key,
        ModelValue.Formatted formatted => $"{Of(formatted.Value)}:{formatted.Format}",
        ModelValue.Endpoint { Property: not EndpointProperty.Url } endpoint => $"{endpoint.Key}.GetEndpoint({Quoted(endpoint.Name)}{Of(endpoint.Network)}).Property({endpoint.Property})",
        ModelValue.Endpoint endpoint => $"{endpoint.Key}.GetEndpoint({Quoted(endpoint.Name)}{Of(endpoint.Network)})",
        ModelValue.Parameter parameter => parameter.Key,
        _ => "a value known at run time",
    };

    private static string Of(NetworkIdentifier? network) => network is null ? "" : $", NetworkIdentifier.{network}";

    private static string Enum(string type, ModelValue value) => value.AsText is { } name ? $"{type}.{name}" : Of(value);

    private static string Quoted(string text) => $"\"{text}\"";
}
