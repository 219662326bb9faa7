namespace AppHostSdk.Model.Tests;

public class UnknownEndpointRuleTests
{
    private readonly HostProgram _app = new();

    [Fact]
    public void A_reference_to_an_endpoint_that_does_not_exist_is_found()
    {
        var cache = _app.Container("cache").WithEndpoint("tcp", targetPort: 6379);
        _app.Project("api").WithReference(cache, "admin");

        Assert.Equal(
            ["AHS1003 at 4.source (1.name): 'cache' has no endpoint named 'admin'; it has 'tcp'. Declare it with WithHttpEndpoint(name: \"admin\") or WithEndpoint(name: \"admin\")."],
            _app.Findings);
    }

    [Fact]
    public void A_project_by_path_may_have_endpoints_that_only_its_files_tell()
    {
        var api = _app.ProjectByPath("api", "../Api/Api.csproj");
        _app.Container("cache").WithReference(api, "http");

        Assert.Empty(_app.Findings);
    }

    [Theory]
    [InlineData("../Api/Api.csproj")]
    [InlineData("./..\\Api\\Api.csproj")]
    public void A_project_by_path_that_the_host_is_built_with_has_the_endpoints_of_its_profile(string path)
    {
        var api = _app.ProjectByPath("api", path);
        _app.Container("cache").WithReference(api, "http").WithReference(api, "admin");
        var project = new ProjectLaunch("Projects.Api", "../Api/Api.csproj", "a.dll", "a", ".", "net10.0")
        {
            Profiles = EquatableArray.Of(new LaunchProfile("http") { CommandName = "Project", Urls = EquatableArray.Of(ListenAddress.Parse("http://localhost:5000", out _)!) }),
        };
        var graph = _app.Graph with { Projects = EquatableArray.Of(project) };

        Assert.Equal(["admin"], GraphRules.Check(graph).Select(f => f.Arguments[1]));
        Assert.DoesNotContain(GraphAdvice.Check(graph, hasUserSecrets: false), f => f.Rule == AdviceCatalog.ProjectNotAdded);
    }

    [Fact]
    public void A_value_that_uses_an_endpoint_that_does_not_exist_is_found()
    {
        var cache = _app.Container("cache");
        _app.Project("api").WithEnvironment("CACHE", Url(cache, "tcp"));

        Assert.Equal(
            ["AHS1003 at 3.value (1.name): 'cache' has no endpoint named 'tcp': it has no endpoints. Declare it with WithHttpEndpoint(name: \"tcp\") or WithEndpoint(name: \"tcp\")."],
            _app.Findings);
    }

    [Fact]
    public void Values_in_lists_and_templates_are_looked_at_and_each_use_is_a_finding()
    {
        var cache = _app.Container("cache").WithEndpoint("tcp", targetPort: 6379);
        var template = new ModelValue.Template(EquatableArray.Of(
            ModelValue.From("redis://"),
            Url(cache, "tcp"),
            new ModelValue.List(EquatableArray.Of(Url(cache, "first"), ModelValue.None, Url(cache, "second")))));
        _app.Project("api").WithEnvironment("CACHE", template).WithArgs(ModelValue.From("--cache"), template);

        Assert.Equal(
            ["AHS1003 at 4.value/cache/first: first", "AHS1003 at 4.value/cache/second: second", "AHS1003 at 5.args/cache/first: first", "AHS1003 at 5.args/cache/second: second"],
            GraphRules.Check(_app.Graph).Select(f => $"{f.Rule.Id} at {f.Location.Site}.{f.Location.Argument}: {f.Arguments[1]}"));
    }

    [Fact]
    public void The_arguments_that_an_executable_is_added_with_are_looked_at()
    {
        var cache = _app.Container("cache");
        _app.Add(OperationKind.AddExecutable, "web", ("args", new ModelValue.List(EquatableArray.Of<ModelValue>(Url(cache, "tcp")))));

        Assert.StartsWith("AHS1003 at 2.args (1.name)", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", "htp", "http")]
    [InlineData("http", "httpx", "http")]
    [InlineData("http", "https", "http")]
    [InlineData("management", "mangement", "management")]
    [InlineData("MANAGEMENT", "managemnet", "MANAGEMENT")]
    [InlineData("admin public", "publik", "public")]
    [InlineData("http https", "htps", "https")]
    [InlineData("aab aac", "aad", "aab")]
    [InlineData("ab", "ax", "ab")]
    [InlineData("http", "grpc", null)]
    [InlineData("a", "b", null)]
    [InlineData("ab", "xy", null)]
    [InlineData("management", "mangmnt", null)]
    [InlineData("tcp", "", null)]
    public void The_closest_name_within_two_edits_is_suggested(string declared, string written, string? suggested)
    {
        var cache = _app.Project("cache");
        foreach (var name in declared.Split(' '))
        {
            cache.WithEndpoint(name);
        }

        _app.Project("api").WithReference(cache, written);

        var advice = Assert.Single(GraphRules.Check(_app.Graph)).Arguments[3];
        Assert.Equal(suggested is null ? $"Declare it with WithHttpEndpoint(name: \"{written}\") or WithEndpoint(name: \"{written}\")." : $"Did you mean '{suggested}'?", advice);
    }

    [Fact]
    public void Endpoints_are_found_without_regard_to_case()
    {
        var cache = _app.Project("cache").WithEndpoint("Admin");
        _app.Project("api").WithReference(cache, "aDMIN").WithEnvironment("X", Url(cache, "admin"));

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void An_endpoint_may_be_declared_after_its_use()
    {
        var cache = _app.Project("cache");
        _app.Project("api").WithReference(cache, "admin");
        cache.WithEndpoint("admin");

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void An_endpoint_that_exists_only_sometimes_is_missing_in_the_other_runs()
    {
        var cache = _app.Project("cache");
        var api = _app.Project("api");
        _app.When = _app.Is("admin", "true");
        cache.WithEndpoint("admin");
        api.WithReference(cache, "admin");
        _app.When = Condition.Always;
        api.WithEnvironment("ADMIN", Url(cache, "admin"));

        Assert.EndsWith("This happens when configuration 'admin' is not true.", Assert.Single(_app.Findings), StringComparison.Ordinal);
        Assert.StartsWith("warning AHS1003 at 5.value (1.name): 'cache' has no endpoint named 'admin'", _app.Findings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_conditional_use_of_an_endpoint_that_never_exists_is_found()
    {
        var cache = _app.Project("cache");
        var api = _app.Project("api");
        _app.When = _app.Is("admin", "true");
        api.WithReference(cache, "admin");

        Assert.StartsWith("AHS1003 at 3.source", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void While_the_graph_is_incomplete_nothing_is_missing()
    {
        _app.Open();
        var cache = _app.Project("cache");
        _app.Project("api").WithReference(cache, "admin").WithEnvironment("X", Url(cache, "tcp")).WithArgs(Url(cache, "tcp")).WithHttpHealthCheck();

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void An_open_part_of_one_resource_says_nothing_about_the_others()
    {
        var (cache, db) = (_app.Project("cache"), _app.Project("db"));
        _app.Open(db);
        _app.Project("api").WithReference(db, "admin").WithReference(cache, "admin"); // 4, 5, 6

        Assert.StartsWith("AHS1003 at 6.source (1.name): 'cache' has no endpoint named 'admin'", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_part_goes_with_the_resource_that_an_alternative_is_merged_into()
    {
        var on = _app.When = _app.Is("on", "1");
        _app.Container("cache");
        _app.When = _app.Conditions.Not(on);
        var other = _app.Container("cache");
        _app.Open(other);

        Assert.NotEqual("cache", other.Key);
        Assert.Equal("cache", Assert.Single(_app.Graph.OpenParts).Resource);
    }

    [Fact]
    public void An_endpoint_of_a_resource_that_is_not_in_the_graph_is_left_to_others()
    {
        _app.Project("api").WithEnvironment("X", new ModelValue.Endpoint("elsewhere", "http"));

        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_health_check_needs_the_endpoint_it_names()
    {
        _app.Project("api").WithHttpEndpoint().WithHttpHealthCheck(endpoint: "admin");

        Assert.StartsWith(
            "AHS1003 at 3.endpointName (1.name): 'api' has no endpoint named 'admin'; it has 'http'.",
            Assert.Single(_app.Findings),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_health_check_without_a_name_needs_an_http_endpoint()
    {
        _app.Project("api").WithEndpoint("tcp").WithHttpHealthCheck("/health");

        Assert.StartsWith(
            "AHS1003 at 3.endpointName (1.name): 'api' has no endpoint named 'http'; it has 'tcp'.",
            Assert.Single(_app.Findings),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("web")]
    [InlineData("WEB")]
    public void A_health_check_on_an_endpoint_that_is_there_is_fine(string? endpoint)
    {
        _app.Project("api").WithHttpHealthCheck(endpoint: endpoint).WithEndpoint("web", scheme: "http");

        Assert.Empty(_app.Findings);
    }

    private static ModelValue.Endpoint Url(Res resource, string name) => new(resource.Key, name);
}
