namespace AppHostSdk.Model.Tests;

/// <summary>Health checks, generated values and ends that cannot come true.</summary>
public class ImpossibleRuleTests
{
    private readonly HostProgram _app = new();

    [Theory]
    [InlineData("ready")]
    [InlineData("READY")]
    public void One_registered_check_twice(string again)
    {
        Check(Check(Check(_app.Project("api"), "ready"), "other"), again);
        Assert.Equal(
            [$"AHS1049 at 4.key (2.key): 'api' has the health check '{again}' already. Remove one of the two calls, or pass the key of another check."],
            _app.Findings);
    }

    [Fact]
    public void Registered_checks_that_are_right()
    {
        var on = _app.Is("on", "1");
        var api = Check(Check(_app.Project("api"), "a"), "b");
        Check(_app.Project("web"), "a");
        api.Do(OperationKind.WithHealthCheck, ("key", _app.Late("key"))).Do(OperationKind.WithHealthCheck, ("key", _app.Late("key")));
        _app.When = on;
        Check(api, "c");
        _app.When = _app.Conditions.Not(on);
        Check(api, "c");
        Assert.Empty(_app.Findings);
    }

    [Theory]
    [InlineData("http://")]
    [InlineData("//")]
    [InlineData("mailto:a@example.com")]
    public void A_path_that_makes_no_address(string path)
    {
        _app.Project("api").WithHttpEndpoint().WithHttpHealthCheck(path);
        Assert.Equal(
            [$"AHS1043 at 3.path: 'api' can never be healthy: '{path}' is not a path that can be asked for. Write a path, for example /health."],
            _app.Findings);
    }

    [Fact]
    public void Paths_that_make_addresses()
    {
        var api = _app.Project("api").WithHttpEndpoint();
        foreach (var path in new[] { "", "/", "/a b", "health", "health?x=1", "https://example.com/health" })
        {
            api.WithHttpHealthCheck(path);
        }

        Assert.Empty(_app.Findings);
    }

    [Theory]
    [InlineData("lower", "minLower", "lower-case letters")]
    [InlineData("upper", "minUpper", "upper-case letters")]
    [InlineData("numeric", "minNumeric", "digits")]
    [InlineData("special", "minSpecial", "punctuation")]
    public void A_value_that_demands_what_it_forbids(string kind, string least, string words)
    {
        Generated((kind, ModelValue.From(false)), (least, ModelValue.From(1)));
        Assert.Equal(
            [$"AHS1056 at 1.{least}: The value of parameter 'key' cannot be generated: it demands {words} and allows none. Allow these characters, or demand none of them."],
            _app.Findings);
    }

    [Fact]
    public void A_value_of_nothing()
    {
        Generated([.. new[] { "lower", "upper", "numeric", "special" }.Select(kind => (kind, ModelValue.From(false)))]);
        Assert.StartsWith("AHS1056 at 1.special: The value of parameter 'key' cannot be generated: it allows no characters at all.", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_can_be_generated()
    {
        Generated(("lower", ModelValue.From(false)), ("upper", ModelValue.From(false)), ("special", ModelValue.From(false)), ("minNumeric", ModelValue.From(30)));
        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void A_negative_number_of_restarts()
    {
        Restart(_app.Project("api"), ModelValue.From(-1));
        Assert.Equal(["AHS1057 at 2.maxRestarts: 'api' cannot be started again -1 times. Pass 1 or more, or leave maxRestarts out for no limit."], _app.Findings);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(256)]
    public void An_exit_code_that_no_container_has(int code)
    {
        var job = _app.Container("job");
        Completion(_app.Project("api"), job, code);
        Assert.Equal(
            [$"AHS1058 at 3.exitCode: 'api' waits until container 'job' ends with exit code {code}, but exit codes of containers are 0 to 255. Pass the one that it ends with."],
            _app.Findings);
    }

    [Fact]
    public void Ends_that_can_come()
    {
        var job = _app.Container("job");
        Completion(Completion(_app.Project("api"), job, 0), _app.Executable("tool"), -1);
        Completion(_app.Project("web"), job, 255);
        Restart(Restart(Restart(job, ModelValue.None), ModelValue.From(0)), _app.Late("restarts"));
        var local = _app.Container("local").Do(OperationKind.WithSetting, ("setting", ModelValue.From("Executable")), ("value", ModelValue.From("node")));
        Completion(_app.Project("worker"), local, -1073741819);
        Assert.Empty(_app.Findings);
    }

    private void Generated(params (string Argument, ModelValue Value)[] arguments) =>
        _app.Add(OperationKind.AddParameter, "key", [("minLength", ModelValue.From(22)), .. arguments]);

    private static Res Check(Res resource, string key) => resource.Do(OperationKind.WithHealthCheck, ("key", ModelValue.From(key)));

    private static Res Restart(Res resource, ModelValue most) =>
        resource.Do(OperationKind.WithRestartPolicy, ("policy", ModelValue.From("Always")), ("maxRestarts", most));

    private static Res Completion(Res resource, Res dependency, int code) =>
        resource.Do(OperationKind.WaitForCompletion, ("dependency", new ModelValue.Resource(dependency.Key)), ("exitCode", ModelValue.From(code)));
}
