namespace AppHostSdk.Containers;

/// <summary>A port of a container that is published on the host.</summary>
/// <param name="Container">The port inside the container.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="HostAddress">The address of the host to listen on, such as <c>127.0.0.1</c>.</param>
/// <param name="Host">The port on the host.</param>
// A class: what the framework does with lists of a struct of ours is not compiled ahead, so that each start would compile it.
internal sealed record ContainerPort(int Container, string Protocol, string HostAddress, int Host);
