using System.Reflection;
using System.Runtime.Versioning;

namespace AppHostSdk.Model.Tests;

public class BuildUnderTestTests
{
    /// <summary>Two test projects share these sources; without this one they could both test the same build and nobody would know.</summary>
    [Fact]
    public void The_model_is_the_build_that_this_project_is_for()
    {
        var expected = typeof(BuildUnderTestTests).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "ModelBuild")
            .Value;

        Assert.Equal(expected, typeof(AppGraph).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
    }
}
