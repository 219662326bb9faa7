using AppHostSdk.Binding;
using AppHostSdk.Model;

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
    public void Late_values_match_anything_and_are_filled_in()
    {
        var compiled = new CompiledProgram();
        compiled
            .Call(OperationKind.AddContainer, "cache", "cache".Value(), compiled.Late("image"), compiled.Late("tag"))
            .Call(OperationKind.WithEndpoint, "cache", compiled.Late("port"), compiled.Late("target"), ModelValue.None, "tcp".Value(), ModelValue.None, true.Value())
            .Call(OperationKind.AddExecutable, "api", "api".Value(), compiled.Late("command"), compiled.Late("directory"), List(compiled.Late("argument"), "fixed".Value()))
            .Call(OperationKind.WithEnvironment, "api", "A".Value(), compiled.Late("a"));

        var graph = Build(compiled, b =>
        {
            b.AddContainer("cache", "redis", "7").WithEndpoint(port: 5000, targetPort: 6379, name: "tcp");
            b.AddExecutable("api", "node", "dir", "any", "fixed").WithEnvironment("A", "1");
        });

        Assert.Equal(ModelValue.From("7"), graph.Find("cache")!.Tag);
        Assert.Equal(ModelValue.From("1"), ((EnvironmentVariable)graph.Find("api")!.Environment[0]).Value);
        Assert.Empty(graph.Slots);
        Assert.Equal("", _variable.Warnings);
    }

    [Fact]
    public void Late_list_is_any_number_of_arguments_between_known_ones()
    {
        var compiled = new CompiledProgram();
        compiled
            .Call(OperationKind.AddExecutable, "api", "api".Value(), "node".Value(), ".".Value(), List("first".Value()))
            .Call(OperationKind.WithArgs, "api", compiled.Late("args"))
            .Call(OperationKind.WithArgs, "api", List("last".Value()));

        foreach (var args in new string[][] { [], ["last"], ["a", "b", "c"] })
        {
            var graph = Build(compiled, b => b.AddExecutable("api", "node", ".", "first").WithArgs(args).WithArgs("last"));
            Assert.Equal(["first", .. args, "last"], graph.Find("api")!.Arguments.Select(a => a.Value.AsText));
        }

        var refusal = Assert.Throws<DistributedApplicationException>(() => Build(compiled, b => b.AddExecutable("api", "node", ".", "first").WithArgs("a", "b").WithArgs("other")));
        Assert.Contains("Program.cs(3,1): warning AHS2901: on 'api' the compiler derived WithArgs(\"last\")", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("WithArgs(\"other\")", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resource_of_which_nothing_is_known_may_be_any()
    {
        var compiled = new CompiledProgram();
        compiled
            .Call(OperationKind.AddResource, "AddTools(…)", "AddTools(…)".Value(), "Open".Value())
            .Call(OperationKind.AddExecutable, "api", "api".Value(), "node".Value(), ".".Value())
            .Call(OperationKind.WaitFor, "api", new ModelValue.Resource("AddTools(…)"))
            .Open();

        var graph = Build(compiled, b => b.AddExecutable("api", "node", ".").WaitFor(b.AddContainer("tools", "x")));
        Assert.Equal("tools", graph.Find("api")!.Waits[0].Dependency);
        Assert.Contains("WaitFor(AddTools(…))", Assert.Throws<DistributedApplicationException>(() => Build(compiled, b => b.AddExecutable("api", "node", "."))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", "AddProject<AppHostSdk.Hosting.Tests.Child>(\"web\", \"http\")")]
    [InlineData(null, "AddProject<AppHostSdk.Hosting.Tests.Child>(\"web\", null)")]
    public void Another_launch_profile_is_a_difference(string? profile, string recorded)
    {
        var compiled = new CompiledProgram();
        compiled.Call(OperationKind.AddProject, "web", "web".Value(), typeof(Child).FullName!.Value(), "https".Value(), "true".Value());

        Build(compiled, b => b.AddProject<Child>("web", "https"));
        var refusal = Assert.Throws<DistributedApplicationException>(() => Build(compiled, b => b.AddProject<Child>("web", profile)));

        Assert.StartsWith(
            $"Program.cs(1,1): warning AHS2901: on 'web' the compiler derived AddProject<AppHostSdk.Hosting.Tests.Child>(\"web\", \"https\"), but the program did {recorded}.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Constant_beside_a_late_value_is_still_compared()
    {
        var compiled = new CompiledProgram();
        compiled.Call(OperationKind.AddExecutable, "api", "api".Value(), "node".Value(), ".".Value(), List(compiled.Late("argument"), "fixed".Value()));

        var refusal = Assert.Throws<DistributedApplicationException>(() => Build(compiled, b => b.AddExecutable("api", "node", ".", "any", "broken")));

        Assert.StartsWith(
            "Program.cs(1,1): warning AHS2901: on 'api' the compiler derived WithArgs(\"fixed\"), but the program did WithArgs(\"broken\").",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Late_values_are_checked_by_the_rules_before_anything_starts()
    {
        var compiled = new CompiledProgram();
        compiled
            .Call(OperationKind.AddExecutable, "api", "api".Value(), "node".Value(), ".".Value())
            .Call(OperationKind.WithEndpoint, "api", compiled.Late("port"), ModelValue.None, "http".Value(), ModelValue.None, ModelValue.None, true.Value())
            .Call(OperationKind.AddExecutable, "web", "web".Value(), "node".Value(), ".".Value())
            .Call(OperationKind.WithEndpoint, "web", 5000.Value(), ModelValue.None, "http".Value(), ModelValue.None, ModelValue.None, true.Value());

        var refusal = Assert.Throws<DistributedApplicationException>(() => Build(compiled, b =>
        {
            b.AddExecutable("api", "node", ".").WithHttpEndpoint(port: 5000);
            b.AddExecutable("web", "node", ".").WithHttpEndpoint(port: 5000);
        }));

        Assert.StartsWith("Program.cs(4,1): error AHS1004: Port 5000 is taken by both endpoint 'http' of 'api' and endpoint 'http' of 'web'.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_exists_only_sometimes_may_be_missing_and_is_checked_when_it_is_there()
    {
        CompiledProgram Sometimes()
        {
            var compiled = new CompiledProgram();
            compiled.Call(OperationKind.AddExecutable, "api", "api".Value(), "node".Value(), ".".Value());
            compiled.When = compiled.Unless("x");
            return compiled
                .Call(OperationKind.AddExecutable, "web", "web".Value(), "node".Value(), ".".Value())
                .Call(OperationKind.WaitFor, "web", new ModelValue.Resource("api"))
                .Call(OperationKind.WaitFor, "api", new ModelValue.Resource("web"));
        }

        Build(Sometimes(), b => b.AddExecutable("api", "node", "."));
        var refusal = Assert.Throws<DistributedApplicationException>(() => Build(Sometimes(), b =>
        {
            var api = b.AddExecutable("api", "node", ".");
            var web = b.AddExecutable("web", "node", ".").WaitFor(api);
            api.WaitFor(web);
        }));

        Assert.StartsWith("Program.cs(4,1): error AHS1002:", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Two ways to declare 'db': under the condition on 'x' a container, else an executable; api waits for whichever there is.</summary>
    private static CompiledProgram Alternatives()
    {
        var compiled = new CompiledProgram();
        var unless = compiled.Unless("x");
        compiled.When = unless;
        compiled.Call(OperationKind.AddContainer, "db", "db".Value(), "postgres".Value()).Call(OperationKind.WithArgs, "db", List("a".Value()));
        compiled.When = compiled.Not(unless);
        compiled.Call(OperationKind.AddExecutable, "db#1", "db".Value(), "pg".Value(), ".".Value());
        compiled.When = Condition.Always;
        compiled.Call(OperationKind.AddExecutable, "api", "api".Value(), "node".Value(), ".".Value());
        compiled.When = unless;
        compiled.Call(OperationKind.WaitFor, "api", new ModelValue.Resource("db"));
        compiled.When = compiled.Not(unless);
        return compiled.Call(OperationKind.WaitForStart, "api", new ModelValue.Resource("db#1")).Call(OperationKind.WithArgs, "api", List("b".Value()));
    }

    [Fact]
    public void Alternatives_of_one_name_are_told_apart_by_what_the_program_did()
    {
        var first = Build(Alternatives(), b => b.AddExecutable("api", "node", ".").WaitFor(b.AddContainer("db", "postgres").WithArgs("a")));
        var second = Build(Alternatives(), b => b.AddExecutable("api", "node", ".").WaitForStart(b.AddExecutable("db", "pg", ".")).WithArgs("b"));

        Assert.Equal((1, 5), (first.Find("db")!.Site, first.Find("api")!.Waits[0].Site));
        Assert.Equal((3, 6), (second.Find("db")!.Site, second.Find("api")!.Waits[0].Site));
    }

    [Fact]
    public void Calls_that_are_possible_but_not_together_are_a_difference()
    {
        var refusal = Assert.Throws<DistributedApplicationException>(() => Build(
            Alternatives(),
            b => b.AddExecutable("api", "node", ".").WaitFor(b.AddContainer("db", "postgres").WithArgs("a")).WithArgs("b")));
        Assert.StartsWith("Program.cs(4,1): warning AHS2901: on 'api' the program did WithArgs(\"b\"), which the compiler did not derive.", refusal.Message, StringComparison.Ordinal);

        refusal = Assert.Throws<DistributedApplicationException>(() => Build(
            Alternatives(),
            b => b.AddExecutable("api", "node", ".").WaitForStart(b.AddExecutable("db", "pg", "."))));
        Assert.StartsWith("Program.cs(7,1): warning AHS2901: on 'api' the compiler derived WithArgs(\"b\"), but the program did not do it.", refusal.Message, StringComparison.Ordinal);

        refusal = Assert.Throws<DistributedApplicationException>(() => Build(Alternatives(), b => b.AddExecutable("api", "node", ".")));
        Assert.Contains("on 'db' the compiler derived", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_below_the_host_are_compared_as_what_they_lead_to()
    {
        var compiled = new CompiledProgram();
        compiled.Call(OperationKind.AddExecutable, "web", "web".Value(), "npm".Value(), new ModelValue.HostPath("../web"), List(new ModelValue.HostPath("a.txt")));

        Build(compiled, b => b.AddExecutable("web", "npm", Path.Combine(b.AppHostDirectory, "..", "web"), Path.Combine(b.AppHostDirectory, "x/../a.txt")));
        Assert.Throws<DistributedApplicationException>(() => Build(compiled, b => b.AddExecutable("web", "npm", Path.Combine(b.AppHostDirectory, "web"), "a.txt")));
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

    private static AppGraph Build(CompiledProgram compiled, Action<IDistributedApplicationBuilder> program)
    {
        var builder = CompiledApplication.CreateBuilder(compiled.Model(), []);
        program(builder);
        using var application = builder.Build();
        return application.Graph;
    }

    private static ModelValue.List List(params ModelValue[] values) => new(values.ToEquatableArray());
}
