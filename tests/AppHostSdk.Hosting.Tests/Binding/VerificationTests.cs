using AppHostSdk.Binding;
using AppHostSdk.Model;
using static AppHostSdk.Hosting.Tests.Binding.CompiledProgram;

namespace AppHostSdk.Hosting.Tests.Binding;

/// <summary>
/// What the compiler derived against what the program did. The compiled program of every test, with its sites:
/// 1 parameter key, 2 container cache, 3 its endpoint, 4 executable api, 5 its endpoint, 6 health, 7 variable MODE, 8 variable KEY,
/// 9 variable CACHE, 10 wait for cache, 11 arguments, 12 project web, 13 reference to api, 14 wait for api.
/// </summary>
[Collection(nameof(VerifyVariable))]
public sealed class VerificationTests : IDisposable
{
    private readonly VerifyVariable _variable = new("fail");

    public void Dispose() => _variable.Dispose();

    [Fact]
    public void Program_that_does_what_was_derived_is_built_silently()
    {
        var graph = Build(Compiled(), Program);

        Assert.Equal(Compiled().Model().Graph(), graph);
        Assert.Equal("", _variable.Warnings);
    }

    [Theory]
    [InlineData("MODE", "Program.cs(7,1): warning AHS2901: on 'api' the compiler derived WithEnvironment(\"MODE\", \"fast\"), but the program did WithEnvironment(\"MODE\", \"slow\").")]
    [InlineData("image", "Program.cs(2,1): warning AHS2901: on 'cache' the compiler derived AddContainer(\"cache\", \"redis\", \"7\"), but the program did AddContainer(\"cache\", \"redis\", \"8\").")]
    [InlineData("port", "Program.cs(5,1): warning AHS2901: on 'api' the compiler derived WithEndpoint(name: \"http\", scheme: \"http\", port: 5000), but the program did WithEndpoint(name: \"http\", scheme: \"http\", port: 5001).")]
    [InlineData("health", "Program.cs(6,1): warning AHS2901: on 'api' the compiler derived WithHttpHealthCheck(\"/health\", 200), but the program did WithHttpHealthCheck(\"/live\", 200).")]
    [InlineData("argument", "Program.cs(11,1): warning AHS2901: on 'api' the compiler derived WithArgs(\"--fast\"), but the program did WithArgs(\"--slow\").")]
    [InlineData("no wait", "Program.cs(14,1): warning AHS2901: on 'web' the compiler derived WaitFor(api), but the program did not do it.")]
    [InlineData("no endpoint", "Program.cs(5,1): warning AHS2901: on 'api' the compiler derived WithEndpoint(name: \"http\", scheme: \"http\", port: 5000), but the program did not do it.")]
    [InlineData("other wait", "Program.cs(14,1): warning AHS2901: on 'web' the compiler derived WaitFor(api), but the program did WaitForStart(api).")]
    [InlineData("extra", "Program.cs(4,1): warning AHS2901: on 'api' the program did WithEnvironment(\"EXTRA\", \"1\"), which the compiler did not derive.")]
    [InlineData("extra wait", "Program.cs(4,1): warning AHS2901: on 'api' the program did WaitForCompletion(cache, 3), which the compiler did not derive.")]
    [InlineData("missing resource", "Program.cs(12,1): warning AHS2901: on 'web' the compiler derived AddProject<AppHostSdk.Hosting.Tests.Child>(\"web\"), but the program did not do it.")]
    [InlineData("extra resource", "warning AHS2901: on 'more' the program did AddExecutable(\"more\", \"node\", \".\"), which the compiler did not derive.")]
    [InlineData("secret", "Program.cs(1,1): warning AHS2901: on 'key' the compiler derived AddParameter(\"key\", secret: true), but the program did AddParameter(\"key\").")]
    public void Difference_is_reported_with_its_place_and_both_calls(string change, string report)
    {
        var refusal = Assert.Throws<DistributedApplicationException>(() => Build(Compiled(), b => Program(b, change)));

        Assert.Equal(
            report + "\nWhat the program did is what runs. Rebuild the app host; if the message stays, it is a defect of AppHost SDK: please report it with these lines.",
            refusal.Message);
    }

    [Fact]
    public void Resource_of_another_name_is_reported_as_one_missing_and_one_added()
    {
        var refusal = Assert.Throws<DistributedApplicationException>(() => Build(Compiled(), b => Program(b, "renamed")));

        Assert.Equal(
            [
                "warning AHS2901: on 'www' the program did AddProject<AppHostSdk.Hosting.Tests.Child>(\"www\"), which the compiler did not derive.",
                "Program.cs(12,1): warning AHS2901: on 'web' the compiler derived AddProject<AppHostSdk.Hosting.Tests.Child>(\"web\"), but the program did not do it.",
            ],
            refusal.Message.Split('\n')[..^1]);
    }

    [Fact]
    public void Swapped_calls_are_a_difference_because_the_last_one_wins()
    {
        var refusal = Assert.Throws<DistributedApplicationException>(() => Build(Compiled(), b => Program(b, "swapped")));

        Assert.Contains("on 'api'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData(null)]
    public void Unless_told_to_fail_a_difference_is_a_warning_and_the_program_wins(string? verify)
    {
        VerifyVariable.Set(verify);

        var graph = Build(Compiled(), b => Program(b, "MODE"));

        Assert.Equal(ModelValue.From("slow"), graph.Find("api")!.Environment.OfType<EnvironmentVariable>().First().Value);
        Assert.StartsWith("Program.cs(7,1): warning AHS2901: on 'api'", _variable.Warnings, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_check_what_differs_from_the_checked_model()
    {
        VerifyVariable.Set(null);

        var refusal = Assert.Throws<DistributedApplicationException>(() => Build(Compiled(), b => Program(b, "cycle")));

        Assert.Contains("error AHS1002: These resources wait for each other, so none of them would start:", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_model_allows_more_than_was_derived_but_not_less()
    {
        var compiled = Compiled();
        compiled.Open();
        var graph = Build(compiled, b => Program(b, "extra"));
        Assert.Contains(graph.Find("api")!.Environment.OfType<EnvironmentVariable>(), v => v.Name == "EXTRA");

        compiled = Compiled();
        compiled.Open();
        Assert.NotNull(Build(compiled, b => Program(b, "extra resource")).Find("more"));

        compiled = Compiled();
        compiled.Open();
        Assert.Contains(
            "Program.cs(14,1): warning AHS2901: on 'web' the compiler derived WaitFor(api), but the program did not do it.",
            Assert.Throws<DistributedApplicationException>(() => Build(compiled, b => Program(b, "no wait"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Open_model_is_checked_by_the_rules_before_anything_starts()
    {
        var compiled = new CompiledProgram();
        compiled.Open();

        var refusal = Assert.Throws<DistributedApplicationException>(() => Build(compiled, b =>
        {
            b.AddExecutable("api", "node", ".");
            b.AddExecutable("API", "node", ".");
            var self = b.AddExecutable("self", "node", ".");
            self.WaitFor(self);
        }));

        Assert.Equal(2, refusal.Message.Split('\n').Length);
        Assert.Contains("error AHS0001: A resource named 'API' is already declared", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("error AHS1001: 'self' waits for itself", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>What the compiler knew, it has checked, unless the project took the errors from it.</summary>
    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "Program.cs(2,1): error AHS1001: 'self' waits for itself, so it would never start. Remove this wait.")]
    public void Model_whose_errors_were_downgraded_is_checked_again(bool downgraded, string refusal)
    {
        var compiled = new CompiledProgram { HasDowngradedErrors = downgraded }
            .Call(OperationKind.AddExecutable, "self", "self".Value(), "node".Value(), ".".Value())
            .Call(OperationKind.WaitFor, "self", new ModelValue.Resource("self"));

        var exception = Record.Exception(() => Build(compiled, b =>
        {
            var self = b.AddExecutable("self", "node", ".");
            self.WaitFor(self);
        }));

        Assert.Equal(refusal, exception?.Message ?? "");
    }

    [Fact]
    public void Application_is_built_once()
    {
        var builder = CompiledApplication.CreateBuilder(Compiled().Model(), []);
        Program(builder);
        builder.Build().Dispose();

        Assert.Equal(
            "Build() was called already; an application is built once.",
            Assert.Throws<InvalidOperationException>(() => builder.Build().Dispose()).Message);
        Assert.Equal(
            "The application has been built; AddExecutable on 'late' comes too late. Describe everything before Build(), or in a subscriber of BeforeStartEvent.",
            Assert.Throws<DistributedApplicationException>(() => builder.AddExecutable("late", "node", ".")).Message);
    }

    [Fact]
    public void Builder_without_compiled_model_says_what_it_needs() => Assert.StartsWith(
        "This call has no compiled model.",
        Assert.Throws<DistributedApplicationException>(() => DistributedApplication.CreateBuilder([])).Message,
        StringComparison.Ordinal);

    private static CompiledProgram Compiled() => new CompiledProgram()
        .Call(OperationKind.AddParameter, "key", "key".Value(), true.Value())
        .Call(OperationKind.AddContainer, "cache", "cache".Value(), "redis".Value(), "7".Value())
        .Call(OperationKind.WithEndpoint, "cache", ModelValue.None, 6379.Value(), ModelValue.None, "tcp".Value(), ModelValue.None, true.Value())
        .Call(OperationKind.AddExecutable, "api", "api".Value(), "node".Value(), ".".Value())
        .Call(OperationKind.WithEndpoint, "api", 5000.Value(), ModelValue.None, "http".Value(), ModelValue.None, ModelValue.None, true.Value())
        .Call(OperationKind.WithHttpHealthCheck, "api", "/health".Value())
        .Call(OperationKind.WithEnvironment, "api", "MODE".Value(), "fast".Value())
        .Call(OperationKind.WithEnvironment, "api", "KEY".Value(), new ModelValue.Parameter("key"))
        .Call(OperationKind.WithEnvironment, "api", "CACHE".Value(), new ModelValue.Endpoint("cache", "tcp"))
        .Call(OperationKind.WaitFor, "api", new ModelValue.Resource("cache"))
        .Call(OperationKind.WithArgs, "api", List("--fast".Value()))
        .Call(OperationKind.AddProject, "web", "web".Value(), typeof(Child).FullName!.Value())
        .Call(OperationKind.WithReference, "web", new ModelValue.Endpoint("api", "http"))
        .Call(OperationKind.WaitFor, "web", new ModelValue.Resource("api"));

    private static void Program(IDistributedApplicationBuilder b) => Program(b, "");

    private static void Program(IDistributedApplicationBuilder b, string change)
    {
        var key = b.AddParameter("key", secret: change != "secret");
        var cache = b.AddContainer("cache", "redis", change == "image" ? "8" : "7").WithEndpoint(targetPort: 6379, name: "tcp");
        var api = b.AddExecutable("api", "node", ".");
        if (change != "no endpoint")
        {
            api.WithHttpEndpoint(port: change == "port" ? 5001 : 5000);
        }

        api.WithHttpHealthCheck(change == "health" ? "/live" : "/health");
        if (change == "swapped")
        {
            api.WithEnvironment("KEY", key);
        }

        api.WithEnvironment("MODE", change == "MODE" ? "slow" : "fast");
        if (change != "swapped")
        {
            api.WithEnvironment("KEY", key);
        }

        api.WithEnvironment("CACHE", cache.GetEndpoint("tcp")).WaitFor(cache).WithArgs(change == "argument" ? "--slow" : "--fast");
        if (change == "extra")
        {
            api.WithEnvironment("EXTRA", "1");
        }

        if (change == "extra wait")
        {
            api.WaitForCompletion(cache, 3);
        }

        if (change == "missing resource")
        {
            return;
        }

        var web = b.AddProject<Child>(change == "renamed" ? "www" : "web");
        web.WithReference(api.GetEndpoint("http"));
        if (change == "other wait")
        {
            web.WaitForStart(api);
        }
        else if (change != "no wait")
        {
            web.WaitFor(api);
        }

        if (change == "cycle")
        {
            api.WaitFor(web);
        }

        if (change == "extra resource")
        {
            b.AddExecutable("more", "node", ".");
        }
    }
}
