namespace AppHostSdk.Tests;

public class WaitCycleTests
{
    [Theory]
    [InlineData("WaitFor(api)")]
    [InlineData("WaitForStart(api)")]
    [InlineData("WaitForCompletion(api, exitCode: 1)")]
    [InlineData("WaitFor(dependency: api)")]
    public void Waiting_for_itself(string call)
    {
        var run = Run($"var api = builder.AddProject<Projects.Api>(\"api\");\napi.{call};");
        var diagnostic = Expect.Only(run, "AHS1001", "api");
        Assert.Equal("'api' waits for itself, so it would never start. Remove this wait.", Expect.Message(diagnostic));
        Assert.Equal(call.IndexOf("api", StringComparison.Ordinal) + "api.".Length, diagnostic.Location.GetLineSpan().StartLinePosition.Character);
    }

    [Fact]
    public void Waiting_for_itself_under_another_variable()
    {
        var run = Run("""
            var api = builder.AddProject<Projects.Api>("api");
            var same = api.WithHttpEndpoint();
            same.WaitFor(api.WithArgs("x"));
            """);
        Expect.Only(run, "AHS1001", "api.WithArgs(\"x\")");
    }

    [Fact]
    public void Two_wait_for_each_other()
    {
        var run = Run("""
            var api = builder.AddProject<Projects.Api>("api");
            var cache = builder.AddContainer("cache", "redis").WaitFor(api);
            api.WaitFor(cache);
            """);
        var diagnostic = Expect.Only(run, "AHS1002", "cache");
        Assert.Equal("3: api", Expect.Also(diagnostic));
        Assert.Contains("would start: api → cache → api. ", Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public void Three_wait_in_a_circle_through_chains_and_locals()
    {
        var run = Run("""
            var a = builder.AddProject<Projects.Api>("a").WithHttpEndpoint();
            var b = builder.AddContainer("b", "redis").WithArgs("x").WaitForCompletion(a).WithArgs("y");
            IResourceBuilder<IResource> alias = b;
            var c = builder.AddExecutable("c", "c", ".").WaitForStart(alias);
            var last = a;
            last.WithArgs("z").WaitFor(c);
            """);
        var diagnostic = Expect.Only(run, "AHS1002", "c");
        Assert.Equal("5: alias; 3: a", Expect.Also(diagnostic));
        Assert.Contains("a → c → b → a", Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_circles_that_touch_are_one_mistake_with_the_shorter_path()
    {
        var run = Run("""
            var a = builder.AddContainer("a", "x");
            var b = builder.AddContainer("b", "x").WaitFor(a);
            var c = builder.AddContainer("c", "x").WaitFor(b);
            a.WaitFor(c);
            a.WaitFor(b);
            """);
        Assert.Contains("a → b → a", Expect.Message(Expect.Only(run, "AHS1002", "b")), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_circles_apart_are_two_mistakes()
    {
        var run = Run("""
            var a = builder.AddContainer("a", "x");
            var b = builder.AddContainer("b", "x").WaitFor(a);
            var c = builder.AddContainer("c", "x");
            var d = builder.AddContainer("d", "x").WaitFor(c);
            a.WaitFor(b);
            c.WaitFor(d);
            """);
        Assert.Equal(["b", "d"], run.Diagnostics.Select(d => DiagnosticText.At(d.Location)));
    }

    [Theory]
    [InlineData("a.WaitFor(b); c.WaitFor(b).WaitFor(a);")]
    [InlineData("a.WithReference(b.GetEndpoint(\"http\")); b.WithReference(a.GetEndpoint(\"http\"));")]
    [InlineData("a.WaitFor(b); b.WithReference(a.GetEndpoint(\"http\"));")]
    [InlineData("a.WaitFor(b).WaitFor(b);")]
    public void Look_alikes_are_legal(string calls) => Expect.Complete(Run("""
        var a = builder.AddProject<Projects.Api>("a").WithHttpEndpoint();
        var b = builder.AddProject<Projects.Web>("b").WithHttpEndpoint();
        var c = builder.AddProject<Projects.Worker>("c");
        """ + "\n" + calls));

    private static GeneratorTestDriver Run(string body) => GeneratorTestDriver.Run(HostCompilation.Program(body));
}
