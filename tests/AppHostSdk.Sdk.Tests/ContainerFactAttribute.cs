namespace AppHostSdk.Tests;

/// <summary>A test that needs a container engine. It is left out only on request.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ContainerFactAttribute : FactAttribute
{
    public ContainerFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("APPHOST_TEST_NO_CONTAINERS") == "1")
        {
            Skip = "left out by --no-containers";
        }
    }
}
