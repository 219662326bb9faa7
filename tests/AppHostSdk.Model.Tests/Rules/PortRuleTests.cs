namespace AppHostSdk.Model.Tests;

public class PortRuleTests
{
    private readonly HostProgram _app = new();

    [Fact]
    public void The_port_that_a_process_listens_on_is_taken_as_well()
    {
        _app.Project("api").WithHttpEndpoint(5000, 8080);
        _app.Project("web").WithHttpEndpoint(5001, 8080);
        _app.Project("same").WithHttpEndpoint(5002, 5002);
        Assert.Equal([Conflict("4.targetPort (2.targetPort)", 8080, "http' of 'api", "http' of 'web")], _app.Findings);
    }

    [Fact]
    public void Two_endpoints_on_one_port_are_found_at_the_second()
    {
        _app.Project("api").WithHttpEndpoint(5000);
        _app.Project("web").WithHttpEndpoint(5000);

        Assert.Equal([Conflict("4.port (2.port)", 5000, "http' of 'api", "http' of 'web")], _app.Findings);
    }

    [Fact]
    public void Two_endpoints_of_one_resource_can_be_in_each_others_way()
    {
        _app.Project("api").WithEndpoint("a", 5000).WithEndpoint("b", 5000);

        Assert.Equal([Conflict("3.port (2.port)", 5000, "a' of 'api", "b' of 'api")], _app.Findings);
    }

    [Fact]
    public void A_port_is_fixed_where_it_was_last_given()
    {
        _app.Project("api").WithHttpEndpoint();
        _app.Project("web").WithHttpEndpoint(5000);
        var api = new Res(_app, "api").WithHttpEndpoint(5000).WithHttpEndpoint(targetPort: 80);

        Assert.Equal(5, api.Endpoint("http").PortSite);
        Assert.Equal([Conflict("4.port (5.port)", 5000, "http' of 'api", "http' of 'web")], _app.Findings);
    }

    [Fact]
    public void A_process_without_a_port_is_reached_on_the_one_it_listens_on()
    {
        _app.Project("api").WithHttpEndpoint(targetPort: 8080);
        _app.Executable("web").WithHttpEndpoint(8080);

        Assert.Equal([Conflict("4.port (2.targetPort)", 8080, "http' of 'api", "http' of 'web")], _app.Findings);
    }

    [Fact]
    public void Every_further_endpoint_is_found_and_points_to_the_first()
    {
        _app.Project("a").WithHttpEndpoint(5000);
        _app.Project("b").WithHttpEndpoint(5000);
        _app.Project("c").WithHttpEndpoint(5000);

        Assert.Equal(["AHS1004 at 4.port (2.port)", "AHS1004 at 6.port (2.port)"], _app.Findings.Select(f => f[..f.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Ports_of_different_protocols_are_different_ports()
    {
        _app.Project("a").WithEndpoint("dns", 53, protocol: "tcp").WithEndpoint("dns-udp", 53, protocol: "udp");

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_port_given_up_by_a_later_call_is_free()
    {
        _app.Project("api").WithHttpEndpoint(5000).WithHttpEndpoint(5001);
        _app.Project("web").WithHttpEndpoint(5000);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void Port_0_gives_up_the_one_that_was_fixed()
    {
        var api = _app.Project("api").WithHttpEndpoint(5000).WithHttpEndpoint(0);
        _app.Project("web").WithHttpEndpoint(5000);

        Assert.Empty(_app.Findings);
        Assert.Equal((ModelValue.None, 0), (api.Endpoint("http").Port, api.Endpoint("http").PortSite));
    }

    [Fact]
    public void Port_0_under_a_condition_leaves_the_port_to_the_other_runs()
    {
        var api = _app.Project("api").WithHttpEndpoint(5000);
        _app.Project("web").WithHttpEndpoint(5000);
        _app.When = _app.Is("port", "any");
        api.WithHttpEndpoint(0);

        Assert.Equal(["warning " + Conflict("4.port (2.port)", 5000, "http' of 'api", "http' of 'web") + " This happens when configuration 'port' is not 'any'."], _app.Findings);
    }

    [Fact]
    public void Port_0_does_not_say_where_a_container_listens()
    {
        _app.Container("cache").WithEndpoint("tcp", 0);

        Assert.Equal(["AHS1005 at 2: Endpoint 'tcp' of container 'cache' does not say which port the container listens on. Pass targetPort."], _app.Findings);
    }

    [Fact]
    public void Ports_that_are_late_or_free_are_in_nobodys_way()
    {
        var late = _app.Late("port");
        foreach (var name in new[] { "a", "b" })
        {
            _app.Project(name)
                .Do(OperationKind.WithEndpoint, ("name", ModelValue.From("late")), ("port", late))
                .WithEndpoint("free")
                .WithEndpoint("zero", 0);
        }

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void Conditional_endpoints_and_resources_conflict_when_they_exist_together()
    {
        _app.Project("api").WithHttpEndpoint(5000);
        var web = _app.Project("web");
        _app.When = _app.Conditions.Is(Atom.Mode, "run");
        web.WithHttpEndpoint(5000);
        _app.Project("admin").WithHttpEndpoint(5000);
        _app.When = _app.Conditions.Not(_app.When);
        _app.Project("other").WithHttpEndpoint(5001);
        _app.When = _app.Is("port", "5001");
        _app.Project("more").WithHttpEndpoint(5001);

        Assert.Equal(
            [
                Conflict("4.port (2.port)", 5000, "http' of 'api", "http' of 'web") + " This happens when running.",
                Conflict("6.port (2.port)", 5000, "http' of 'api", "http' of 'admin") + " This happens when running.",
            ],
            _app.Findings);
    }

    [Fact]
    public void What_is_there_in_some_runs_and_when_publishing_conflicts_in_those_runs()
    {
        _app.Project("api").WithHttpEndpoint(5000);
        _app.When = _app.Conditions.Or(_app.Conditions.Is(Atom.Mode, "publish"), _app.Is("more", "yes"));
        _app.Project("more").WithHttpEndpoint(5000);

        Assert.Equal([Conflict("4.port (2.port)", 5000, "http' of 'api", "http' of 'more") + " This happens when configuration 'more' is 'yes'."], _app.Findings);
    }

    [Fact]
    public void Who_publishes_takes_no_port()
    {
        _app.Project("api").WithHttpEndpoint(5000);
        _app.Project("web").WithHttpEndpoint(5000);

        Assert.Empty(GraphRules.Check(_app.Graph, isPublishing: true));
        Assert.Single(GraphRules.Check(_app.Graph));
    }

    [Theory]
    [InlineData("job")]
    [InlineData("through another")]
    [InlineData("through a part of the server")]
    [InlineData("through a connection string")]
    [InlineData("end of a part")]
    public void A_port_that_is_given_back_before_it_is_taken_is_free(string way)
    {
        var job = _app.Project("job").WithHttpEndpoint(80);
        var site = _app.Project("site").WithHttpEndpoint(80);
        var between = _app.Container("between");
        var end = ("dependency", (ModelValue)new ModelValue.Resource(job.Key));
        switch (way)
        {
            case "job":
                site.Do(OperationKind.WaitForCompletion, end);
                break;
            case "through another":
                between.Do(OperationKind.WaitForCompletion, end);
                site.WaitFor(between);
                break;
            case "through a part of the server":
                between.Do(OperationKind.WaitForCompletion, end);
                var part = _app.Add(OperationKind.AddResource, "part", ("kind", ModelValue.From("Logical")));
                part.Do(OperationKind.WithParentRelationship, ("parent", new ModelValue.Resource(between.Key)));
                site.WaitFor(part);
                break;
            case "through a connection string":
                between.Do(OperationKind.WaitForCompletion, end);
                site.WaitFor(_app.Add(OperationKind.AddConnectionString, "made", ("expression", new ModelValue.Connection(between.Key))));
                break;
            default:
                var data = _app.Add(OperationKind.AddResource, "data", ("kind", ModelValue.From("Logical")));
                data.Do(OperationKind.WithParentRelationship, ("parent", new ModelValue.Resource(job.Key)));
                site.Do(OperationKind.WaitForCompletion, ("dependency", new ModelValue.Resource(data.Key)));
                break;
        }

        Assert.Empty(_app.Findings);
    }

    [Theory]
    [InlineData("a wait until it runs")]
    [InlineData("a wait of another")]
    [InlineData("it runs again")]
    [InlineData("a proxy keeps it")]
    public void A_port_that_may_not_be_given_back_is_taken_twice(string way)
    {
        var job = _app.Project("job").WithHttpEndpoint(80, way == "a proxy keeps it" ? 8080 : null);
        var site = _app.Project("site").WithHttpEndpoint(80);
        var end = ("dependency", (ModelValue)new ModelValue.Resource(job.Key));
        switch (way)
        {
            case "a wait until it runs":
                site.WaitFor(job);
                break;
            case "a wait of another":
                _app.Project("other").Do(OperationKind.WaitForCompletion, end);
                break;
            case "it runs again":
                job.Do(OperationKind.WithRestartPolicy, ("policy", ModelValue.From("Always")));
                site.Do(OperationKind.WaitForCompletion, end);
                break;
            default:
                site.Do(OperationKind.WaitForCompletion, end);
                break;
        }

        Assert.Equal([Conflict("4.port (2.port)", 80, "http' of 'job", "http' of 'site")], _app.Findings);
    }

    [Fact]
    public void A_port_is_taken_twice_in_the_runs_without_the_wait()
    {
        var job = _app.Project("job").WithHttpEndpoint(80);
        var site = _app.Project("site").WithHttpEndpoint(80);
        _app.When = _app.Is("order", "yes");
        site.Do(OperationKind.WaitForCompletion, ("dependency", new ModelValue.Resource(job.Key)));

        Assert.Equal(["warning " + Conflict("4.port (2.port)", 80, "http' of 'job", "http' of 'site") + " This happens when configuration 'order' is not 'yes'."], _app.Findings);
    }

    [Fact]
    public void Who_is_started_by_hand_is_told_then_that_the_port_is_taken()
    {
        _app.Project("api").WithHttpEndpoint(5000);
        _app.Project("other").WithHttpEndpoint(5000).Do(OperationKind.WithExplicitStart);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_port_that_is_none_is_not_taken()
    {
        _app.Project("api").WithHttpEndpoint(70000);
        _app.Project("web").WithHttpEndpoint(70000);

        Assert.Equal(["AHS1012", "AHS1012"], _app.Findings.Select(f => f[..7]));
    }

    [Fact]
    public void A_port_that_a_condition_changes_is_fixed_in_the_other_runs()
    {
        _app.Project("api").WithHttpEndpoint(5000);
        var to = _app.Project("to").WithHttpEndpoint(5001);
        var from = _app.Project("from").WithHttpEndpoint(5000);
        _app.When = _app.Is("port", "other");
        to.WithHttpEndpoint(5000);
        from.WithHttpEndpoint(5002);

        Assert.Equal(
            [
                "warning " + Conflict("6.port (2.port)", 5000, "http' of 'api", "http' of 'from") + " This happens when configuration 'port' is not 'other'.",
                Conflict("7.port (2.port)", 5000, "http' of 'api", "http' of 'to") + " This happens when configuration 'port' is 'other'.",
            ],
            _app.Findings);
    }

    [Fact]
    public void A_port_of_a_resource_that_does_not_always_exist_is_taken_when_it_does()
    {
        _app.Project("api").WithHttpEndpoint(5000);
        var web = _app.Project("web").WithHttpEndpoint(5000).Key;
        _app.When = _app.Conditions.Is(Atom.Mode, "run");
        _app.Parameter("only-to-have-a-condition");
        var graph = _app.Graph;

        Assert.Equal("", Assert.Single(GraphRules.Check(graph)).Condition);
        Assert.Equal("running", Assert.Single(GraphRules.Check(graph with
        {
            Resources = graph.Resources.Map(r => r.Key == web ? r with { Condition = new Condition(2) } : r),
        })).Condition);
    }

    [Fact]
    public void A_container_endpoint_must_lead_somewhere()
    {
        _app.Container("cache").WithEndpoint("tcp");

        Assert.Equal(["AHS1005 at 2: Endpoint 'tcp' of container 'cache' does not say which port the container listens on. Pass targetPort."], _app.Findings);
    }

    [Fact]
    public void A_container_endpoint_may_be_told_later_where_it_leads_but_must_be_told_in_every_run()
    {
        var late = _app.Late("port");
        _app.Container("a").WithEndpoint("tcp").WithEndpoint("tcp", targetPort: 6379);
        _app.Container("b").Do(OperationKind.WithEndpoint, ("name", ModelValue.From("tcp")), ("targetPort", late));
        var c = _app.Container("c").WithEndpoint("tcp");
        _app.When = _app.Conditions.Is(Atom.Mode, "run");
        c.WithEndpoint("tcp", targetPort: 6379);

        Assert.Equal(
            ["warning AHS1005 at 7: Endpoint 'tcp' of container 'c' does not say which port the container listens on. Pass targetPort. This happens when publishing."],
            _app.Findings);
    }

    [Fact]
    public void While_the_graph_is_incomplete_no_target_port_is_missing_but_ports_still_conflict()
    {
        _app.Open();
        _app.Container("cache").WithEndpoint("tcp");
        _app.Project("api").WithHttpEndpoint(5000);
        _app.Project("web").WithHttpEndpoint(5000);

        Assert.Equal([Conflict("7.port (5.port)", 5000, "http' of 'api", "http' of 'web")], _app.Findings);
    }

    private static string Conflict(string place, int port, string first, string second) =>
        $"AHS1004 at {place}: Port {port} is taken by both endpoint '{first}' and endpoint '{second}'. Give one of them another port, or leave its port out to get a free one.";
}
