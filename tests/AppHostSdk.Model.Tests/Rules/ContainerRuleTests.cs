namespace AppHostSdk.Model.Tests;

/// <summary>What containers are built with, called in their network, and given to see.</summary>
public class ContainerRuleTests
{
    private readonly HostProgram _app = new();

    [Theory]
    [InlineData("BuildArgument", "build argument", "WithBuildArg")]
    [InlineData("BuildSecret", "build secret", "WithBuildSecret")]
    public void What_is_built_with_nothing(string detail, string words, string call)
    {
        var key = _app.Parameter("key"); // 1
        Detail(_app.Container("web"), detail, "KEY", new ModelValue.Parameter(key.Key)); // 2, 3
        Assert.Equal(
            [$"AHS1045 at 3: 'web' has the {words} 'KEY', but its image is not built, so nothing reads it. Call WithDockerfile on 'web', or remove {call}."],
            _app.Findings);
    }

    [Fact]
    public void The_Dockerfile_may_come_later_or_in_the_same_runs()
    {
        Dockerfile(Detail(_app.Container("later"), "BuildArgument", "A", ModelValue.From("1")));
        Detail(_app.Add(OperationKind.AddDockerfile, "built", ("contextPath", ModelValue.From("."))), "BuildArgument", "A", ModelValue.From("1"));
        var on = _app.Is("on", "1");
        var web = _app.Container("web");
        _app.When = on;
        Detail(Dockerfile(web), "BuildArgument", "A", ModelValue.From("1"));
        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_Dockerfile_that_some_runs_do_not_have()
    {
        var on = _app.Is("on", "1");
        var web = Detail(_app.Container("web"), "BuildArgument", "A", ModelValue.From("1"));
        _app.When = on;
        Dockerfile(web);
        Assert.Equal(
            "warning AHS1045 at 2: 'web' has the build argument 'A', but its image is not built, so nothing reads it. Call WithDockerfile on 'web', or remove WithBuildArg. This happens when configuration 'on' is not '1'.",
            Assert.Single(_app.Findings));
    }

    [Fact]
    public void An_open_part_may_bring_the_Dockerfile()
    {
        Detail(_app.Container("web"), "BuildArgument", "A", ModelValue.From("1"));
        _app.Open();
        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_secret_is_no_build_argument()
    {
        var key = _app.Parameter("key", secret: true); // 1
        var web = Dockerfile(_app.Container("web")); // 2, 3
        Detail(web, "BuildArgument", "KEY", new ModelValue.Parameter(key.Key)); // 4
        Assert.Equal(
            ["AHS1046 at 4.value (1.name): Build argument 'KEY' of 'web' has the value of the secret parameter 'key', and everyone who has the image can read its build arguments. Pass it with WithBuildSecret, or to the running container with WithEnvironment."],
            _app.Findings);
    }

    [Fact]
    public void A_secret_is_a_build_secret_and_a_parameter_a_build_argument()
    {
        var (key, region) = (_app.Parameter("key", secret: true), _app.Parameter("region"));
        var web = Dockerfile(_app.Container("web"));
        Detail(web, "BuildSecret", "KEY", new ModelValue.Parameter(key.Key));
        Detail(web, "BuildArgument", "REGION", new ModelValue.Parameter(region.Key));
        Assert.Empty(_app.Findings);
    }

    [Theory]
    [InlineData("BuildArgument", "", "build argument", "it is empty")]
    [InlineData("BuildArgument", "A=B", "build argument", "it contains '='")]
    [InlineData("BuildSecret", "a,type=env", "build secret", "it contains ','")]
    [InlineData("BuildSecret", "a b", "build secret", "it contains a space")]
    public void A_name_that_no_Dockerfile_can_say(string detail, string name, string words, string problem)
    {
        Detail(Dockerfile(_app.Container("web")), detail, name, ModelValue.From("1"));
        Assert.Equal(
            [$"AHS1055 at 3.name: '{name}' is not a valid name for a {words} of 'web': {problem}. Use letters, digits and underscores, as in the Dockerfile."],
            _app.Findings);
    }

    [Theory]
    [InlineData("cache", "cache", "cache")]
    [InlineData("store", "Store", "Store")]
    public void One_alias_for_two_containers(string first, string second, string said)
    {
        Alias(_app.Container("a"), first); // 1, 2
        Alias(_app.Container("b"), second); // 3, 4
        Assert.Equal(
            [$"AHS1047 at 4.value (2.value): In the network of the containers, '{said}' is the name of 'a' and of 'b', so a connection goes to either of them by chance. Give 'b' another alias."],
            _app.Findings);
    }

    [Theory]
    [InlineData("cache")]
    [InlineData("CACHE")]
    [InlineData("cache.dev.internal")]
    public void An_alias_that_is_the_name_of_another_container(string alias)
    {
        Alias(_app.Container("a"), alias); // 1, 2
        _app.Container("cache"); // 3
        Assert.Equal(
            [$"AHS1047 at 2.value (3.name): In the network of the containers, '{alias}' is the name of 'cache' and of 'a', so a connection goes to either of them by chance. Give 'a' another alias."],
            _app.Findings);
    }

    [Fact]
    public void Names_in_the_network_that_do_not_meet()
    {
        var on = _app.Is("on", "1");
        Alias(Alias(Alias(_app.Container("a"), "a"), "x"), "x");
        _app.Project("api");
        var b = Alias(_app.Container("b"), "api");
        Alias(b, "a.example");
        var local = Alias(_app.Container("c"), "x")
            .Do(OperationKind.WithSetting, ("setting", ModelValue.From("Executable")), ("value", ModelValue.From("node")));
        _app.When = on;
        Alias(b, "y");
        _app.When = _app.Conditions.Not(on);
        Alias(local, "y");
        Alias(_app.Container("d"), "y");
        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void An_alias_that_two_containers_share_in_some_runs()
    {
        var on = _app.Is("on", "1");
        var a = Alias(_app.Container("a"), "x");
        var b = _app.Container("b");
        _app.When = on;
        Alias(b, "x");
        Assert.EndsWith("This happens when configuration 'on' is '1'.", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("my cache", "it contains a space")]
    [InlineData("http://cache", "it contains ':'")]
    [InlineData("-cache", "it does not start with a letter or digit")]
    [InlineData("cache..internal", "a part of it is empty")]
    public void An_alias_that_no_program_can_look_up(string alias, string problem)
    {
        Alias(_app.Container("a"), alias);
        Assert.Equal(
            [$"AHS1042 at 2.value: '{alias}' is not a valid name for container 'a' in the network: {problem}. Use letters, digits, '_', '.' and '-', with a letter or digit first."],
            _app.Findings);
    }

    [Fact]
    public void Aliases_that_programs_can_look_up()
    {
        foreach (var alias in new[] { "cache", "Cache-1", "_srv.my_cache.internal", "1" })
        {
            Alias(_app.Container("c" + alias.Length), alias);
        }

        _app.Container("late").Do(OperationKind.WithDetail, ("detail", ModelValue.From("NetworkAlias")), ("value", _app.Late("alias")));
        Assert.Empty(_app.Findings);
    }

    [Theory]
    [InlineData("data", true, "a volume", "it is not absolute")]
    [InlineData("", true, "a volume", "it is empty")]
    [InlineData("./data", false, "a bind mount", "it is not absolute")]
    [InlineData(@"C:\data", false, "a bind mount", "it is not absolute")]
    [InlineData("/", true, "a volume", "it is the root of the container")]
    public void A_mount_at_no_place(string target, bool isVolume, string what, string problem)
    {
        Mount(_app.Container("db"), target, isVolume);
        Assert.Equal(
            [$"AHS1050 at 2.target: '{target}' cannot be the target of {what} in container 'db': {problem}. Write a path that begins with a slash, for example /data."],
            _app.Findings);
    }

    [Fact]
    public void Files_at_no_place()
    {
        Files(_app.Container("db"), "init");
        Assert.Equal(
            ["AHS1050 at 2.destinationPath: 'init' cannot be the target of files in container 'db': it is not absolute. Write a path that begins with a slash, for example /data."],
            _app.Findings);
    }

    [Fact]
    public void Places_in_a_container()
    {
        Files(Mount(Mount(_app.Container("db"), "/data", true), "/etc/app.conf", false), "/");
        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_container_without_an_image()
    {
        Own("bare").Do(OperationKind.WithImage, ("tag", ModelValue.From("1")));
        Assert.Equal(["AHS1059 at 1: Container 'bare' has no image. Call WithImage or WithDockerfile on it."], _app.Findings);
    }

    [Fact]
    public void A_container_that_has_no_image_in_some_runs()
    {
        var on = _app.Is("on", "1");
        var own = Own("own");
        _app.When = on;
        own.Do(OperationKind.WithImage, ("image", ModelValue.From("x")));
        Assert.Equal(
            ["warning AHS1059 at 1: Container 'own' has no image. Call WithImage or WithDockerfile on it. This happens when configuration 'on' is not '1'."],
            _app.Findings);
    }

    [Fact]
    public void Containers_that_have_an_image_or_need_none()
    {
        Own("given").Do(OperationKind.WithImage, ("image", _app.Late("image")));
        Dockerfile(Own("built"));
        Own("program").Do(OperationKind.WithSetting, ("setting", ModelValue.From("Executable")), ("value", ModelValue.From("node")));
        _app.Open(Own("open"));
        Assert.Empty(_app.Findings);
    }

    private Res Own(string name) => _app.Add(OperationKind.AddResource, name, ("kind", ModelValue.From("Container")));

    private static Res Detail(Res container, string detail, string name, ModelValue value) =>
        container.Do(OperationKind.WithDetail, ("detail", ModelValue.From(detail)), ("name", ModelValue.From(name)), ("value", value));

    private static Res Dockerfile(Res container) => container.Do(OperationKind.WithDockerfile, ("contextPath", ModelValue.From(".")));

    private static Res Alias(Res container, string alias) =>
        container.Do(OperationKind.WithDetail, ("detail", ModelValue.From("NetworkAlias")), ("value", ModelValue.From(alias)));

    private static void Files(Res container, string target) =>
        container.Do(OperationKind.WithContainerFiles, ("destinationPath", ModelValue.From(target)), ("source", ModelValue.From("./init")));

    private static Res Mount(Res container, string target, bool isVolume) => container.Do(
        OperationKind.WithMount,
        ("target", ModelValue.From(target)),
        ("source", ModelValue.From("source")),
        ("isVolume", isVolume ? ModelValue.From("true") : ModelValue.None));
}
