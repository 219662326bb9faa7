using AppHostSdk.Model;

namespace AppHostSdk.Tests;

public class VariableTests
{
    [Theory]
    [InlineData("""var api = builder.AddProject<Projects.Api>("api"); api = api.WithArgs("a"); api.WithArgs("b");""")]
    [InlineData("""IResourceBuilder<ProjectResource> api; api = builder.AddProject<Projects.Api>("api").WithArgs("a"); api.WithArgs("b");""")]
    [InlineData("""var api = builder.AddProject<Projects.Api>("api"); var other = api; other.WithArgs("a"); api.WithArgs("b");""")]
    [InlineData("""IResourceBuilder<ProjectResource> x, y; x = y = builder.AddProject<Projects.Api>("api"); x.WithArgs("a"); y.WithArgs("b");""")]
    [InlineData("""var b2 = builder; b2.AddProject<Projects.Api>("api").WithArgs("a").WithArgs("b");""")]
    [InlineData("""var api = (IResourceBuilder<ProjectResource>)builder.AddProject<Projects.Api>("api"); (api).WithArgs("a")!.WithArgs("b");""")]
    [InlineData("""var a = "b"; var api = builder.AddProject<Projects.Api>("api").WithArgs("a"); api.WithArgs(a); a = "c";""")]
    [InlineData("""var a = "a"; var api = builder.AddProject<Projects.Api>("api").WithArgs(a); a = "b"; api.WithArgs(a);""")]
    [InlineData("""var a = "x"; { a = "a"; } builder.AddProject<Projects.Api>("api").WithArgs(a, a = "b");""")]
    [InlineData("""string a; builder.AddProject<Projects.Api>("api").WithArgs(a = "a", "b");""")]
    [InlineData("""var a = new[] { "a", "b" }; builder.AddProject<Projects.Api>("api").WithArgs(a);""")]
    [InlineData("""string[] a = ["a", "b"]; Console.WriteLine(a.Length); builder.AddProject<Projects.Api>("api").WithArgs(a);""")]
    [InlineData("""if (true) { builder.AddProject<Projects.Api>("api").WithArgs("a", "b"); } else { builder.AddParameter("dead"); }""")]
    [InlineData("""const bool More = false; var api = builder.AddProject<Projects.Api>("api").WithArgs("a"); if (!More) api.WithArgs("b"); if (More) api.WithArgs("c");""")]
    [InlineData("""_ = builder.AddProject<Projects.Api>("api").WithArgs("a", "b");""")]
    [InlineData("""var api = true ? builder.AddProject<Projects.Api>("api") : builder.AddProject<Projects.Web>("web"); api.WithArgs("a", "b");""")]
    [InlineData("""void Never() => builder.AddParameter("never"); builder.AddProject<Projects.Api>("api").WithArgs("a", "b");""")]
    [InlineData("""Action never = () => builder.AddParameter("never"); builder.AddProject<Projects.Api>("api").WithArgs("a", "b");""")]
    public void The_same_graph(string body)
    {
        var api = Assert.Single(Expect.Graph(body).Resources);
        Assert.Equal(("api", "a b"), (api.Name, string.Join(" ", api.Arguments.Select(a => a.Value.AsText))));
    }

    [Fact]
    public void A_variable_given_another_builder_refers_to_that_one()
    {
        var graph = Expect.Graph("""
            var current = builder.AddContainer("first", "x");
            current.WithArgs("1");
            current = builder.AddContainer("second", "x").WaitFor(current);
            current.WithArgs("2");
            """);
        Assert.Equal(["1", "2"], graph.Resources.Select(r => Assert.Single(r.Arguments).Value.AsText));
        Assert.Equal("first", Assert.Single(graph.Resources[1].Waits).Dependency);
    }

    [Fact]
    public void A_discarded_return_leaves_dead_code() =>
        Assert.Equal("a", Expect.Names(Expect.Complete(GeneratorTestDriver.Run("""
            var builder = DistributedApplication.CreateBuilder(args);
            builder.AddParameter("a");
            builder.Build().Run();
            return;
            #pragma warning disable CS0162
            builder.AddParameter("a");
            """))));

    [Fact]
    public void Nothing_is_evaluated_after_a_throw() =>
        Assert.Equal("a", Expect.Names(Expect.Complete(GeneratorTestDriver.Run("""
            var builder = DistributedApplication.CreateBuilder(args);
            builder.AddParameter("a");
            builder.Build().Run();
            throw new InvalidOperationException();
            #pragma warning disable CS0162
            builder.AddParameter("a");
            """))));

    /// <summary>A value changed elsewhere is followed there.</summary>
    [Theory]
    [InlineData("""var v = "a"; Action set = () => v = "b"; set();""", "b")]
    [InlineData("""var v = "a"; Action set = () => v = "b"; if (v == "b") set();""", "a")]
    [InlineData("""var v = "a"; void Set() { v = "b"; } Set();""", "b")]
    [InlineData("""var v = "a"; Set(ref v); static void Set(ref string s) => s = "b";""", "b")]
    [InlineData("""Set(out var v); static void Set(out string s) => s = "b";""", "b")]
    [InlineData("""var v = "a"; ref var alias = ref v; alias = "b";""", "b")]
    [InlineData("""var v = "a"; (v, _) = ("b", 1);""", "b")]
    [InlineData("""var v = "a"; v += "b"; v += v;""", "abab")]
    [InlineData("""var n = 1; n++; ++n; n *= 5; n -= n-- - --n; var v = $"{n}";""", "13")]
    [InlineData("""var v = "a"; int.TryParse("5", out var n); v = n.ToString();""", "5")]
    [InlineData("""var v = ""; foreach (var s in new[] { "x", "y" }) { v += s; }""", "xy")]
    public void Changed_elsewhere(string body, string expected)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Described($"{body}\nbuilder.AddProject<Projects.Api>(\"api\").WithEnvironment(\"V\", v);"));
        Assert.Equal(new ModelValue.Text(expected), ((EnvironmentVariable)Expect.Complete(run).Resources[0].Environment[0]).Value);
        ExecutedHost.InEveryWay(run);
    }

    /// <summary>A value that may have been changed where the evaluator does not look is not known.</summary>
    [Theory]
    [InlineData("""var v = "a"; void Set(string s) => v = s; foreach (var s in args) Set(s); {0}""", "v")]
    [InlineData("""var v = "a"; Action<string> set = s => v = s; foreach (var s in args) set(s); {0}""", "v")]
    [InlineData("""var v = "a"; Parallel.Invoke(() => v = "b"); {0}""", "v")]
    [InlineData("""var v = "a"; Task.Run(() => v = "b"); v = "c"; {0}""", "v")]
    [InlineData("""var v = "a"; Console.CancelKeyPress += (_, _) => v = "b"; v = "c"; {0}""", "v")]
    [InlineData("""var v = "a"; var thread = new System.Threading.Thread(() => v = "b"); thread.Start(); {0}""", "v")]
    [InlineData("""var l = new List<string> {{ "a" }}; foreach (var s in args) l.Add(s); {0}""", "l[0]")]
    [InlineData("""var l = new List<string> {{ "a" }}; void Add(string s) => l.Add(s); while (Console.KeyAvailable) Add("b"); {0}""", "l[0]")]
    [InlineData("""var d = new Dictionary<string, string> {{ ["k"] = "a" }}; foreach (var s in args) d["k"] = s; {0}""", "d[\"k\"]")]
    [InlineData("""var t = ("a", 1); foreach (var s in args) t.Item1 = s; {0}""", "t.Item1")]
    [InlineData("""IEnumerable<string> All() {{ yield return "a"; foreach (var s in args) yield return s; }} {0}""", "string.Concat(All())")]
    [InlineData("""var l = new List<string> {{ "a" }}; void Fill(List<string> x) {{ if (args.Length > 0) x.Add("b"); foreach (var s in args) x.Add(s); }} void Outer() => Fill(l); Outer(); {0}""", "string.Concat(l)")]
    [InlineData("""var v = "a"; foreach (var x in new[] {{ 1, 2 }}) {{ switch (x) {{ case 1: if (args.Length > 3) goto case 2; continue; case 2: v = args[0]; break; }} }} {0}""", "v")]
    [InlineData("""int.TryParse("-5", out var n); {0}""", "n.ToString()")]
    [InlineData("""var o = new System.Text.StringBuilder("a"); {0}""", "o.ToString()")]
    [InlineData("""var v = "a"; v += args[0]; {0}""", "v")]
    [InlineData("""var v = "a"; foreach (var s in args) {{ v = s; }} {0}""", "v")]
    [InlineData("""if (args is not [var v]) return; {0}""", "v")]
    [InlineData("""string? v = null; v ??= args[0]; {0}""", "v")]
    [InlineData("""var v = args[0]; {0}""", "v")]
    public void Unknown(string body, string value)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Program(
            string.Format(null, body, $$"""builder.AddProject<Projects.Api>("api").WithEnvironment("V", {{value}});""")));
        Assert.IsType<ModelValue.Late>(Assert.IsType<EnvironmentVariable>(Assert.Single(Expect.Late(run).Resources[0].Environment)).Value);
        var named = GeneratorTestDriver.Run(HostCompilation.Program(string.Format(null, body, $$"""builder.AddParameter({{value}});""")));
        Expect.Only(named, "AHS2002", value);
    }

    [Theory]
    [InlineData("Array.Reverse(a);")]
    [InlineData("a.AsSpan().Reverse();")]
    [InlineData("ref var first = ref a[0]; first = \"x\";")]
    [InlineData("foreach (var x in args) a[0] = x;")]
    public void An_array_that_may_have_changed_is_unknown(string change)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Program($$"""
            string[] a = ["a", "b"];
            {{change}}
            builder.AddProject<Projects.Api>("api").WithArgs(a);
            """));
        Assert.True(Assert.Single(Expect.Late(run).Resources[0].Arguments).IsMany);
    }

    [Theory]
    [InlineData("a[0] = \"x\";", "x b")]
    [InlineData("var b = a; b[0] = \"x\";", "x b")]
    [InlineData("Action set = () => a[1] = \"x\"; set();", "a x")]
    [InlineData("(a[0], a[1]) = (a[1], a[0]);", "b a")]
    [InlineData("a[^1] = \"x\"; a = a.Append(\"y\").ToArray();", "a x y")]
    public void A_changed_array(string change, string expected)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Described($$"""
            string[] a = ["a", "b"];
            {{change}}
            builder.AddProject<Projects.Api>("api").WithArgs(a);
            """));
        Assert.Equal(expected, string.Join(" ", Expect.Complete(run).Resources[0].Arguments.Select(a => a.Value.AsText)));
        ExecutedHost.InEveryWay(run);
    }
}
