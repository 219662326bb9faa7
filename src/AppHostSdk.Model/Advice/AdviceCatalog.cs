namespace AppHostSdk.Model;

/// <summary>
/// What is likely a mistake, or could be better, but may be meant. Advice is a suggestion of the analyzers, never an error, and can
/// be configured and silenced like any other. Ids: 5xxx.
/// </summary>
public static class AdviceCatalog
{
    /// <summary>A resource refers to infrastructure and starts without waiting for it.</summary>
    public static Rule ReferenceWithoutWait { get; } = new(
        "AHS5001",
        "A resource refers to infrastructure without waiting for it",
        "'{0}' refers to '{1}' and may be started before it is ready. Add .WaitFor({2}) if it needs '{1}' when it starts.");

    /// <summary>A job that runs once is waited for as if it stayed.</summary>
    public static Rule JobAwaitedAsService { get; } = new(
        "AHS5002",
        "A job that runs once is waited for as if it stayed running",
        "'{0}' waits until '{1}' runs, not until it has done its work, and '{1}' looks like a job that ends. Use WaitForCompletion.");

    /// <summary>The name of another resource is typed into a text.</summary>
    public static Rule HostNameInText { get; } = new(
        "AHS5003",
        "The address of another resource is typed into a text",
        "This value holds '{0}' as a host name. '{0}' is a resource of this application, whose address is known only when it runs: refer to it with GetEndpoint or WithReference.");

    /// <summary>A secret stands in the source.</summary>
    public static Rule LiteralSecret { get; } = new(
        "AHS5004",
        "A secret stands in the source",
        "The value of '{0}' looks like a secret, and it stands in the source. Pass a parameter instead: AddParameter(\"{1}\", secret: true).");

    /// <summary>A volume outlives the generated password of what is in it.</summary>
    public static Rule VolumeOutlivesPassword { get; } = new(
        "AHS5005",
        "A volume is kept, but not the generated password",
        "The data of '{0}' stays in volume '{1}', but the generated value of '{2}' is another one in each run, so that the second run cannot open the data. {3}");

    /// <summary>A container runs whatever image is the latest.</summary>
    public static Rule LatestTag { get; } = new(
        "AHS5006",
        "A container runs whatever image is the latest",
        "Container '{0}' runs '{1}:latest', which is another image from one day to the next. Pass a tag, for example the version that you test with.");

    /// <summary>A parameter is declared and not used.</summary>
    public static Rule UnusedParameter { get; } = new(
        "AHS5007",
        "A parameter is declared and not used",
        "Nothing uses the parameter '{0}'. Pass it to a resource, or remove it.");

    /// <summary>A hosted project is not a resource.</summary>
    public static Rule ProjectNotAdded { get; } = new(
        "AHS5008",
        "A referenced project is not added as a resource",
        "The project {0} is built with the app host, but not part of the application. Add it with AddProject<{1}>(…), remove the reference, or set IsAppHostResource=\"false\" on it.");

    /// <summary>A variable is set twice.</summary>
    public static Rule VariableSetTwice { get; } = new(
        "AHS5009",
        "A variable is set twice to different values",
        "The variable '{0}' of '{1}' was set to '{2}' before; the last value counts. Remove one of them.");

    /// <summary>What is only there to be used is not used.</summary>
    public static Rule UnusedAddress { get; } = new(
        "AHS5010",
        "A connection string or external service is declared and not used",
        "Nothing uses '{0}', and nothing is started for it. Pass it to a resource with WithReference, or remove it.");

    /// <summary>Endpoints are made external before there are any.</summary>
    public static Rule ExternalWithoutEndpoints { get; } = new(
        "AHS5011",
        "Endpoints are made external before there are any",
        "'{0}' has no http or https endpoint at this place, so WithExternalHttpEndpoints does nothing. Declare the endpoints before this call.");

    /// <summary>A resource without endpoints is referred to.</summary>
    public static Rule ReferenceToNothing { get; } = new(
        "AHS5012",
        "A resource without endpoints is referred to",
        "'{1}' has no endpoints, so this reference sets no variables of '{0}'. Declare an endpoint with WithHttpEndpoint or in its launch profile, or remove the reference; to start after it use WaitFor.");

    /// <summary>A server is waited for to end.</summary>
    public static Rule CompletionOfService { get; } = new(
        "AHS5013",
        "The end of a resource that looks like a service is waited for",
        "'{0}' starts only after '{1}' has ended, and '{1}' has {2}, which services have: it may never end. Use WaitFor.");

    /// <summary>What is started by hand only is waited for.</summary>
    public static Rule WaitForExplicitStart { get; } = new(
        "AHS5014",
        "A resource is waited for that is started by hand only",
        "'{0}' is started with the application and waits for '{1}', which is not (WithExplicitStart): '{0}' never starts, except in a run that names '{1}' with --only. Remove one of the two calls, or call WithExplicitStart on '{0}' as well.");

    /// <summary>A command replaces an earlier one.</summary>
    public static Rule CommandTwice { get; } = new(
        "AHS5015",
        "A command is declared twice",
        "'{1}' has a command '{0}' already, which this one replaces. Give it another name, or remove one of them.");

    /// <summary>A health check is there already.</summary>
    public static Rule HealthCheckTwice { get; } = new(
        "AHS5016",
        "A health check is declared twice",
        "'{0}' has this health check already (GET {1}, expecting {2}). Remove one of them.");

    /// <summary>Two parts of one resource are the same.</summary>
    public static Rule SameConnectionTwice { get; } = new(
        "AHS5017",
        "Two parts of a resource have the same connection string",
        "'{0}' and '{1}' are parts of '{2}' with the same connection string, so they are the same database, queue or the like under two names. Give one of them another physical name, or use one resource.");

    /// <summary>A URL is changed of an endpoint that does not exist.</summary>
    public static Rule UrlOfMissingEndpoint { get; } = new(
        "AHS5018",
        "The URL of an endpoint is changed that does not exist",
        "This call does nothing: '{0}' has no endpoint named '{1}'{2}. {3}");

    /// <summary>A name is nearly that of something that exists. Comes with the error that says so, and has the code fix that an error of the compiler cannot have.</summary>
    public static Rule Misspelling { get; } = new(
        "AHS5019",
        "A name is nearly that of something that exists",
        "Did you mean '{0}'?");

    /// <summary>The program tells a project to listen elsewhere than at its endpoints. A warning: others would look for it in vain.</summary>
    public static Rule EndpointDisplaced { get; } = new(
        "AHS5040",
        "A variable and an endpoint disagree on where a project listens",
        "The variable '{0}' says where '{1}' listens, and so does its endpoint {2}: {3}. Remove the variable, and give the endpoint the port: WithHttpEndpoint(port: …). Or set the variable from the endpoint.");

    /// <summary>The application is described, but no call starts it. A warning: without the call the program runs and shows nothing at all.</summary>
    public static Rule NeverRun { get; } = new(
        "AHS5021",
        "The application is never started",
        "Nothing starts this application: the program ends without doing anything. End it with builder.Build().Run();");

    /// <summary>A server is meant to have a certificate, or a program to trust one, and a run does not see to it.</summary>
    public static Rule CertificateNotSetUp { get; } = new(
        "AHS5022",
        "A certificate is not set up in a run",
        "A run does not set up {1} of '{0}': the program runs as it is, and its endpoints keep their schemes. Give it the certificate with WithContainerFiles, WithBindMount or variables of its own.");

    /// <summary>What certainly serves until the application is stopped is waited for to end.</summary>
    public static Rule CompletionOfServer { get; } = new(
        "AHS5030",
        "The end of a server is waited for",
        "'{0}' starts only after '{1}' has ended, and '{1}' {2}, so it runs until the application is stopped, and '{0}' never starts. Use WaitFor.");

    /// <summary>All advice in order of the ids.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        ReferenceWithoutWait, JobAwaitedAsService, HostNameInText, LiteralSecret, VolumeOutlivesPassword, LatestTag, UnusedParameter, ProjectNotAdded,
        VariableSetTwice, UnusedAddress, ExternalWithoutEndpoints, ReferenceToNothing, CompletionOfService, WaitForExplicitStart, CommandTwice,
        HealthCheckTwice, SameConnectionTwice, UrlOfMissingEndpoint, Misspelling, NeverRun, CertificateNotSetUp, CompletionOfServer, EndpointDisplaced,
    ];

    /// <summary>True for advice about what one call says: where an integration makes the call, the user cannot follow it.</summary>
    public static bool IsAboutOneCall(Rule rule) => rule == HostNameInText || rule == LiteralSecret || rule == UnusedParameter || rule == UnusedAddress;

    /// <summary>True for what comes with an error that says it, and is there for its code fix only.</summary>
    public static bool IsHidden(Rule rule) => rule == Misspelling;

    /// <summary>True for advice that is given only when asked for.</summary>
    public static bool IsOffByDefault(Rule rule) => rule == LatestTag;

    /// <summary>True for advice that every build shows: what it is about certainly does not work.</summary>
    public static bool IsWarning(Rule rule) => rule == NeverRun || rule == WaitForExplicitStart || rule == CompletionOfServer || rule == EndpointDisplaced;
}
