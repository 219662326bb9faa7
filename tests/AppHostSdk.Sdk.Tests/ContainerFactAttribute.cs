namespace AppHostSdk.Tests;

/// <summary>A test that needs a container engine and Node.js. It is left out only on request; without them it fails.</summary>
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
