namespace AppHostSdk.Model.Tests;

public class EndpointFoldTests
{
    private readonly HostProgram _app = new();

    [Fact]
    public void What_is_not_said_has_a_default()
    {
        var endpoint = Assert.Single(_app.Project("api").WithEndpoint("queue").Built.Endpoints());

        Assert.Equal(new ResourceEndpoint("queue", "tcp", "tcp", ModelValue.None, ModelValue.None, null, IsProxied: true, IsExternal: false, Site: 2, PortSite: 0), endpoint);
    }

    [Fact]
    public void What_is_said_is_kept()
    {
        var endpoint = Assert.Single(
            _app.Project("api").WithEndpoint("queue", 5000, 8080, "amqp", "QUEUE_PORT", isProxied: false, isExternal: true, "udp").Built.Endpoints());

        Assert.Equal(
            new ResourceEndpoint("queue", "amqp", "udp", ModelValue.From(5000), ModelValue.From(8080), "QUEUE_PORT", IsProxied: false, IsExternal: true, Site: 2, PortSite: 2),
            endpoint);
    }

    [Theory]
    [InlineData(null, null, "tcp", "tcp")]
    [InlineData(null, "udp", "udp", "udp")]
    [InlineData("http", null, "http", "tcp")]
    [InlineData("quic", "udp", "quic", "udp")]
    public void The_scheme_is_the_protocol_unless_it_is_given(string? scheme, string? protocol, string expectedScheme, string expectedProtocol)
    {
        var endpoint = _app.Project("api").WithEndpoint("e", scheme: scheme, protocol: protocol).Endpoint("e");

        Assert.Equal((expectedScheme, expectedProtocol), (endpoint.Scheme, endpoint.Protocol));
    }

    [Fact]
    public void A_second_call_changes_only_what_it_says()
    {
        var api = _app.Project("api")
            .WithEndpoint("http", 5000, 8080, "http", "PORT", isProxied: false, isExternal: true, "tcp")
            .WithEndpoint("http", targetPort: 9090)
            .WithEndpoint("http", isExternal: false);

        Assert.Equal(
            new ResourceEndpoint("http", "http", "tcp", ModelValue.From(5000), ModelValue.From(9090), "PORT", IsProxied: false, IsExternal: false, Site: 2, PortSite: 2),
            Assert.Single(api.Built.Endpoints()));
    }

    [Fact]
    public void A_second_call_can_change_everything_but_the_name_and_the_place_it_was_declared()
    {
        var api = _app.Project("api")
            .WithEndpoint("http", 5000, 8080, "http", "PORT", isProxied: false, isExternal: true, "tcp")
            .WithEndpoint("HTTP", 5001, 8081, "https", "OTHER", isProxied: true, isExternal: false, "udp");

        Assert.Equal(
            new ResourceEndpoint("http", "https", "udp", ModelValue.From(5001), ModelValue.From(8081), "OTHER", IsProxied: true, IsExternal: false, Site: 2, PortSite: 3),
            Assert.Single(api.Built.Endpoints()));
    }

    [Fact]
    public void A_second_call_with_port_0_takes_the_port_away_and_one_without_does_not()
    {
        Assert.True(_app.Project("api").WithHttpEndpoint(5000).WithHttpEndpoint(0).Endpoint("http").Port.IsNone);
        Assert.Equal(5000, _app.Project("web").WithHttpEndpoint(5000).WithHttpEndpoint().Endpoint("http").Port.AsNumber);
    }

    [Fact]
    public void The_port_is_fixed_where_it_was_last_given()
    {
        var api = _app.Project("api").WithHttpEndpoint().WithHttpEndpoint(5000).WithHttpEndpoint(targetPort: 80);

        Assert.Equal((2, 3), (api.Endpoint("http").Site, api.Endpoint("http").PortSite));
    }

    [Fact]
    public void Endpoints_keep_the_order_in_which_they_were_declared() => Assert.Equal(
        ["b", "a", "c"],
        _app.Project("api").WithEndpoint("b").WithEndpoint("a").WithEndpoint("b", 1).WithEndpoint("c").Built.Endpoints().Select(e => e.Name));

    [Fact]
    public void External_marks_the_http_endpoints_declared_before_it_and_no_others()
    {
        var api = _app.Project("api")
            .WithEndpoint("plain", scheme: "http")
            .WithEndpoint("safe", scheme: "https")
            .WithEndpoint("queue", scheme: "amqp")
            .WithExternalHttpEndpoints()
            .WithEndpoint("later", scheme: "http");

        Assert.Equal(["plain", "safe"], api.Built.Endpoints().Where(e => e.IsExternal).Select(e => e.Name));
    }

    [Fact]
    public void External_takes_nothing_back_and_can_be_taken_back()
    {
        var api = _app.Project("api")
            .WithEndpoint("queue", scheme: "amqp", isExternal: true)
            .WithEndpoint("http", scheme: "http")
            .WithExternalHttpEndpoints()
            .WithEndpoint("http", isExternal: false);

        Assert.True(api.Endpoint("queue").IsExternal);
        Assert.False(api.Endpoint("http").IsExternal);
    }

    [Fact]
    public void An_endpoint_that_became_http_before_the_call_is_marked() =>
        Assert.True(_app.Project("api").WithEndpoint("e").WithEndpoint("e", scheme: "http").WithExternalHttpEndpoints().Endpoint("e").IsExternal);

    [Fact]
    public void Names_are_found_without_regard_to_case()
    {
        var endpoints = _app.Project("api").WithHttpEndpoint().Built.Endpoints();

        Assert.Equal("http", endpoints.Named("HTTP")!.Name);
        Assert.Null(endpoints.Named("https"));
    }

    [Theory]
    [InlineData("http https", "https")]
    [InlineData("https http", "https")]
    [InlineData("admin http", "http")]
    [InlineData("admin web", "admin")]
    [InlineData("", null)]
    public void Requests_go_to_https_or_else_http_or_else_the_first_that_speaks_it(string names, string? expected)
    {
        var api = _app.Project("api").WithEndpoint("queue", scheme: "amqp");
        foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            api.WithEndpoint(name, scheme: name == "https" ? "https" : "http");
        }

        Assert.Equal(expected, api.Built.Endpoints().PreferredHttp()?.Name);
    }

    [Fact]
    public void Conditional_endpoints_are_among_those_that_may_exist()
    {
        var api = _app.Project("api");
        _app.When = _app.Conditions.Is(Atom.Mode, "run");

        Assert.Equal("http", Assert.Single(api.WithHttpEndpoint().Built.Endpoints()).Name);
    }
}
