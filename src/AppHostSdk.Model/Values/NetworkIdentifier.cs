namespace AppHostSdk;

/// <summary>From where an endpoint is looked at.</summary>
public enum NetworkIdentifier
{
    /// <summary>From a process on this machine.</summary>
    LocalhostNetwork,

    /// <summary>From a container of the application.</summary>
    ContainerNetwork,
}
