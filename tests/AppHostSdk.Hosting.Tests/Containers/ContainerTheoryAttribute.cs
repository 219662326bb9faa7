namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>A theory that needs a container engine, see <see cref="ContainerFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ContainerTheoryAttribute : TheoryAttribute
{
    public ContainerTheoryAttribute()
    {
        if (ContainerFactAttribute.AreLeftOut)
        {
            Skip = "left out by --no-containers";
        }
    }
}
