using AppHostSdk.Containers;

namespace AppHostSdk.Planning;

/// <summary>What of the world outside matters for a plan.</summary>
internal sealed record ObservedWorld
{
    /// <summary>No engine has answered, or there was nothing to ask it for.</summary>
    public static ObservedWorld Unknown { get; } = new();

    /// <summary>An engine has answered.</summary>
    public bool IsKnown { get; init; }

    /// <summary>The engine mounts files of this machine.</summary>
    public bool SharesFiles { get; init; }

    /// <summary>The images the engine has, of those the graph uses.</summary>
    public IReadOnlySet<string> Images { get; init; } = new HashSet<string>();

    /// <summary>The persistent containers that earlier runs of this app host left; <see langword="null"/> when the engine has not said.</summary>
    public IReadOnlyList<ContainerSummary>? Containers { get; init; }

    /// <summary>The network that earlier runs left with them.</summary>
    public ContainerNetwork? Network { get; init; }
}
