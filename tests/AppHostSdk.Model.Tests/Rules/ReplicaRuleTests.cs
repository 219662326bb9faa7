namespace AppHostSdk.Model.Tests;

/// <summary>How many replicas a resource may have, and what their endpoints must leave open.</summary>
public class ReplicaRuleTests
{
    private readonly HostProgram _app = new();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Fewer_than_one(int count)
    {
        Replicas(_app.Project("api"), ModelValue.From(count));
        Assert.Equal([$"AHS1031 at 2.replicas: 'api' has {count} replicas. Pass 1 or more; to leave it out, do not add it, or call WithExplicitStart."], _app.Findings);
    }

    [Fact]
    public void A_port_for_all_of_them()
    {
        Replicas(_app.Project("api").WithEndpoint("web", port: 5000, targetPort: 8080), ModelValue.From(3));
        Assert.Equal(
            ["AHS1032 at 2.targetPort (3.replicas): 'api' runs as 3 replicas, but its endpoint 'web' has the targetPort 8080, on which only one of them could listen. Leave targetPort out: each is told a port of its own."],
            _app.Findings);
    }

    [Fact]
    public void Without_a_proxy()
    {
        Replicas(_app.Project("api").WithEndpoint("web", isProxied: false), ModelValue.From(2));
        Assert.Equal(
            ["AHS1032 at 2.isProxied (3.replicas): 'api' runs as 2 replicas, but its endpoint 'web' has no proxy, so only one of them could listen on its port. Leave isProxied out."],
            _app.Findings);
    }

    [Fact]
    public void Over_UDP()
    {
        Replicas(_app.Project("dns").WithEndpoint("dns", protocol: "udp"), ModelValue.From(2));
        Assert.StartsWith("AHS1032 at 2.protocol (3.replicas): 'dns' runs as 2 replicas, but its endpoint 'dns' speaks UDP", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Published_replicas_are_machines_of_their_own()
    {
        var api = _app.Project("api").WithEndpoint("web", targetPort: 8080);
        _app.When = _app.Conditions.Is(Atom.Mode, "publish");
        Replicas(api, ModelValue.From(3));

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void What_is_legal()
    {
        Replicas(_app.Project("one").WithEndpoint("web", port: 5000, targetPort: 5000, isProxied: false), ModelValue.From(1));
        Replicas(_app.Project("many").WithEndpoint("web", port: 5001), ModelValue.From(3));
        Replicas(_app.Project("late").WithEndpoint("web", targetPort: 5002), _app.Late("Replicas"));
        var api = _app.Project("api");
        var on = _app.Is("scaled", "1");
        _app.When = on;
        Replicas(api, ModelValue.From(2));
        _app.When = _app.Conditions.Not(on);
        api.WithEndpoint("web", targetPort: 80);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void Two_conditions_that_meet_are_a_warning_with_both()
    {
        var api = _app.Project("api");
        _app.When = _app.Is("scaled", "1");
        Replicas(api, ModelValue.From(2));
        _app.When = _app.Is("fixed", "1");
        api.WithEndpoint("web", targetPort: 80);

        var finding = Assert.Single(GraphRules.Check(_app.Graph));
        Assert.Equal((RuleCatalog.ReplicasShareAPort, false), (finding.Rule, finding.IsCertain));
    }

    private static void Replicas(Res resource, ModelValue count) => resource.Do(OperationKind.WithReplicas, ("replicas", count));
}
