namespace AppHostSdk.Model;

/// <summary>The rules over the graph. Ids: 0xxx names and declarations, 1xxx graph.</summary>
public static class RuleCatalog
{
    /// <summary>Two resources have one name.</summary>
    public static Rule DuplicateResourceName { get; } = new(
        "AHS0001",
        "Two resources have the same name",
        "A resource named '{0}' is already declared{1}. Resource names are compared without regard to case; give one of them another name.");

    /// <summary>A resource name breaks the naming rules.</summary>
    public static Rule InvalidResourceName { get; } = new(
        "AHS0002",
        "Invalid resource name",
        "'{0}' is not a valid resource name: {1}. A name has 1 to 64 ASCII letters, digits and hyphens, starts with a letter, does not end with a hyphen and has no two hyphens in a row.");

    /// <summary>An endpoint name breaks the naming rules.</summary>
    public static Rule InvalidEndpointName { get; } = new(
        "AHS0003",
        "Invalid endpoint name",
        "'{0}' is not a valid endpoint name: {1}. A name has 1 to 64 ASCII letters, digits and hyphens, starts with a letter, does not end with a hyphen and has no two hyphens in a row.");

    /// <summary>A resource waits for itself.</summary>
    public static Rule SelfWait { get; } = new(
        "AHS1001",
        "A resource waits for itself",
        "'{0}' waits for itself, so it would never start. Remove this wait.");

    /// <summary>Resources wait for each other.</summary>
    public static Rule WaitCycle { get; } = new(
        "AHS1002",
        "Resources wait for each other",
        "These resources wait for each other, so none of them would start: {0}. Remove one of the waits; a reference without a wait may go in both directions.");

    /// <summary>A reference names an endpoint that its resource does not have.</summary>
    public static Rule UnknownEndpoint { get; } = new(
        "AHS1003",
        "The endpoint does not exist",
        "'{0}' has no endpoint named '{1}'{2}. {3}");

    /// <summary>Two endpoints are fixed to one port of the host.</summary>
    public static Rule PortConflict { get; } = new(
        "AHS1004",
        "Two endpoints use the same port of the host",
        "Port {0} is taken by both endpoint '{1}' of '{2}'{3} and endpoint '{4}' of '{5}'{6}. Give one of them another port, or leave its port out to get a free one.");

    /// <summary>A container's endpoint does not say which port of the container it leads to.</summary>
    public static Rule NoTargetPort { get; } = new(
        "AHS1005",
        "A container endpoint has no target port",
        "Endpoint '{0}' of container '{1}' does not say which port the container listens on. Pass targetPort.");

    /// <summary>The program names a launch profile that the project does not have.</summary>
    public static Rule UnknownLaunchProfile { get; } = new(
        "AHS1006",
        "The launch profile does not exist",
        "The project of '{0}' has no launch profile named '{1}'{2}. {3}");

    /// <summary>A class library is added as a project.</summary>
    public static Rule LibraryAsProject { get; } = new(
        "AHS1007",
        "A class library cannot be started",
        "'{0}' is the project {1}, which is a class library, so it cannot be started. Set its OutputType to Exe, or remove the resource.");

    /// <summary>Resources are parts of each other.</summary>
    public static Rule ParentCycle { get; } = new(
        "AHS1010",
        "Resources are parents of each other",
        "Each of these resources has the next one as its parent, round in a circle: {0}. Remove one of the parents.");

    /// <summary>A part waits for its whole.</summary>
    public static Rule WaitForParent { get; } = new(
        "AHS1011",
        "A resource waits for its own parent",
        "'{0}' waits for '{1}', which is its parent. What is part of a resource is there as soon as that is; remove this wait.");

    /// <summary>A port is no port.</summary>
    public static Rule PortOutOfRange { get; } = new(
        "AHS1012",
        "Invalid port",
        "Endpoint '{0}' of '{1}' has the port {2}. A port is between 1 and 65535. Leave port out to get a free one.");

    /// <summary>An image reference is none.</summary>
    public static Rule InvalidImage { get; } = new(
        "AHS1013",
        "Invalid image",
        "'{0}' cannot be pulled as the image of '{1}': {2}.{3}");

    /// <summary>Two mounts lead to one place of a container.</summary>
    public static Rule MountTwice { get; } = new(
        "AHS1014",
        "Two mounts have the same target",
        "Container '{0}' has two mounts at '{1}'. Give one of them another target, or remove it.");

    /// <summary>A connection string needs itself.</summary>
    public static Rule ConnectionCycle { get; } = new(
        "AHS1020",
        "A connection string needs itself",
        "These connection strings need each other, so none of them has a value: {0}. Remove one of the references, or give one of them a value of its own.");

    /// <summary>An address outside the application is not a URL that others can be told.</summary>
    public static Rule InvalidAddress { get; } = new(
        "AHS1021",
        "The address is not an absolute URL",
        "'{0}' cannot be used as an address: {1}. Write scheme and host, and a path if there is one, for example https://api.example.com/v1.");

    /// <summary>The value of a secret would be published.</summary>
    public static Rule PublishedSecret { get; } = new(
        "AHS1022",
        "The value of a secret would be published",
        "Parameter '{0}' is a secret whose default would be published for everyone to read. Leave out publishValueAsDefault, or secret.");

    /// <summary>A health check of something that is not started.</summary>
    public static Rule UnaskedHealthCheck { get; } = new(
        "AHS1030",
        "Nobody asks the health check",
        "'{0}' has a health check, but nothing is started for it, so nobody asks. Put the check on {1}.");

    /// <summary>A resource has fewer than one replica.</summary>
    public static Rule TooFewReplicas { get; } = new(
        "AHS1031",
        "A resource runs once at least",
        "'{0}' has {1} replicas. Pass 1 or more; to leave it out, do not add it, or call WithExplicitStart.");

    /// <summary>Replicas would listen on one port.</summary>
    public static Rule ReplicasShareAPort { get; } = new(
        "AHS1032",
        "Replicas cannot share a port",
        "'{0}' runs as {1} replicas, but its endpoint '{2}' {3}. {4}");

    /// <summary>Two references set one variable.</summary>
    public static Rule VariableFromTwoReferences { get; } = new(
        "AHS1040",
        "Two references set the same variable",
        "The references of '{1}' to {2} and to {3} both set the variable '{0}', so only the second one has an effect. Give one of them another name: WithReference takes it as a further argument.");

    /// <summary>Two containers have one name in the engine.</summary>
    public static Rule ContainerNameTwice { get; } = new(
        "AHS1041",
        "Two containers have the same name",
        "'{0}' and '{1}' both run in a container called '{2}', and there can be only one of that name. Give one of them another name, or leave WithContainerName out.");

    /// <summary>The engine refuses the name of a container or volume, or a network alias cannot be looked up.</summary>
    public static Rule InvalidEngineName { get; } = new(
        "AHS1042",
        "Invalid name of a container, volume or network alias",
        "'{0}' is not a valid name for {1}: {2}. Use letters, digits, '_', '.' and '-', with a letter or digit first.{3}");

    /// <summary>No answer satisfies the health checks of a resource.</summary>
    public static Rule NeverHealthy { get; } = new(
        "AHS1043",
        "A resource can never be healthy",
        "'{0}' can never be healthy: {1}. {2}");

    /// <summary>A request over HTTP is made to an endpoint that has another scheme.</summary>
    public static Rule NotHttp { get; } = new(
        "AHS1044",
        "The endpoint does not speak HTTP",
        "Endpoint '{0}' of '{1}' has the scheme '{2}', and {3} is a request over HTTP. Name an http or https endpoint{4}, or declare this one with scheme: \"http\".");

    /// <summary>A build argument or secret of an image that is not built.</summary>
    public static Rule BuildInputWithoutDockerfile { get; } = new(
        "AHS1045",
        "A build argument or secret of an image that is not built",
        "'{0}' has the {1} '{2}', but its image is not built, so nothing reads it. Call WithDockerfile on '{0}', or remove {3}.");

    /// <summary>A secret is passed as a build argument, which stays in the image.</summary>
    public static Rule SecretBuildArgument { get; } = new(
        "AHS1046",
        "A secret is passed as a build argument",
        "Build argument '{0}' of '{1}' has the value of the secret parameter '{2}', and everyone who has the image can read its build arguments. Pass it with WithBuildSecret, or to the running container with WithEnvironment.");

    /// <summary>Two containers are found under one name in the network of the application's containers.</summary>
    public static Rule NetworkNameTwice { get; } = new(
        "AHS1047",
        "Two containers have the same name in the network",
        "In the network of the containers, '{0}' is the name of '{1}' and of '{2}', so a connection goes to either of them by chance. Give '{2}' another alias.");

    /// <summary>A process has two ports and no proxy between them.</summary>
    public static Rule PortsWithoutProxy { get; } = new(
        "AHS1048",
        "A process has two ports and no proxy between them",
        "Endpoint '{0}' of '{1}' has port {2} and targetPort {3}, and without a proxy nothing leads from one to the other. {4}");

    /// <summary>A resource has one registered health check twice.</summary>
    public static Rule RegisteredCheckTwice { get; } = new(
        "AHS1049",
        "A resource has the same health check twice",
        "'{0}' has the health check '{1}' already. Remove one of the two calls, or pass the key of another check.");

    /// <summary>The target of a mount or of files in a container is invalid.</summary>
    public static Rule InvalidTarget { get; } = new(
        "AHS1050",
        "The target in a container is not an absolute path",
        "'{0}' cannot be the target of {1} in container '{2}': {3}. Write a path that begins with a slash, for example /data.");

    /// <summary>The name of an environment variable is invalid.</summary>
    public static Rule InvalidVariableName { get; } = new(
        "AHS1051",
        "Invalid name of an environment variable",
        "'{0}' is not a valid name for an environment variable: {1}.{2}");

    /// <summary>A text that a call cannot do without is empty.</summary>
    public static Rule EmptyText { get; } = new(
        "AHS1052",
        "A text is empty that is needed",
        "{0} is empty. {1}");

    /// <summary>A text for the operating system contains the character NUL.</summary>
    public static Rule NulCharacter { get; } = new(
        "AHS1053",
        "A text contains the character NUL",
        "{0} contains the character NUL (U+0000), at which operating systems end a text. Remove it.");

    /// <summary>The scheme of an endpoint is invalid.</summary>
    public static Rule InvalidScheme { get; } = new(
        "AHS1054",
        "Invalid scheme of an endpoint",
        "'{0}' cannot be the scheme of an endpoint of '{1}': {2}. A scheme is the part of a URL before '://', for example http, redis or tcp.");

    /// <summary>The name of a build argument or secret is invalid.</summary>
    public static Rule InvalidBuildInput { get; } = new(
        "AHS1055",
        "Invalid name of a build argument or secret",
        "'{0}' is not a valid name for a {1} of '{2}': {3}. Use letters, digits and underscores, as in the Dockerfile.");

    /// <summary>A value is to be generated that cannot be.</summary>
    public static Rule ImpossibleValue { get; } = new(
        "AHS1056",
        "A value cannot be generated",
        "The value of parameter '{0}' cannot be generated: {1}. Allow these characters, or demand none of them.");

    /// <summary>A resource is to be started again a negative number of times.</summary>
    public static Rule NegativeRestarts { get; } = new(
        "AHS1057",
        "A negative number of restarts",
        "'{0}' cannot be started again {1} times. Pass 1 or more, or leave maxRestarts out for no limit.");

    /// <summary>A container is waited for to end with an exit code that containers do not have.</summary>
    public static Rule ImpossibleExitCode { get; } = new(
        "AHS1058",
        "No container ends with this exit code",
        "'{0}' waits until container '{1}' ends with exit code {2}, but exit codes of containers are 0 to 255. Pass the one that it ends with.");

    /// <summary>A container has no image.</summary>
    public static Rule NoImage { get; } = new(
        "AHS1059",
        "A container has no image",
        "Container '{0}' has no image. Call WithImage or WithDockerfile on it.");

    /// <summary>A limit of a container is none that engines accept.</summary>
    public static Rule InvalidLimit { get; } = new(
        "AHS1061",
        "Invalid limit of a container",
        "'{0}' cannot be the {1} of '{2}': {3}. {4}");

    /// <summary>A launch profile whose command is Executable names no program.</summary>
    public static Rule ProfileWithoutProgram { get; } = new(
        "AHS4022",
        "The launch profile names no program",
        "'{0}' is started with the launch profile '{1}' of its project, which has commandName \"Executable\" and no executablePath. Add executablePath to it in launchSettings.json, or name another profile.");

    /// <summary>A container's endpoint says the port of the host only.</summary>
    public static Rule AssumedTargetPort { get; } = new(
        "AHS5020",
        "The container is taken to listen on the port of the host",
        "Endpoint '{0}' of container '{1}' has port {2}, which is the port on this machine, and no targetPort; the container is taken to listen on {2} as well. Pass targetPort: {2} to say so, or the port that it really listens on.")
    {
        IsInformation = true,
    };

    /// <summary>The program declares the address again that the project's launch profile has.</summary>
    public static Rule SameListener { get; } = new(
        "AHS5025",
        "An endpoint is another name for one of the launch profile",
        "Endpoint '{0}' of '{1}' has the port {2} and the scheme of endpoint '{3}', which the project's launch settings or app settings declare: it listens there once, under two names. Refer to '{3}' and remove this call, or give it another port.")
    {
        IsInformation = true,
    };

    /// <summary>All rules in order of their ids.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        DuplicateResourceName, InvalidResourceName, InvalidEndpointName, SelfWait, WaitCycle, UnknownEndpoint, PortConflict, NoTargetPort,
        UnknownLaunchProfile, LibraryAsProject, ParentCycle, WaitForParent, PortOutOfRange, InvalidImage, MountTwice, ConnectionCycle,
        InvalidAddress, PublishedSecret, UnaskedHealthCheck, TooFewReplicas, ReplicasShareAPort, VariableFromTwoReferences, ContainerNameTwice,
        InvalidEngineName, NeverHealthy, NotHttp, BuildInputWithoutDockerfile, SecretBuildArgument, NetworkNameTwice, PortsWithoutProxy,
        RegisteredCheckTwice, InvalidTarget, InvalidVariableName, EmptyText, NulCharacter, InvalidScheme, InvalidBuildInput, ImpossibleValue,
        NegativeRestarts, ImpossibleExitCode, NoImage, InvalidLimit, ProfileWithoutProgram, AssumedTargetPort, SameListener,
    ];
}
