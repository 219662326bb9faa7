namespace AppHostSdk.Model;

/// <summary>What an authoring call does to the model. The evaluator and the run time know operations, never method names.</summary>
public enum OperationKind
{
    /// <summary>
    /// Adds a .NET project. Arguments: name, project, launchProfileName, launchProfileGiven (any value when the call has a launch
    /// profile name: <see langword="null"/> means without a profile then), projectPath, excludeLaunchProfile, excludeKestrelEndpoints.
    /// </summary>
    AddProject,

    /// <summary>Adds a container. Arguments: name, image, tag.</summary>
    AddContainer,

    /// <summary>Adds a program on the host. Arguments: name, command, workingDirectory, args.</summary>
    AddExecutable,

    /// <summary>
    /// Adds a parameter. Arguments: name, secret, value (the default), publishValueAsDefault, configurationKey, persist, and of a
    /// value to generate minLength, lower, upper, numeric, special, minLower, minUpper, minNumeric, minSpecial.
    /// </summary>
    AddParameter,

    /// <summary>Adds a resource whose type the program or a library defines. Arguments: name, kind, command, workingDirectory, secret.</summary>
    AddResource,

    /// <summary>Changes the image of a container. Arguments: image, tag, registry, digest.</summary>
    WithImage,

    /// <summary>Shows a resource as a part of another one. Arguments: parent.</summary>
    WithParentRelationship,

    /// <summary>
    /// Tells a resource where another one is. Arguments: source, name (under which it is told of it), connection (any value when it is
    /// given the connection string, not the endpoints), connectionName, optional.
    /// </summary>
    WithReference,

    /// <summary>Sets an environment variable. Arguments: name, value.</summary>
    WithEnvironment,

    /// <summary>Appends command line arguments. Arguments: args.</summary>
    WithArgs,

    /// <summary>
    /// Declares or updates an endpoint. Arguments: port, targetPort, scheme, name, env, isProxied, isExternal, protocol, targetHost,
    /// transport, createIfNotExists.
    /// </summary>
    WithEndpoint,

    /// <summary>Marks the http and https endpoints declared so far as reachable from outside. No arguments.</summary>
    WithExternalHttpEndpoints,

    /// <summary>Starts after a dependency is running and healthy. Arguments: dependency, waitBehavior.</summary>
    WaitFor,

    /// <summary>Starts after a dependency is running. Arguments: dependency, waitBehavior.</summary>
    WaitForStart,

    /// <summary>Starts after a dependency has ended. Arguments: dependency, exitCode.</summary>
    WaitForCompletion,

    /// <summary>Is healthy when a GET request is answered. Arguments: path, statusCode, endpointName.</summary>
    WithHttpHealthCheck,

    /// <summary>Creates the application builder; not recorded.</summary>
    CreateBuilder,

    /// <summary>Refers to an endpoint; a value, not recorded. Arguments: name, contextNetworkId.</summary>
    GetEndpoint,

    /// <summary>The builder of a resource that was added; not recorded. Arguments: resource.</summary>
    CreateResourceBuilder,

    /// <summary>Builds the application; not recorded.</summary>
    Build,

    /// <summary>Starts or runs the application; not recorded.</summary>
    Run,

    /// <summary>Lets a function fill the environment when the resource starts. Arguments: callback.</summary>
    WithEnvironmentCallback,

    /// <summary>Lets a function change the command line when the resource starts. Arguments: callback.</summary>
    WithArgsCallback,

    /// <summary>Shows a URL with the resource. Arguments: url, displayText.</summary>
    WithUrl,

    /// <summary>Lets a function change the URLs that are shown. Arguments: callback, endpointName.</summary>
    WithUrlCallback,

    /// <summary>Gives a container a directory, file or volume. Arguments: target, source, isReadOnly, isVolume (any value for a volume).</summary>
    WithMount,

    /// <summary>Sets what a resource has one of. Arguments: setting (a <see cref="ResourceSetting"/>), value, detail.</summary>
    WithSetting,

    /// <summary>Relates a resource to another one, for tools to show. Arguments: other, type.</summary>
    WithRelationship,

    /// <summary>Offers a command on a resource. Arguments: name, displayName, callback, path, endpointName.</summary>
    WithCommand,

    /// <summary>Calls a function at a moment of a resource's life. Arguments: event, callback.</summary>
    WithHandler,

    /// <summary>Calls a function at a moment of the application's life; not recorded.</summary>
    Subscribe,

    /// <summary>Calls a function when the application is built; not recorded.</summary>
    BeforeBuild,

    /// <summary>Is not started with the application. No arguments.</summary>
    WithExplicitStart,

    /// <summary>Is started again when it has ended. Arguments: policy, maxRestarts.</summary>
    WithRestartPolicy,

    /// <summary>A property of an endpoint; a value, not recorded. Arguments: property.</summary>
    GetEndpointProperty,

    /// <summary>Makes an expression of a text with values in it; a value, not recorded. Arguments: handler.</summary>
    CreateExpression,

    /// <summary>Appends to an expression under construction; not recorded. Arguments: value, format.</summary>
    AppendExpression,

    /// <summary>The expression under construction as it is now; a value, not recorded.</summary>
    BuildExpression,

    /// <summary>What others connect to the resource with, as its object says when the application is built. Arguments: value, variable.</summary>
    WithConnectionString,

    /// <summary>
    /// A single value of what others connect to the resource with. Arguments: name, value, own (any value when the resource's object says
    /// so; what the program says goes before).
    /// </summary>
    WithConnectionProperty,

    /// <summary>Others connect to another resource instead. Arguments: resource.</summary>
    WithConnectionStringRedirection,

    /// <summary>Adds a connection string from outside, or one made of other values. Arguments: name, variable, expression.</summary>
    AddConnectionString,

    /// <summary>Adds an address outside the application. Arguments: name, url.</summary>
    AddExternalService,

    /// <summary>Tells a resource an address outside the application. Arguments: name, uri.</summary>
    WithReferenceUri,

    /// <summary>Chooses which variables references give the resource. Arguments: flags.</summary>
    WithReferenceEnvironment,

    /// <summary>Tells the resource where to send its telemetry. Arguments: protocol.</summary>
    WithOtlpExporter,

    /// <summary>Leaves the resource out when the application is published. No arguments.</summary>
    ExcludeFromManifest,

    /// <summary>Publishes a connection string from outside in place of the resource. No arguments.</summary>
    PublishAsConnectionString,

    /// <summary>Is healthy when an endpoint accepts a connection. Arguments: endpointName.</summary>
    WithTcpHealthCheck,

    /// <summary>Is healthy when a check says so that the program registers with its services. Arguments: key.</summary>
    WithHealthCheck,

    /// <summary>Runs as several copies behind one address. Arguments: replicas.</summary>
    WithReplicas,

    /// <summary>Adds something that a resource can have several of. Arguments: detail (a <see cref="ResourceDetail"/>), value, name.</summary>
    WithDetail,

    /// <summary>Adds a container whose image is built. Arguments: name, contextPath, dockerfilePath, stage.</summary>
    AddDockerfile,

    /// <summary>Has the image of a container built. Arguments: contextPath, dockerfilePath, stage.</summary>
    WithDockerfile,

    /// <summary>Puts files into a container before it starts. Arguments: destinationPath, source, owner, group, umask.</summary>
    WithContainerFiles,

    /// <summary>Says how long a container lives. Arguments: lifetime.</summary>
    WithLifetime,

    /// <summary>Says when the image of a container is fetched. Arguments: pullPolicy.</summary>
    WithImagePullPolicy,

    /// <summary>Says how the resource is published. Arguments: publish (a <see cref="PublishingKind"/>), subject, detail.</summary>
    WithPublishing,

    /// <summary>
    /// Is asked by the environment that it is published to, and healthy in a run when the question is answered. Arguments: type, path,
    /// initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold, successThreshold, endpointName.
    /// </summary>
    WithHttpProbe,

    /// <summary>Notes an annotation; one that describes something is the operation of that. Not recorded itself. Arguments: annotation.</summary>
    WithAnnotation,
}
