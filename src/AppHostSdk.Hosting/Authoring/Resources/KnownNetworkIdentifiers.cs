namespace AppHostSdk;

/// <summary>The networks from which an endpoint can be looked at, under the names that Aspire gives them.</summary>
public static class KnownNetworkIdentifiers
{
    /// <summary>From a process on this machine.</summary>
    public const NetworkIdentifier LocalhostNetwork = NetworkIdentifier.LocalhostNetwork;

    /// <summary>From a container of the application.</summary>
    public const NetworkIdentifier DefaultAspireContainerNetwork = NetworkIdentifier.ContainerNetwork;
}
