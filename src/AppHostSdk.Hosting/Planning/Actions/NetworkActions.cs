namespace AppHostSdk.Planning;

/// <summary>Create the network in which the containers of the run find each other.</summary>
/// <param name="Network">Its name.</param>
internal sealed record CreateNetwork(string Network) : PlanAction("create network");

/// <summary>Use the network that an earlier run left with its containers.</summary>
/// <param name="Network">Its name.</param>
internal sealed record ReuseNetwork(string Network) : PlanAction("reuse network");

/// <summary>Listen where containers can reach this machine, and pass connections on to a program that listens on it.</summary>
/// <param name="Host">Where the program listens.</param>
/// <param name="Port">Its port.</param>
/// <param name="Forwarded">The port for containers.</param>
internal sealed record OpenForward(string Host, int Port, int Forwarded) : PlanAction("open forward");

/// <summary>Listen at the address of an endpoint, and pass connections on to the programs behind it.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Port">Its port.</param>
internal sealed record OpenProxy(string Endpoint, int Port) : PlanAction("open proxy");
