using Xunit.Abstractions;
using Xunit.Sdk;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>
/// A test that needs a container engine, or programs of others. It is left out only on request; without them it fails, because a test
/// that quietly does not run proves nothing. In this suite its trait is <c>needs=containers</c>: eng/test.sh runs all of them a second
/// time with Podman. Other suites link this file, and find no discoverer of the trait.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer("AppHostSdk.Hosting.Tests.Containers." + nameof(ContainerTraitDiscoverer), "AppHostSdk.Hosting.Tests")]
internal sealed class ContainerFactAttribute : FactAttribute, ITraitAttribute
{
    public ContainerFactAttribute()
    {
        if (AreLeftOut)
        {
            Skip = "left out by --no-containers";
        }
    }

    /// <summary>True when the tests with containers are left out on request.</summary>
    public static bool AreLeftOut => Environment.GetEnvironmentVariable("APPHOST_TEST_NO_CONTAINERS") == "1";

    /// <summary>Why Docker alone can pass it; null when Podman must, too.</summary>
    public string? DockerOnly { get; init; }
}

/// <summary>Gives the trait; that of tests which Docker alone can pass is another one.</summary>
public sealed class ContainerTraitDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) =>
        [new("needs", traitAttribute is IReflectionAttributeInfo { Attribute: ContainerFactAttribute { DockerOnly: not null } } ? "docker" : "containers")];
}
