namespace AppHostSdk.Containers;

/// <summary>Whose engine it is. Both speak the Docker Engine API; what they do differently is told apart by this.</summary>
internal enum EngineKind
{
    /// <summary>Docker, or something that behaves like it.</summary>
    Docker,

    /// <summary>Podman.</summary>
    Podman,
}

/// <summary>What an engine says of itself when it is first spoken to.</summary>
/// <param name="Kind">Whose it is.</param>
/// <param name="Version">The version of the interface that is spoken with it.</param>
internal sealed record EngineIdentity(EngineKind Kind, EngineApiVersion Version);
