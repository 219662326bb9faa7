using AppHostSdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Tests;

/// <summary>Programs that take hours when everything in them is followed: each ends soon, with a message at the place that was too much.</summary>
public class BudgetTests
{
    /// <summary>What is written, and the text that the message is at; empty when nothing has to be said.</summary>
    public static TheoryData<string, string, string> Programs => new()
    {
        { "loops in loops", "for (var i = 0; i < 2000; i++) for (var j = 0; j < 2000; j++) for (var k = 0; k < 2000; k++) builder.AddParameter($\"p{i}-{j}-{k}\");", "for (var k = 0; k < 2000; k++)" },
        { "loops in loops beside the model", "var n = 0; for (var i = 0; i < 2000; i++) for (var j = 0; j < 2000; j++) for (var k = 0; k < 2000; k++) n += k; builder.AddParameter(\"p\");", "" },
        { "doubling recursion", "void Add(int n) { if (n == 0) { builder.AddParameter(\"p\"); return; } Add(n - 1); Add(n - 1); } Add(40);", "Add" },
        { "doubling recursion beside the model", "int Sum(int n) => n == 0 ? 1 : Sum(n - 1) + Sum(n - 1); var sum = Sum(40); builder.AddParameter(\"p\").WithParentRelationship(builder.AddParameter(\"q\"));", "" },
        { "an iterator without an end", "IEnumerable<int> All() { var i = 0; while (true) yield return i++; } foreach (var i in All()) builder.AddParameter($\"p{i}\");", "foreach (var i in All())" },
        { "a getter that reads itself", "builder.AddParameter(new Node().Name); class Node { public string Name => Name + Name; }", "new Node().Name" },
        { "an object that makes itself", "var node = new Node(); builder.AddParameter(\"p\"); class Node { Node a = new(), b = new(); }", "" },
        { "a text that doubles", "var s = \"x\"; for (var i = 0; i < 60; i++) s += s; builder.AddParameter(s);", "s" },
        { "a text that doubles by replacement", "var s = \"xx\"; for (var i = 0; i < 60; i++) s = s.Replace(\"x\", s); builder.AddParameter(s);", "s" },
        { "a text that doubles by insertion", "var s = \"xx\"; for (var i = 0; i < 60; i++) s = s.Insert(1, s); builder.AddParameter(s);", "s" },
        { "a text of any width", "builder.AddParameter(string.Format(\"{0,1000000000}\", \"x\"));", "string.Format(\"{0,1000000000}\", \"x\")" },
        { "a text joined of long ones", "var s = new string('x', 9); var l = new List<string>(); for (var i = 0; i < 2000; i++) l.Add(string.Concat(Enumerable.Repeat(\"xxxxxxxxxxxxxxxx\", 2000))); builder.AddParameter(string.Join(\"\", l));", "string.Join(\"\", l)" },
        { "a list that doubles", "var l = new List<string> { \"x\" }; for (var i = 0; i < 60; i++) l.AddRange(l); builder.AddParameter(\"p\" + l.Count);", "l.AddRange(l);" },
        { "queries in queries", "var all = Enumerable.Range(0, 2000).SelectMany(_ => Enumerable.Range(0, 2000)).SelectMany(_ => Enumerable.Range(0, 2000)); builder.AddParameter(\"p\" + all.Count());", "Enumerable.Range(0, 2000)" },
        { "a list that holds itself", "var l = new List<object>(); l.Add(l); var f = () => l.Add(builder); f(); Console.WriteLine(l); builder.AddParameter(\"p\");", "" },
        { "objects that hold each other", "var root = new Node(); var child = new Node { Parent = root }; root.Children.Add(child); Console.WriteLine(root); root.Children.ForEach(c => builder.AddParameter(c.Name)); class Node { public string Name = \"n\"; public Node? Parent; public List<Node> Children = []; }", "" },
        { "values with many alternatives", string.Concat(Enumerable.Range(0, 30).Select(i => $"var s{i} = builder.Configuration[\"K{i}\"] == \"1\" ? \"a\" : \"b\";\n")) + $"builder.AddParameter({string.Join(" + ", Enumerable.Range(0, 30).Select(i => $"s{i}"))});", "s0" },
        { "a text with many alternatives", string.Concat(Enumerable.Range(0, 30).Select(i => $"var s{i} = builder.Configuration[\"K{i}\"] == \"1\" ? \"a\" : \"b\";\n")) + $"builder.AddParameter($\"{string.Concat(Enumerable.Range(0, 30).Select(i => $"{{s{i}}}"))}\");", "$\"" },
        { "conditions in an order that makes them large", Adversarial(24), "" },
        { "very many early returns", string.Concat(Enumerable.Range(0, 4000).Select(i => $"if (builder.Configuration[\"K{i}\"] == \"1\") return;\n")) + "builder.AddParameter(\"p\");", "" },
        { "very many tests in one", $"if ({string.Join(" && ", Enumerable.Range(0, 4000).Select(i => $"builder.Configuration[\"K{i}\"] == \"1\""))}) builder.AddParameter(\"p\");", "?" },
        { "very many patterns in one", $"if (builder.Configuration[\"K\"] is {string.Join(" or ", Enumerable.Range(0, 1500).Select(i => $"\"{i}\""))}) builder.AddParameter(\"p\");", "?" },
        { "very many functions in a row", string.Concat(Enumerable.Range(0, 5000).Select(i => $"void F{i}() => F{i + 1}();\n")) + "void F5000() { } F0(); builder.AddParameter(\"p\");", "?" },
        { "many flags that add", string.Concat(Enumerable.Range(0, 300).Select(i => $"if (builder.Configuration[\"K{i}\"] == \"1\") l.Add(builder.AddContainer(\"c{i}\", \"x\"));\n")).Insert(0, "var l = new List<IResourceBuilder<ContainerResource>>();\n") + "foreach (var a in l) foreach (var b in l.Where(b => b != a)) if (l.Count > 3) a.WithArgs(\"x\" + l.Count); if (l.Count > 2) l[2].WithArgs(\"y\");", "?" },
    };

    /// <summary>Where the budget ends does not depend on anything but the program.</summary>
    [Theory]
    [InlineData("loops in loops")]
    [InlineData("queries in queries")]
    [InlineData("conditions in an order that makes them large")]
    public void End_at_the_same_place_each_time(string name)
    {
        var body = Programs.Single(p => (string)p[0] == name)[1].ToString()!;
        var (first, second) = (Run(body), Run(body));
        Assert.Equal(first.Result.GeneratedSources.Select(s => s.SourceText.ToString()), second.Result.GeneratedSources.Select(s => s.SourceText.ToString()));
        Assert.Equal(DiagnosticText.Of(first.Diagnostics), DiagnosticText.Of(second.Diagnostics));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void End(string name, string body, string place)
    {
        var run = Run(body);
        Assert.True(run.Result.Exception is null, $"{name}: {run.Result.Exception}");
        Assert.DoesNotContain(run.Diagnostics, d => d.Id == "AHS2000");
        var said = run.Diagnostics.Where(d => d.Id.StartsWith("AHS2", StringComparison.Ordinal)).ToList();
        if (place != "?")
        {
            Assert.True(place.Length == 0 ? said.Count == 0 : said.Exists(d => DiagnosticText.At(d.Location).StartsWith(place, StringComparison.Ordinal)), $"{name}:\n{DiagnosticText.Of(said)}");
        }

        Assert.Equal(said.Count == 0, run.Graph.IsComplete);
    }

    /// <summary>OR of a and b, with all of a first: each further pair doubles the diagram.</summary>
    private static string Adversarial(int pairs) =>
        string.Concat(Enumerable.Range(0, 2 * pairs).Select(i => $"var f{i} = builder.Configuration[\"K{i}\"] == \"1\"; if (f{i}) builder.AddParameter(\"q{i}\");\n"))
        + $"if ({string.Join(" || ", Enumerable.Range(0, pairs).Select(i => $"f{i} && f{i + pairs}"))}) builder.AddParameter(\"p\");";

    /// <summary>An editor that does not want the result any more gets rid of the evaluation, wherever it is.</summary>
    [Theory]
    [InlineData("for (var i = 0; i >= 0; i++) { }")]
    [InlineData("while (true) { builder.AddParameter(\"p\"); }")]
    [InlineData("IEnumerable<int> All() { while (true) yield return 1; } foreach (var i in All()) { }")]
    [InlineData("void F() { F(); F(); } while (true) F();")]
    public async Task Is_cancelled_in_a_loop(string body)
    {
        var compilation = HostCompilation.Create(("Program.cs", HostCompilation.Program(body)));
        var tree = compilation.SyntaxTrees[0];
        var endless = new EvaluationBudget { Steps = int.MaxValue, Work = int.MaxValue, Turns = int.MaxValue };
        using var cancellation = new CancellationTokenSource();
        var model = compilation.GetSemanticModel(tree);
        var evaluation = Task.Run(() => Evaluator.Evaluate(tree.GetRoot(), model, cancellation.Token, endless));
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => evaluation);
    }

    private static GeneratorTestDriver Run(string body)
    {
        var at = body.IndexOf("class Node", StringComparison.Ordinal);
        var (statements, types) = at < 0 ? (body, "") : (body[..at], body[at..]);
        return GeneratorTestDriver.RunUnchecked(HostCompilation.Create(("Program.cs", HostCompilation.Program(statements) + types)));
    }
}
