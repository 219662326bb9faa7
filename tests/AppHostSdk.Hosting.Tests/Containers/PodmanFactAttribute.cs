using Xunit.Sdk;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>
/// A test that needs the program podman and the images of eng/podman/start-podman.sh. It belongs to the run with Podman, which eng/test.sh
/// makes; otherwise it says so.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer("AppHostSdk.Hosting.Tests.Containers." + nameof(ContainerTraitDiscoverer), "AppHostSdk.Hosting.Tests")]
internal sealed class PodmanFactAttribute : FactAttribute, ITraitAttribute
{
    public PodmanFactAttribute()
    {
        if (State is null)
        {
            Skip = "needs Podman: set APPHOST_TEST_PODMAN to the directory of eng/podman/start-podman.sh";
        }
    }

    /// <summary>Where the configuration and the images of Podman are.</summary>
    public static string? State { get; } = Environment.GetEnvironmentVariable("APPHOST_TEST_PODMAN") is { Length: > 0 } state ? state : null;
}
