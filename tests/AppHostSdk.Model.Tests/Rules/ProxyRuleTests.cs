namespace AppHostSdk.Model.Tests;

/// <summary>Two ports of a process, and what keeps a proxy from leading from one to the other.</summary>
public class ProxyRuleTests
{
    private const string Two = "Endpoint 'e' of 'web' has port 8080 and targetPort 3000, and without a proxy nothing leads from one to the other. ";

    private readonly HostProgram _app = new();

    [Fact]
    public void Where_none_is_wanted()
    {
        _app.Executable("web").WithEndpoint("e", 8080, 3000, isProxied: false);
        Assert.Equal([$"AHS1048 at 2.isProxied (2.port, 2.targetPort): {Two}Leave isProxied out, or pass only one of the ports."], _app.Findings);
    }

    [Fact]
    public void Where_there_can_be_none()
    {
        _app.Project("web").WithEndpoint("e", 8080, 3000, protocol: "udp");
        Assert.Equal([$"AHS1048 at 2.protocol (2.port, 2.targetPort): {Two}Proxies speak TCP only: pass only one of the ports."], _app.Findings);
    }

    [Fact]
    public void Where_the_resource_has_none()
    {
        NoProxies(_app.Executable("web").WithEndpoint("e", 8080, 3000));
        Assert.Equal(
            [$"AHS1048 at 3.value (2.port, 2.targetPort): {Two}Leave WithEndpointProxySupport out, or pass only one of the ports."],
            _app.Findings);
    }

    [Fact]
    public void In_some_runs()
    {
        var on = _app.Is("on", "1");
        var web = _app.Executable("web").WithEndpoint("e", 8080, 3000);
        _app.When = on;
        web.WithEndpoint("E", isProxied: false);
        Assert.Equal(
            [$"AHS1048 at 3.isProxied (2.port, 2.targetPort): {Two}Leave isProxied out, or pass only one of the ports. This happens when configuration 'on' is '1'."],
            _app.Findings);
    }

    [Fact]
    public void What_is_legal()
    {
        var on = _app.Is("on", "1");
        _app.Executable("proxied").WithEndpoint("e", 8080, 3000);
        _app.Executable("same").WithEndpoint("e", 2999, 2999, isProxied: false);
        _app.Executable("one").WithEndpoint("e", 2998, isProxied: false).WithEndpoint("f", targetPort: 3001, isProxied: false);
        _app.Executable("any").WithEndpoint("e", 0, 3002, isProxied: false);
        _app.Executable("last").WithEndpoint("e", 8081, 3003, isProxied: false).WithEndpoint("e", isProxied: true);
        _app.Executable("corrected").WithEndpoint("e", 8082, 3004, isProxied: false).WithEndpoint("e", 3004, 3004);
        _app.Container("container").WithEndpoint("e", 8083, 3005, isProxied: false).WithEndpoint("f", 8083, 3006, protocol: "udp");
        _app.Container("program").WithEndpoint("e", 8085, 3009, isProxied: false)
            .Do(OperationKind.WithSetting, ("setting", ModelValue.From("Executable")), ("value", ModelValue.From("node")));
        _app.Executable("late").Do(
            OperationKind.WithEndpoint,
            ("name", ModelValue.From("e")),
            ("port", _app.Late("port")),
            ("targetPort", ModelValue.From(3007)),
            ("isProxied", ModelValue.From(false)));
        var web = _app.Executable("web").WithEndpoint("e", targetPort: 3008);
        _app.When = on;
        web.WithEndpoint("e", 8084);
        _app.When = _app.Conditions.Not(on);
        web.WithEndpoint("e", isProxied: false);
        Assert.Empty(_app.Findings);
    }

    private static Res NoProxies(Res resource) =>
        resource.Do(OperationKind.WithSetting, ("setting", ModelValue.From("EndpointProxySupport")), ("value", ModelValue.From(false)));
}
