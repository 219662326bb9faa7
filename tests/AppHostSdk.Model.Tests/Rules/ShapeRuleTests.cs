namespace AppHostSdk.Model.Tests;

/// <summary>Parents, images, ports and mounts that cannot be.</summary>
public class ShapeRuleTests
{
    private readonly HostProgram _app = new();

    [Fact]
    public void Parts_of_each_other()
    {
        var a = _app.Container("a");
        var b = _app.Container("b");
        var c = _app.Container("c");
        Parent(a, b);
        Parent(b, c);
        Parent(c, a);
        Assert.Equal(["AHS1010 at 4.parent: Each of these resources has the next one as its parent, round in a circle: a → b → c → a. Remove one of the parents."], _app.Findings);
    }

    [Fact]
    public void Parts_under_conditions_that_exclude_each_other()
    {
        var on = _app.Is("on", "1");
        var a = _app.Container("a");
        var b = _app.Container("b");
        _app.When = on;
        Parent(a, b);
        _app.When = _app.Conditions.Not(on);
        Parent(b, a);
        Assert.Empty(_app.Findings);
        _app.When = Condition.Always;
        Parent(b, a);
        Assert.StartsWith("AHS1010 at 3.parent", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_waits_for_its_whole()
    {
        var server = _app.Container("server");
        var db = _app.Add(OperationKind.AddResource, "db", ("kind", ModelValue.From("Logical")));
        Parent(db, server);
        db.WaitFor(server);
        var admin = _app.Container("admin").WaitFor(server);
        Parent(admin, server);
        Assert.Equal(["AHS1011 at 4.dependency (3.parent): 'db' waits for 'server', which is its parent. What is part of a resource is there as soon as that is; remove this wait."], _app.Findings);
    }

    [Theory]
    [InlineData(-1, null, "port")]
    [InlineData(65536, null, "port")]
    [InlineData(null, 70000, "targetPort")]
    public void A_port_that_is_none(int? port, int? targetPort, string argument)
    {
        _app.Project("api").WithEndpoint("e", port, targetPort);
        Assert.StartsWith($"AHS1012 at 2.{argument}: Endpoint 'e' of 'api' has the port {port ?? targetPort}.", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_that_are_some()
    {
        _app.Project("api").WithEndpoint("a", 1, 65535).WithEndpoint("b", 0).WithEndpoint("c");
        Assert.Empty(_app.Findings);
    }

    [Theory]
    [InlineData("Redis", null, "AHS1013 at 1.image: 'Redis' cannot be pulled as the image of 'cache': the name must be in lower case.")]
    [InlineData("red is", null, "AHS1013 at 1.image: 'red is' cannot be pulled")]
    [InlineData("redis", "7 alpine", "AHS1013 at 1.tag: '7 alpine' cannot be pulled")]
    [InlineData("redis:7", "8", "AHS1013 at 1.tag: 'redis:7:8' cannot be pulled as the image of 'cache': the image has the tag '7' already.")]
    [InlineData("redis@sha256:e9b31f1783e6021e5ca81b2fa5a64e09143aaa99324ab2e1a3acea09d41ce5cf", "8", "AHS1013 at 1.tag: 'redis@sha256:e9b31f1783e6021e5ca81b2fa5a64e09143aaa99324ab2e1a3acea09d41ce5cf:8' cannot be pulled as the image of 'cache': the image has a digest already.")]
    [InlineData("redis:", null, "AHS1013 at 1.image: 'redis:' cannot be pulled as the image of 'cache': '' is not a valid tag.")]
    [InlineData("redis:7 alpine", null, "AHS1013 at 1.image: 'redis:7 alpine' cannot be pulled")]
    [InlineData("redis", "", "AHS1013 at 1.tag: 'redis:' cannot be pulled")]
    public void An_image_that_is_none(string image, string? tag, string finding)
    {
        _app.Container("cache", image, tag);
        Assert.StartsWith(finding, Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis", "7")]
    [InlineData("localhost:5000/team/redis", null)]
    [InlineData("localhost:5000/team/redis", "7")]
    [InlineData("redis@sha256:e9b31f1783e6021e5ca81b2fa5a64e09143aaa99324ab2e1a3acea09d41ce5cf", null)]
    public void Images_that_are_some(string image, string? tag)
    {
        _app.Container("cache", image, tag);
        _app.Add(OperationKind.AddContainer, "late", ("image", _app.Late("image")), ("tag", _app.Late("tag")));
        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void Two_mounts_at_one_place()
    {
        _app.Container("db");
        var graph = _app.Graph;
        var mounts = new[] { ("a", "/data"), ("b", "/data/"), ("c", "/data/more"), ("d", "/d") }.Select((m, i) => new MountEntry(ModelValue.From(m.Item1), m.Item2, IsVolume: true, IsReadOnly: false) { Site = 10 + i });
        graph = graph with { Resources = graph.Resources.Map(r => r with { Mounts = mounts.ToEquatableArray() }) };
        Assert.Equal(["AHS1014 at 11.target (10.target): Container 'db' has two mounts at '/data/'. Give one of them another target, or remove it."], GraphRules.Check(graph).Select(HostProgram.Describe));
    }

    private static void Parent(Res part, Res whole) => part.Do(OperationKind.WithParentRelationship, ("parent", new ModelValue.Resource(whole.Key)));
}
