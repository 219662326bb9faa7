using AppHostSdk.Launching;

namespace AppHostSdk.Planning;

/// <summary>What a plan is made from.</summary>
/// <param name="Graph">A graph without conditions.</param>
/// <param name="Launches">What each resource that is started is started with, by key.</param>
internal sealed record PlanInput(RunGraph Graph, IReadOnlyDictionary<string, LaunchSpec> Launches)
{
    /// <summary>What is there already.</summary>
    public ObservedWorld Observed { get; init; } = ObservedWorld.Unknown;

    /// <summary>What becomes of persistent containers, by key of their resource, where it is known.</summary>
    public IReadOnlyDictionary<string, ContainerDecision> Decisions { get; init; } = new Dictionary<string, ContainerDecision>();

    /// <summary>Whether functions of the program have a say in a resource when its turn has come.</summary>
    public Func<LaunchSpec, bool>? IsDecidedLate { get; init; }

    /// <summary>The name of the containers' network; <see langword="null"/> for none.</summary>
    public string? Network { get; init; }

    /// <summary>How containers reach programs of this machine.</summary>
    public IReadOnlyList<OpenForward> Forwards { get; init; } = [];

    /// <summary>The addresses that proxies stand at.</summary>
    public IReadOnlyList<ProxyStep> Proxies { get; init; } = [];
}
