using System.Reflection;
using System.Text.RegularExpressions;
using AppHostSdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AppHostSdk.Tests;

/// <summary>
/// Every public function of texts, characters, paths, addresses, enumerations, whole numbers and conversions is either worked out
/// when compiling, to what it gives when it is executed, or there is a reason why not.
/// </summary>
public class FunctionTests
{
    private static readonly Type[] Types =
    [
        typeof(string), typeof(char), typeof(Path), typeof(Uri), typeof(Enum), typeof(bool), typeof(Convert), typeof(StringComparer),
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
    ];

    public static TheoryData<string> TypeNames => new(Types.Select(t => t.Name));

    [Theory]
    [MemberData(nameof(TypeNames))]
    public void Each_function_is_folded_or_has_a_reason(string type)
    {
        var undecided = Signatures(type).Where(s => !FunctionCases.Folded.ContainsKey(s) && FunctionCases.NotFolded.All(n => !Regex.IsMatch(s, n.Pattern))).ToList();
        Assert.True(undecided.Count == 0, "Neither folded nor with a reason:\n" + string.Join('\n', undecided));
    }

    [Theory]
    [MemberData(nameof(TypeNames))]
    public void Each_case_is_of_a_function_that_exists(string type) =>
        Assert.Empty(FunctionCases.Folded.Keys.Where(k => k.StartsWith(type + ".", StringComparison.Ordinal)).Except(Signatures(type)));

    [Fact]
    public void Each_function_of_the_tables_has_a_case() => Assert.Empty(PureFunctions.Signatures.Except(FunctionCases.Folded.Keys));

    [Theory]
    [MemberData(nameof(TypeNames))]
    public void Folded_value_is_what_the_call_gives(string type)
    {
        var cases = FunctionCases.Folded.Where(c => c.Key.StartsWith(type + ".", StringComparison.Ordinal)).SelectMany(c => c.Value.Select(e => (Signature: c.Key, Expression: e))).ToList();
        var lines = cases.Select((c, i) => $"api.WithEnvironment(\"V{i}\", Show(\n{c.Expression}));");
        var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", $$"""
            using static Shown;
            var builder = DistributedApplication.CreateBuilder(args);
            var api = builder.AddProject<Projects.Api>("api");
            {{string.Join('\n', lines)}}
            builder.Build();
            """), ("Shown.cs", Shown)));

        var late = run.Graph.Slots.Select(s => s.Provenance.Text).ToList();
        Assert.True(run.Diagnostics.IsEmpty && late.Count == 0, $"Not folded:\n{string.Join('\n', late)}\n{DiagnosticText.Of(run.Diagnostics)}");
        ExecutedHost.InEveryWay(run);

        // Each case is of the function that it is listed under.
        var called = Called(run.Input);
        Assert.Empty(cases.Where((c, i) => !called[$"V{i}"].Contains(c.Signature)).Select(c => $"{c.Signature}: {c.Expression}"));
    }

    [Theory]
    [InlineData("\"caf\u00E9\".ToUpperInvariant()")]
    [InlineData("\"INFO\".ToLower()")]
    [InlineData("\"abc\".StartsWith(\"ab\") ? \"a\" : \"b\"")]
    [InlineData("\"abc\".IndexOf(\"b\") == 1 ? \"a\" : \"b\"")]
    [InlineData("\"\u00C4\".Equals(\"\u00E4\", StringComparison.OrdinalIgnoreCase) ? \"a\" : \"b\"")]
    [InlineData("string.Format(\"{0:N2}\", 5)")]
    [InlineData("(-5).ToString()")]
    [InlineData("5.5.ToString()")]
    [InlineData("int.Parse(\"1,000\", System.Globalization.NumberStyles.Number).ToString()")]
    [InlineData("System.IO.Path.GetFileName(\"a\\\\b\")")]
    [InlineData("System.IO.Path.GetTempPath()")]
    [InlineData("new Uri(\"https://b\u00FCcher.example/\").IdnHost")]
    [InlineData("new Uri(\"http://010.0.0.1/\").Host")]
    [InlineData("Enum.Parse<DayOfWeek>(\"5\").ToString()")]
    public void Result_that_can_differ_between_machines_is_late(string expression)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Described($$"""builder.AddProject<Projects.Api>("api").WithEnvironment("V", {{expression}});"""));

        Assert.True(run.Graph.Slots.Count + run.Graph.Conditions.Atoms.Count > 0, "Folded: " + expression);
        ExecutedHost.InEveryWay(run);
    }

    [Theory]
    [InlineData("\"abc\".Substring(4)")]
    [InlineData("\"abc\".Remove(-1)")]
    [InlineData("\"abc\".PadLeft(-1)")]
    [InlineData("\"abc\".Replace(\"\", \"x\", StringComparison.Ordinal)")]
    [InlineData("\"abc\".Split(',', -1)[0]")]
    [InlineData("string.Format(\"{1}\", 5)")]
    [InlineData("string.Join(\",\", new[] { \"a\" }, 1, 5)")]
    [InlineData("int.Parse(\"x\").ToString()")]
    [InlineData("byte.Parse(\"300\").ToString()")]
    [InlineData("Convert.ToInt32(\"x\", 16).ToString()")]
    [InlineData("Convert.ToByte(300).ToString()")]
    [InlineData("char.ConvertFromUtf32(-1)")]
    [InlineData("new string('x', -1)")]
    [InlineData("new string('x', 2000000000).Substring(1999999999)")]
    [InlineData("Uri.HexEscape('\u4E00')")]
    [InlineData("Enum.Parse<DayOfWeek>(\"Someday\").ToString()")]
    public void Call_that_fails_is_not_folded(string expression)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Described($$"""builder.AddProject<Projects.Api>("api").WithEnvironment("V", {{expression}});"""));

        Assert.NotEmpty(run.Graph.Slots);
    }

    [Fact]
    public void Functions_of_other_types_of_that_name_are_not_taken_for_those_of_the_framework()
    {
        var library = HostCompilation.Library("Other", """namespace Other { public static class Convert { public static int ToInt32(string text) => 7; } }""");
        var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", HostCompilation.Described("""builder.AddProject<Projects.Api>("api").WithHttpEndpoint(Other.Convert.ToInt32("5"));"""))).AddReferences(library));

        Assert.Single(run.Graph.Slots);
    }

    private const string Shown = """
        using System.Globalization;

        public enum Kind { First, Second, Third }

        static class Shown
        {
            // Not a constant for the C# compiler, but for this one.
            public static string S(string text) => text;
            public static string Show(string? text) => text ?? "null";
            public static string Show(bool flag) => flag ? "T" : "F";
            public static string Show(char c) => c.ToString();
            public static string Show(sbyte n) => n.ToString(CultureInfo.InvariantCulture);
            public static string Show(byte n) => n.ToString(CultureInfo.InvariantCulture);
            public static string Show(short n) => n.ToString(CultureInfo.InvariantCulture);
            public static string Show(ushort n) => n.ToString(CultureInfo.InvariantCulture);
            public static string Show(int n) => n.ToString(CultureInfo.InvariantCulture);
            public static string Show(uint n) => n.ToString(CultureInfo.InvariantCulture);
            public static string Show(long n) => n.ToString(CultureInfo.InvariantCulture);
            public static string Show(ulong n) => n.ToString(CultureInfo.InvariantCulture);
            public static string Show(string[] texts) => string.Join("|", texts);
            public static string Show(char[] c) => new string(c);
            public static string Show(Enum value) => value.ToString();
        }
        """;

    private static List<string> Signatures(string type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var declaring = Types.Single(t => t.Name == type);
        return [.. declaring.GetMethods(All).Cast<MethodBase>().Concat(declaring.GetConstructors(BindingFlags.Public | BindingFlags.Instance)).Select(Signature)];
    }

    private static string Signature(MethodBase method) =>
        $"{method.DeclaringType!.Name}.{method.Name}({string.Join(",", method.GetParameters().Select(p => (p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "") + Name(p.ParameterType)))})";

    private static string Name(Type type) => type.IsByRef ? Name(type.GetElementType()!)
        : type.IsArray ? Name(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(",", type.GetGenericArguments().Select(Name))}>"
        : type.Name;

    /// <summary>By variable: the signatures of what is called to make its value.</summary>
    private static Dictionary<string, List<string>> Called(CSharpCompilation compilation)
    {
        var tree = compilation.SyntaxTrees[0];
        var model = compilation.GetSemanticModel(tree);
        var called = new Dictionary<string, List<string>>();
        foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Where(c => c.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "WithEnvironment" }))
        {
            called[call.ArgumentList.Arguments[0].Expression.ToString().Trim('"')] =
            [
                .. call.ArgumentList.Arguments[1].DescendantNodes()
                    .Select(node => model.GetSymbolInfo(node).Symbol)
                    .Select(symbol => symbol is IPropertySymbol { GetMethod: { } getter } ? getter : symbol as IMethodSymbol)
                    .OfType<IMethodSymbol>()
                    .Select(PureFunctions.Signature),
            ];
        }

        return called;
    }
}
