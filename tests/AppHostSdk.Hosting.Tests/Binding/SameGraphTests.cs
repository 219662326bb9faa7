using AppHostSdk.Binding;
using AppHostSdk.Model;

namespace AppHostSdk.Hosting.Tests.Binding;

/// <summary>The quick comparison: it passes over sites and nothing else.</summary>
public class SameGraphTests
{
    /// <summary>The record has no sites, and the resource and its entries have one each.</summary>
    [Fact]
    public void Sites_make_no_difference()
    {
        var recorded = Apps.Graph(Program);
        var known = recorded with { Resources = recorded.Resources.Map(WithSites) };

        Assert.NotEqual(known.Resources, recorded.Resources);
        Assert.True(SameGraph.IsSame(known, recorded));
    }

    [Theory]
    [InlineData("image")]
    [InlineData("variable")]
    [InlineData("order")]
    [InlineData("one more")]
    public void Anything_else_does(string difference)
    {
        var changed = Apps.Graph(b =>
        {
            var cache = b.AddContainer("cache", difference == "image" ? "valkey" : "redis").WithContainerNetworkAlias("store").WithContainerRuntimeArgs("--init");
            if (difference == "order")
            {
                b.AddExecutable("web", "web", ".").WithEnvironment("B", "2").WithEnvironment("A", "1").WaitFor(cache);
            }
            else
            {
                b.AddExecutable("web", "web", ".").WithEnvironment("A", difference == "variable" ? "x" : "1").WithEnvironment("B", "2").WaitFor(cache);
            }

            if (difference == "one more")
            {
                b.AddParameter("more");
            }
        });

        Assert.False(SameGraph.IsSame(Apps.Graph(Program), changed));
        Assert.True(SameGraph.IsSame(Apps.Graph(Program), Apps.Graph(Program)));
    }

    [Fact]
    public void What_is_open_is_compared_thoroughly()
    {
        var graph = Apps.Graph(Program);

        Assert.False(SameGraph.IsSame(graph with { OpenParts = [new OpenPart(1, "AHS2001", "x")] }, graph));
    }

    private static void Program(IDistributedApplicationBuilder b)
    {
        var cache = b.AddContainer("cache", "redis").WithContainerNetworkAlias("store").WithContainerRuntimeArgs("--init");
        b.AddExecutable("web", "web", ".").WithEnvironment("A", "1").WithEnvironment("B", "2").WaitFor(cache);
    }

    private static Model.Resource WithSites(Model.Resource resource) => resource with
    {
        Site = 1,
        Details = resource.Details.Map(e => e with { Site = 2 }),
        Environment = resource.Environment.Map(e => e with { Site = 3 }),
        Waits = resource.Waits.Map(e => e with { Site = 4 }),
    };
}
