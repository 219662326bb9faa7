using AppHostSdk.Containers;
using AppHostSdk.Health;
using AppHostSdk.Processes;

namespace AppHostSdk.Launching;

/// <summary>Everything the executor needs to start one resource; computed for all resources before anything starts.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Process">What to start on the host, or <see langword="null"/>.</param>
/// <param name="Container">What to start in the engine, or <see langword="null"/>.</param>
/// <param name="HealthChecks">What must succeed for the resource to be healthy.</param>
/// <param name="Urls">The addresses to show.</param>
internal sealed record LaunchSpec(
    Model.Resource Resource,
    ProcessSpec? Process,
    ContainerSpec? Container,
    IReadOnlyList<HealthCheck> HealthChecks,
    IReadOnlyList<string> Urls)
{
    /// <summary>The resource that the program describes: another one for a replica.</summary>
    public Model.Resource Origin { get; init; } = Resource;

    /// <summary>The URL of each endpoint, in the order of the endpoints.</summary>
    public IReadOnlyList<string> EndpointUrls { get; } = Urls;

    /// <summary>The project that is built first, and whose program <see cref="Process"/> then is; <see langword="null"/> for none.</summary>
    public string? BuiltFrom { get; init; }

    /// <summary>What may be the matter when it fails, asked only then.</summary>
    public Func<string?> FailureAdvice { get; init; } = () => null;

    /// <summary>Names the process that holds a port it needs; <see langword="null"/> when its ports are free.</summary>
    public Func<string?> Conflict { get; init; } = () => null;
}
