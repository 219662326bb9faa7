using Xunit.Abstractions;
using Xunit.Sdk;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>
/// A test that needs a container engine. It is left out only on request; without an engine it fails, because a test that
/// quietly does not run proves nothing. Its trait is <c>needs=containers</c>: eng/test.sh runs all of them a second time with Podman.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer("AppHostSdk.Hosting.Tests.Containers." + nameof(ContainerTraitDiscoverer), "AppHostSdk.Hosting.Tests")]
internal sealed class ContainerFactAttribute : FactAttribute, ITraitAttribute
{
    public ContainerFactAttribute()
    {
        if (ContainerTests.AreLeftOut)
        {
            Skip = "left out by --no-containers";
        }
    }
}

/// <summary>Gives the trait.</summary>
public sealed class ContainerTraitDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) => [new("needs", "containers")];
}
