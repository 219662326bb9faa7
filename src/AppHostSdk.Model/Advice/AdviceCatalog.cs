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

    /// <summary>A container runs whatever image is the latest.</summary>
    public static Rule LatestTag { get; } = new(
        "AHS5006",
        "A container runs whatever image is the latest",
        "Container '{0}' runs '{1}:latest', which is another image from one day to the next. Name a tag.");

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

    /// <summary>Endpoints are made external before there are any.</summary>
    public static Rule ExternalWithoutEndpoints { get; } = new(
        "AHS5011",
        "Endpoints are made external before there are any",
        "'{0}' has no http or https endpoint at this place, so that WithExternalHttpEndpoints changes nothing. Declare the endpoints before this call.");

    /// <summary>A server is waited for to end.</summary>
    public static Rule CompletionOfService { get; } = new(
        "AHS5013",
        "The end of a resource that looks like a service is waited for",
        "'{0}' starts only after '{1}' has ended, and '{1}' has {2}, which services have: it may never end. Use WaitFor.");

    /// <summary>All advice in order of the ids.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        ReferenceWithoutWait, JobAwaitedAsService, HostNameInText, LiteralSecret, LatestTag, UnusedParameter, ProjectNotAdded, VariableSetTwice,
        ExternalWithoutEndpoints, CompletionOfService,
    ];

    /// <summary>True for advice that is given only when asked for.</summary>
    public static bool IsOffByDefault(Rule rule) => rule == LatestTag;
}
