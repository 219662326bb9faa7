namespace AppHostSdk.Model.Tests;

/// <summary>Alternatives of one name that differ in details only are one resource.</summary>
public class AlternativeMergeTests
{
    [Fact]
    public void Alternatives_that_differ_in_a_port_are_one_resource_with_conditional_endpoints()
    {
        var (app, on) = Host();
        Under(app, on, () => app.Container("cache", "redis").WithEndpoint("tcp", port: 6379).WithEnvironment("A", ModelValue.From("1")));
        Under(app, app.Conditions.Not(on), () => app.Container("cache", "redis").WithEndpoint("tcp").WithEnvironment("A", ModelValue.From("1")));

        var cache = Assert.Single(app.Graph.Resources);
        Assert.True(cache.Condition.IsAlways);
        Assert.Equal([6379L, null], cache.Endpoints.Cast<EndpointDeclaration>().Select(e => e.Port.AsNumber));
        Assert.All(cache.Endpoints, e => Assert.False(e.Condition.IsAlways));
        Assert.True(Assert.Single(cache.Environment).Condition.IsAlways);
    }

    [Fact]
    public void References_to_alternatives_are_references_to_the_one_resource()
    {
        var (app, on) = Host();
        Res? first = null, second = null;
        Under(app, on, () => first = app.Container("cache", "redis"));
        Under(app, app.Conditions.Not(on), () => second = app.Container("cache", "redis"));
        var api = app.Container("api", "api");
        Under(app, on, () => api.WaitFor(first!).WithReference(first!));
        Under(app, app.Conditions.Not(on), () => api.WaitFor(second!).WithEnvironment("C", new ModelValue.Endpoint(second!.Key, "tcp")));

        var graph = app.Graph;
        Assert.Equal(["cache", "api"], graph.Resources.Select(r => r.Key));
        Assert.All(graph.Find("api")!.Waits, w => Assert.Equal("cache", w.Dependency));
        Assert.Equal(new ModelValue.Endpoint("cache", "tcp"), graph.Find("api")!.Environment.OfType<EnvironmentVariable>().Single().Value);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("wait")]
    [InlineData("endpoint")]
    [InlineData("kind")]
    [InlineData("together")]
    public void What_differs_in_more_stays_apart(string difference)
    {
        var (app, on) = Host();
        var other = app.Container("other", "x");
        Under(app, on, () => app.Container("cache", "redis").WithEndpoint("tcp"));
        Under(app, difference == "together" ? app.Is("else", "1") : app.Conditions.Not(on), () =>
        {
            var second = difference == "kind" ? app.Parameter("cache") : app.Container("cache", difference == "image" ? "valkey" : "redis");
            if (difference != "kind")
            {
                second.WithEndpoint(difference == "endpoint" ? "udp" : "tcp");
            }

            if (difference == "wait")
            {
                second.WaitFor(other);
            }
        });

        Assert.Equal(3, app.Graph.Resources.Count);
    }

    private static (HostProgram App, Condition On) Host()
    {
        var app = new HostProgram();
        return (app, app.Is("fixed", "1"));
    }

    private static void Under(HostProgram app, Condition condition, Action act)
    {
        app.When = condition;
        act();
        app.When = Condition.Always;
    }
}
