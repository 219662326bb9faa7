using AppHostSdk.Model;
using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Configuration;

/// <summary>Selects the launch profiles of the hosted projects, which may follow the one that the app host was started with.</summary>
internal static class LaunchProfiles
{
    /// <summary>The configuration key of a profile name that goes before the host's own profile.</summary>
    public const string DefaultNameKey = "AppHost:DefaultLaunchProfileName";

    /// <summary>
    /// The graph with one launch profile in effect for each project. The configuration is read only when it decides something.
    /// Variables in a profile's values are those of the app host.
    /// </summary>
    public static AppGraph Apply(AppGraph graph, LazyConfiguration configuration) => LaunchExpansion.Apply(
        graph,
        LaunchSelection.DependsOnHost(graph) ? HostProfile(configuration.Value) : null,
        Environment.ExpandEnvironmentVariables);

    private static string? HostProfile(ConfigurationManager configuration) =>
        configuration[DefaultNameKey] is { Length: > 0 } name ? name : configuration[LaunchExpansion.ProfileVariable];
}
