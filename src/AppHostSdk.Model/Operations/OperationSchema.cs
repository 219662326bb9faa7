namespace AppHostSdk.Model;

/// <summary>The arguments of each operation, in order. The parameters of authoring methods bear these names.</summary>
public static class OperationSchema
{
    /// <summary>The argument names of <paramref name="kind"/>, in the order <see cref="ModelOperation.Arguments"/> has them.</summary>
    public static IReadOnlyList<string> ArgumentsOf(OperationKind kind) => kind switch
    {
        OperationKind.AddProject => AddProject,
        OperationKind.AddContainer => AddContainer,
        OperationKind.AddExecutable => AddExecutable,
        OperationKind.AddParameter => AddParameter,
        OperationKind.AddResource => AddResource,
        OperationKind.WithImage => WithImage,
        OperationKind.WithParentRelationship => WithParentRelationship,
        OperationKind.WithReference => WithReference,
        OperationKind.WithEnvironment => WithEnvironment,
        OperationKind.WithArgs => WithArgs,
        OperationKind.WithEndpoint => WithEndpoint,
        OperationKind.WaitFor or OperationKind.WaitForStart => WaitFor,
        OperationKind.WaitForCompletion => WaitForCompletion,
        OperationKind.WithHttpHealthCheck => WithHttpHealthCheck,
        OperationKind.GetEndpoint => GetEndpoint,
        OperationKind.CreateResourceBuilder => CreateResourceBuilder,
        OperationKind.WithEnvironmentCallback or OperationKind.WithArgsCallback => Callback,
        OperationKind.WithUrl => WithUrl,
        OperationKind.WithUrlCallback => WithUrlCallback,
        OperationKind.WithMount => WithMount,
        OperationKind.WithSetting => WithSetting,
        OperationKind.WithRelationship => WithRelationship,
        OperationKind.WithCommand => WithCommand,
        OperationKind.WithHandler => WithHandler,
        OperationKind.WithRestartPolicy => WithRestartPolicy,
        OperationKind.GetEndpointProperty => GetEndpointProperty,
        OperationKind.CreateExpression => CreateExpression,
        OperationKind.AppendExpression => AppendExpression,
        OperationKind.WithConnectionString => WithConnectionString,
        OperationKind.WithConnectionProperty => WithConnectionProperty,
        OperationKind.WithConnectionStringRedirection => WithConnectionStringRedirection,
        OperationKind.AddConnectionString => AddConnectionString,
        OperationKind.AddExternalService => AddExternalService,
        OperationKind.WithReferenceUri => WithReferenceUri,
        OperationKind.WithReferenceEnvironment => WithReferenceEnvironment,
        OperationKind.WithOtlpExporter => WithOtlpExporter,
        OperationKind.WithTcpHealthCheck => WithTcpHealthCheck,
        OperationKind.WithHealthCheck => WithHealthCheck,
        OperationKind.WithReplicas => WithReplicas,
        OperationKind.WithDetail => WithDetail,
        OperationKind.AddDockerfile => AddDockerfile,
        OperationKind.WithDockerfile => WithDockerfile,
        OperationKind.WithContainerFiles => WithContainerFiles,
        OperationKind.WithLifetime => WithLifetime,
        OperationKind.WithImagePullPolicy => WithImagePullPolicy,
        OperationKind.WithPublishing => WithPublishing,
        OperationKind.WithHttpProbe => WithHttpProbe,
        OperationKind.WithAnnotation => WithAnnotation,
        _ => None,
    };

    /// <summary>True for the operations that add a resource; their receiver is the key of the new resource.</summary>
    public static bool AddsResource(OperationKind kind) => kind is
        OperationKind.AddProject or OperationKind.AddContainer or OperationKind.AddExecutable or OperationKind.AddParameter
        or OperationKind.AddResource or OperationKind.AddConnectionString or OperationKind.AddExternalService or OperationKind.AddDockerfile;

    /// <summary>True for the operations that change the model and are therefore recorded and verified.</summary>
    public static bool IsRecorded(OperationKind kind) => kind is not
        (OperationKind.CreateBuilder or OperationKind.CreateResourceBuilder or OperationKind.GetEndpoint or OperationKind.Build or OperationKind.Run
            or OperationKind.Subscribe or OperationKind.BeforeBuild or OperationKind.WithAnnotation
            or OperationKind.GetEndpointProperty or OperationKind.CreateExpression or OperationKind.AppendExpression or OperationKind.BuildExpression);

    /// <summary>
    /// True for the arguments that the structure of the graph does not depend on: a value that only the running host knows may
    /// stand there.
    /// </summary>
    public static bool MayBeLate(OperationKind kind, string argument) => (kind, argument) switch
    {
        (OperationKind.AddProject, "launchProfileName" or "projectPath") => true,
        (OperationKind.AddContainer or OperationKind.WithImage, "image" or "tag") => true,
        (OperationKind.AddExecutable or OperationKind.AddResource, "command" or "workingDirectory" or "args") => true,
        (OperationKind.WithEnvironment, "value") => true,
        (OperationKind.WithArgs, "args") => true,
        (OperationKind.WithEndpoint, "port" or "targetPort") => true,
        (OperationKind.WithImage, "registry" or "digest") => true,
        (OperationKind.WithMount, "source") => true,
        (OperationKind.WithUrl, "url" or "displayText") => true,
        (OperationKind.WithSetting, "value" or "detail") => true,
        (OperationKind.WithCommand, "displayName" or "path") => true,
        (OperationKind.AddParameter, "value") => true,
        (OperationKind.WithConnectionString or OperationKind.WithConnectionProperty, "value") => true,
        (OperationKind.AddConnectionString, "expression") => true,
        (OperationKind.AddExternalService, "url") => true,
        (OperationKind.WithReferenceUri, "uri") => true,
        (OperationKind.AppendExpression, "value") => true,
        (OperationKind.WithHealthCheck, "key") => true,
        (OperationKind.WithReplicas, "replicas") => true,
        (OperationKind.WithDetail, "value") => true,
        (OperationKind.WithContainerFiles, "source" or "owner" or "group" or "umask") => true,
        (OperationKind.WithLifetime or OperationKind.WithImagePullPolicy, _) => true,
        (OperationKind.WithPublishing, "subject" or "detail") => true,
        (OperationKind.AddDockerfile or OperationKind.WithDockerfile, "contextPath" or "dockerfilePath" or "stage") => true,
        _ => false,
    };

    private static readonly string[] None = [];
    private static readonly string[] AddProject = ["name", "project", "launchProfileName", "launchProfileGiven", "projectPath", "excludeLaunchProfile", "excludeKestrelEndpoints"];
    private static readonly string[] AddContainer = ["name", "image", "tag"];
    private static readonly string[] AddExecutable = ["name", "command", "workingDirectory", "args"];
    private static readonly string[] AddParameter =
    [
        "name", "secret", "value", "publishValueAsDefault", "configurationKey", "persist",
        "minLength", "lower", "upper", "numeric", "special", "minLower", "minUpper", "minNumeric", "minSpecial",
    ];

    private static readonly string[] AddResource = ["name", "kind", "command", "workingDirectory", "secret"];
    private static readonly string[] WithImage = ["image", "tag", "registry", "digest", "variant", "variantOf"];
    private static readonly string[] WithParentRelationship = ["parent"];
    private static readonly string[] WithReference = ["source", "name", "connection", "connectionName", "optional"];
    private static readonly string[] WithEnvironment = ["name", "value"];
    private static readonly string[] WithArgs = ["args"];
    private static readonly string[] WithEndpoint = ["port", "targetPort", "scheme", "name", "env", "isProxied", "isExternal", "protocol", "targetHost", "transport", "createIfNotExists"];
    private static readonly string[] WaitFor = ["dependency", "waitBehavior"];
    private static readonly string[] WaitForCompletion = ["dependency", "exitCode"];
    private static readonly string[] WithHttpHealthCheck = ["path", "statusCode", "endpointName"];
    private static readonly string[] WithAnnotation = ["annotation"];
    private static readonly string[] WithPublishing = ["publish", "subject", "detail"];
    private static readonly string[] WithHttpProbe =
        ["type", "path", "initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold", "successThreshold", "endpointName"];

    private static readonly string[] WithTcpHealthCheck = ["endpointName"];
    private static readonly string[] WithHealthCheck = ["key"];
    private static readonly string[] WithReplicas = ["replicas"];
    private static readonly string[] GetEndpoint = ["name", "contextNetworkId"];
    private static readonly string[] WithRestartPolicy = ["policy", "maxRestarts"];
    private static readonly string[] CreateResourceBuilder = ["resource"];
    private static readonly string[] Callback = ["callback"];
    private static readonly string[] WithUrl = ["url", "displayText"];
    private static readonly string[] WithUrlCallback = ["callback", "endpointName"];
    private static readonly string[] WithMount = ["target", "source", "isReadOnly", "isVolume"];
    private static readonly string[] AddDockerfile = ["name", "contextPath", "dockerfilePath", "stage"];
    private static readonly string[] WithDockerfile = ["contextPath", "dockerfilePath", "stage"];
    private static readonly string[] WithContainerFiles = ["destinationPath", "source", "owner", "group", "umask"];
    private static readonly string[] WithLifetime = ["lifetime"];
    private static readonly string[] WithImagePullPolicy = ["pullPolicy"];
    private static readonly string[] WithDetail = ["detail", "value", "name"];
    private static readonly string[] WithSetting = ["setting", "value", "detail"];
    private static readonly string[] WithRelationship = ["other", "type"];
    private static readonly string[] WithCommand = ["name", "displayName", "callback", "path", "endpointName"];
    private static readonly string[] WithHandler = ["event", "callback"];
    private static readonly string[] GetEndpointProperty = ["property"];
    private static readonly string[] CreateExpression = ["handler"];
    private static readonly string[] AppendExpression = ["value", "format"];
    private static readonly string[] WithConnectionString = ["value", "variable"];
    private static readonly string[] WithConnectionProperty = ["name", "value", "own"];
    private static readonly string[] WithConnectionStringRedirection = ["resource"];
    private static readonly string[] AddConnectionString = ["name", "variable", "expression"];
    private static readonly string[] AddExternalService = ["name", "url"];
    private static readonly string[] WithReferenceUri = ["name", "uri"];
    private static readonly string[] WithReferenceEnvironment = ["flags"];
    private static readonly string[] WithOtlpExporter = ["protocol"];
}
