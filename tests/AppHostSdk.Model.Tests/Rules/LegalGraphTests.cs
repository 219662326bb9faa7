namespace AppHostSdk.Model.Tests;

/// <summary>What looks suspicious and is legal: a rule that found something here would stop programs that are right.</summary>
public class LegalGraphTests
{
    private readonly HostProgram _app = new();

    [Fact]
    public void An_empty_program() => Assert.Empty(_app.Findings);

    [Fact]
    public void References_in_both_directions()
    {
        var (a, b) = (_app.Project("a").WithHttpEndpoint(), _app.Project("b").WithHttpEndpoint());
        a.WithReference(b).WithReference(b, "http");
        b.WithReference(a).WithEnvironment("A", new ModelValue.Endpoint("a", "http"));

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void References_in_both_directions_with_a_wait_in_one()
    {
        var (a, b) = (_app.Project("a"), _app.Project("b"));
        a.WithReference(b).WaitFor(b);
        b.WithReference(a);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_reference_to_itself()
    {
        var api = _app.Project("api").WithHttpEndpoint();
        api.WithReference(api).WithEnvironment("SELF", new ModelValue.Endpoint("api", "http"));

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_reference_without_a_wait_and_a_wait_without_a_reference()
    {
        var cache = _app.Container("cache");
        _app.Project("api").WithReference(cache);
        _app.Project("web").WaitFor(cache);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_reference_to_a_resource_without_endpoints()
    {
        _app.Project("api").WithReference(_app.Project("worker"));

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void Endpoints_added_after_the_reference()
    {
        var cache = _app.Container("cache");
        _app.Project("api").WithReference(cache).WithReference(cache, "tcp");
        cache.WithEndpoint("tcp", targetPort: 6379);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void One_target_port_in_many_containers()
    {
        _app.Container("a").WithEndpoint("tcp", targetPort: 6379);
        _app.Container("b").WithEndpoint("tcp", targetPort: 6379);
        _app.Project("c").WithEndpoint("tcp", targetPort: 6379);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_container_port_that_equals_its_target_port()
    {
        _app.Container("cache").WithEndpoint("tcp", 6379, 6379);
        _app.Project("api").WithEndpoint("tcp", 5000, 5000);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void Ports_left_out()
    {
        _app.Project("a").WithHttpEndpoint().WithEndpoint("tcp");
        _app.Project("b").WithHttpEndpoint().WithEndpoint("tcp");
        _app.Container("c").WithEndpoint("tcp", targetPort: 1).WithEndpoint("other", targetPort: 1);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void Names_that_differ_only_in_hyphens()
    {
        _app.Project("a-b");
        _app.Project("ab");

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_resource_and_an_endpoint_of_one_name()
    {
        _app.Project("http").WithHttpEndpoint();

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void The_same_endpoint_declared_twice_is_an_update()
    {
        _app.Project("api").WithHttpEndpoint(5000).WithHttpEndpoint(5000);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void External_endpoints_before_there_are_any()
    {
        _app.Project("api").WithExternalHttpEndpoints().WithHttpEndpoint();

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void One_variable_set_twice()
    {
        _app.Project("api").WithEnvironment("X", ModelValue.From("1")).WithEnvironment("X", ModelValue.From("2"));

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void Resources_that_exist_in_one_mode_only()
    {
        var api = _app.Project("api").WithHttpEndpoint(5000);
        var run = _app.Conditions.Is(Atom.Mode, "run");
        _app.When = run;
        var cache = _app.Container("cache").WithEndpoint("tcp", 6379, 6379);
        api.WithReference(cache).WaitFor(cache);
        _app.When = _app.Conditions.Not(run);
        var hosted = _app.Container("cache").WithEndpoint("tcp", 6379, 6379);
        hosted.WaitFor(api);

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void Waits_in_opposite_directions_in_exclusive_branches()
    {
        var (a, b) = (_app.Project("a"), _app.Project("b"));
        _app.When = _app.Is("first", "a");
        b.WaitFor(a);
        _app.When = _app.Is("first", "b");
        a.WaitFor(b);

        Assert.Empty(_app.Findings);
    }
}
