using AppHostSdk.Health;
using AppHostSdk.Networking;
using AppHostSdk.Planning;
using AppHostSdk.Running;

namespace AppHostSdk.Launching;

/// <summary>What launches are resolved from.</summary>
/// <param name="Graph">The graph that runs.</param>
/// <param name="Addresses">Where endpoints are.</param>
/// <param name="Values">Resolves values.</param>
/// <param name="Identity">The run.</param>
/// <param name="HostDirectory">The app host's directory.</param>
/// <param name="Checks">Finds a health check that the program registers, by the name of its resource and its own.</param>
internal sealed record LaunchContext(
    RunGraph Graph,
    Addresses Addresses,
    ValueResolver Values,
    RunIdentity Identity,
    string HostDirectory,
    Func<string, string, HealthCheck> Checks);
