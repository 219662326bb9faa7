namespace AppHostSdk.Model.Tests;

/// <summary>Names that the engine refuses, and health checks that nothing can pass.</summary>
public class EngineNameRuleTests
{
    private readonly HostProgram _app = new();

    [Fact]
    public void Two_containers_of_one_name()
    {
        Named(_app.Container("a"), "redis"); // 2
        Named(_app.Container("b"), "redis"); // 4
        Assert.Equal(
            ["AHS1041 at 4.value (2.value): 'a' and 'b' both run in a container called 'redis', and there can be only one of that name. Give one of them another name, or leave WithContainerName out."],
            _app.Findings);
    }

    [Fact]
    public void The_last_name_counts_and_letter_case_makes_another_one()
    {
        Named(Named(_app.Container("a"), "x"), "y");
        Named(_app.Container("b"), "x");
        Named(_app.Container("c"), "X");
        Named(Named(_app.Container("d"), "d"), "d");
        _app.Container("late").Do(OperationKind.WithSetting, ("setting", ModelValue.From("ContainerName")), ("value", _app.Late("name")));
        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_name_that_is_taken_in_some_runs()
    {
        var on = _app.Is("on", "1");
        var a = Named(_app.Container("a"), "x");
        _app.When = on;
        Named(a, "y");
        Named(_app.Container("b"), "y");
        Assert.EndsWith("This happens when configuration 'on' is '1'.", Assert.Single(_app.Findings), StringComparison.Ordinal);
        Named(a, "z");
        Assert.Empty(_app.Findings);
    }

    [Theory]
    [InlineData("my redis", "it contains a space")]
    [InlineData("-redis", "it does not start with a letter or digit")]
    [InlineData("a/b", "it contains '/'")]
    public void A_container_name_that_is_none(string name, string problem)
    {
        Named(_app.Container("a"), name);
        Assert.Equal($"AHS1042 at 2.value: '{name}' is not a valid name for container 'a': {problem}. Use letters, digits, '_', '.' and '-', with a letter or digit first.", Assert.Single(_app.Findings));
    }

    [Fact]
    public void A_path_is_no_volume()
    {
        Volume(_app.Container("db"), ModelValue.From("./data"));
        Assert.Equal(
            ["AHS1042 at 2.source: './data' is not a valid name for a volume of 'db': it does not start with a letter or digit. Use letters, digits, '_', '.' and '-', with a letter or digit first. For a directory of this machine use WithBindMount."],
            _app.Findings);
    }

    [Fact]
    public void Volumes_that_are_some()
    {
        Volume(Volume(Volume(_app.Container("db"), ModelValue.From("my_app.db-1"), "/a"), ModelValue.None, "/b"), _app.Late("name"), "/c")
            .Do(OperationKind.WithMount, ("target", ModelValue.From("/d")), ("source", ModelValue.From("./data")));
        Assert.Empty(_app.Findings);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(2000)]
    public void A_status_code_that_no_answer_has(int code)
    {
        _app.Project("api").WithHttpEndpoint().WithHttpHealthCheck("/", code);
        Assert.Equal([$"AHS1043 at 3.statusCode: 'api' can never be healthy: no answer has the status code {code}. Change the expected status code, or remove one of the health checks."], _app.Findings);
    }

    [Fact]
    public void Two_answers_at_once()
    {
        _app.Project("api").WithHttpEndpoint().WithHttpHealthCheck("/a", 200, "http").WithHttpHealthCheck("/a", 204, "HTTP");
        Assert.Equal(
            ["AHS1043 at 4.statusCode (3.statusCode): 'api' can never be healthy: the answer to GET /a would have to be 200 and 204 at once. Change the expected status code, or remove one of the health checks."],
            _app.Findings);
    }

    [Fact]
    public void Health_checks_that_can_pass_together()
    {
        var on = _app.Is("on", "1");
        var api = _app.Project("api").WithHttpEndpoint().WithHttpHealthCheck("/a").WithHttpHealthCheck("/b", 204).WithHttpHealthCheck("/a", 200).WithHttpHealthCheck("/c", 999);
        _app.When = on;
        api.WithHttpHealthCheck("/d", 200);
        _app.When = _app.Conditions.Not(on);
        api.WithHttpHealthCheck("/d", 204);
        Assert.Empty(_app.Findings);
    }

    private static Res Named(Res container, string name) =>
        container.Do(OperationKind.WithSetting, ("setting", ModelValue.From("ContainerName")), ("value", ModelValue.From(name)));

    private static Res Volume(Res container, ModelValue source, string target = "/data") =>
        container.Do(OperationKind.WithMount, ("target", ModelValue.From(target)), ("source", source), ("isVolume", ModelValue.From("true")));
}
