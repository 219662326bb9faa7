namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>
/// A test that kills a Docker engine or fills its disk, and so needs one of its own. It is not among those that run a second time with
/// Podman, which has no engine that could be lost.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrivateEngineFactAttribute : FactAttribute
{
    public PrivateEngineFactAttribute()
    {
        Skip = ContainerFactAttribute.AreLeftOut ? "left out by --no-containers" : PrivateEngine.Obstacle;
    }
}
