namespace AppHostSdk.Containers;

/// <summary>A directory or file of the host, or a volume, inside a container.</summary>
/// <param name="Source">The absolute path on the host, or the name of the volume; null for a volume that goes with the container.</param>
/// <param name="Target">The absolute path inside the container.</param>
/// <param name="IsVolume">A volume of the engine.</param>
/// <param name="IsReadOnly">The container cannot write to it.</param>
internal sealed record ContainerMount(string? Source, string Target, bool IsVolume, bool IsReadOnly);
