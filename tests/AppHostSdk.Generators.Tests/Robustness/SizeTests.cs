using System.Text;
using AppHostSdk.Generators;

namespace AppHostSdk.Tests;

/// <summary>Programs far larger than anyone writes: no stack overflow, no time that grows with the square of the size.</summary>
public class SizeTests
{
    [Fact]
    public void A_chain_of_a_thousand_calls()
    {
        var run = Run($"builder.AddContainer(\"c\", \"i\"){string.Concat(Enumerable.Range(0, 1000).Select(i => $"\n.WithEnvironment(\"V{i}\", \"{i}\")"))};");
        Assert.Equal(1000, Expect.Complete(run).Resources[0].Environment.Count);
    }

    [Fact]
    public void A_concatenation_of_five_thousand_values()
    {
        var run = Run($"var v = \"x\";\nbuilder.AddContainer(\"c\", \"i\").WithArgs({string.Join(" + ", Enumerable.Repeat("v", 5000))}, {string.Join(" + ", Enumerable.Repeat("\"x\"", 5000))});");
        Assert.All(Expect.Complete(run).Resources[0].Arguments, a => Assert.Equal(new string('x', 5000), a.Value.AsText));
    }

    [Fact]
    public void A_cycle_of_ten_thousand_resources()
    {
        const int Count = 10_000;
        var body = new StringBuilder("var r0 = builder.AddContainer(\"r0\", \"i\");\n");
        for (var i = 1; i < Count; i++)
        {
            body.Append($"var r{i} = builder.AddContainer(\"r{i}\", \"i\").WaitFor(r{i - 1});\n");
        }

        var run = Run(body.Append($"r0.WaitFor(r{Count - 1});").ToString());
        Assert.Equal(Count - 1, Expect.Only(run, "AHS1002", $"r{Count - 1}").AdditionalLocations.Count);
        Assert.Equal(3, run.Result.GeneratedSources.Length);
    }

    /// <summary>No interpolated strings or assignments in parentheses: for those the compiler itself needs time that doubles with each level.</summary>
    public static TheoryData<int, string, string, string, string, string> Nests
    {
        get
        {
            var data = new TheoryData<int, string, string, string, string, string>();
            foreach (var depth in new[] { 20, 2000 })
            {
                data.Add(depth, "builder.AddParameter(", "(", "\"x\"", ")", ");");
                data.Add(depth, "", "{", "builder.AddParameter(\"x\");", "}", "");
                data.Add(depth, "", "if (true) ", "builder.AddParameter(\"x\");", "", "");
                data.Add(depth, "builder.AddParameter(", "true ? ", "\"x\"", " : \"y\"", ");");
                data.Add(depth, "var v = \"x\"; builder.AddParameter(", "v = ", "\"x\"", "", ");");
                data.Add(depth, "var v = true; if (", "!(", "v", ")", ") builder.AddParameter(\"x\");");
                data.Add(Math.Min(depth, 500), "", "void F() { ", "builder.AddParameter(\"x\");", " F(); }", "F();");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Nests))]
    public void Deep_nesting(int depth, string before, string open, string inside, string close, string after)
    {
        var run = Run(before + string.Concat(Enumerable.Repeat(open, depth)) + inside + string.Concat(Enumerable.Repeat(close, depth)) + after);
        Assert.Null(run.Result.Exception);
        Assert.DoesNotContain(run.Diagnostics, d => d.Id == "AHS2000");
    }

    /// <summary>Each function calls the next one twice: looking into every call would take for ever.</summary>
    [Theory]
    [InlineData("builder.AddParameter(\"x\");", false)]
    [InlineData("Console.WriteLine();", true)]
    public void Functions_that_call_each_other(string last, bool isComplete)
    {
        var body = string.Concat(Enumerable.Range(0, 500).Select(i => $"void F{i}() {{ F{i + 1}(); F{i + 1}(); }}\n"));
        var run = Run($"{body}void F500() {{ {last} F0(); }}\nF0();");
        Assert.Equal(isComplete, run.Graph.IsComplete);
        Assert.Equal(isComplete ? 0 : 1, run.Diagnostics.Length);
    }

    /// <summary>Such a circle ends in one message, not in a hang.</summary>
    [Fact]
    public void Functions_that_call_each_other_in_a_circle()
    {
        var run = Run("void A() { B(); builder.AddParameter(\"x\"); }\nvoid B() { A(); }\nif (args.Length > 0) A();\nB();");
        Assert.Equal("A", DiagnosticText.At(Assert.Single(run.Diagnostics, d => d.Id == "AHS2005").Location));
        Assert.False(run.Graph.IsComplete);
    }

    private static GeneratorTestDriver Run(string body) =>
        GeneratorTestDriver.RunUnchecked(HostCompilation.Create(("Program.cs", HostCompilation.Program(body))));
}
