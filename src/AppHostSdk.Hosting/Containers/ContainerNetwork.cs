using System.Net;

namespace AppHostSdk.Containers;

/// <summary>A bridge network of an engine.</summary>
/// <param name="Id">The full id.</param>
/// <param name="Name">The name.</param>
/// <param name="Gateway">The address of the engine's machine in it; null when the engine does not say.</param>
/// <param name="ComesWithContainers">That machine is this one, but it has the address only while a container runs in the network.</param>
internal sealed record ContainerNetwork(string Id, string Name, IPAddress? Gateway, bool ComesWithContainers = false);
