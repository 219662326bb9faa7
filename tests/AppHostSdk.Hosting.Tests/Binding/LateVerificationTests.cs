using AppHostSdk.Binding;
using AppHostSdk.Model;
using static AppHostSdk.Hosting.Tests.Binding.CompiledProgram;

namespace AppHostSdk.Hosting.Tests.Binding;

/// <summary>What the compiler derived of programs with values, conditions and parts that only the run tells, against what they did.</summary>
[Collection(nameof(VerifyVariable))]
public sealed class LateVerificationTests : IDisposable
{
    private readonly VerifyVariable _variable = new("fail");

    public void Dispose() => _variable.Dispose();

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
        Assert.StartsWith("Program.cs(7,1): warning AHS2901: on 'api' the program did WithArgs(\"b\"), which the compiler did not derive.", refusal.Message, StringComparison.Ordinal);

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
}
