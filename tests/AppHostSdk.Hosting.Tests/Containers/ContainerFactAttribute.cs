namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>
/// A test that needs a container engine. It is left out only on request; without an engine it fails, because a test that
/// quietly does not run proves nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ContainerFactAttribute : FactAttribute
{
    public ContainerFactAttribute()
    {
        if (ContainerTests.AreLeftOut)
        {
            Skip = "left out by --no-containers";
        }
    }
}
