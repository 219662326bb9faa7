using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Every way to write a constant that the language has gives the same graph as the literal.</summary>
public class ConstantTests
{
    [Theory]
    [InlineData("\"cache\"")]
    [InlineData("Local")]
    [InlineData("Names.Cache")]
    [InlineData("Names.Inner.Deep.Cache")]
    [InlineData("Outer.Cache")]
    [InlineData("nameof(cache)")]
    [InlineData("$\"{Prefix}he\"")]
    [InlineData("Prefix + \"h\" + \"e\"")]
    [InlineData("$\"{prefix}{'h'}e\"")]
    [InlineData("prefix + \"he\"")]
    [InlineData("@\"cache\"")]
    [InlineData("\"\"\"cache\"\"\"")]
    [InlineData("\"c\\u0061che\"")]
    [InlineData("(\"cache\")")]
    [InlineData("(string)\"cache\"!")]
    [InlineData("true ? \"cache\" : \"other\"")]
    [InlineData("flag ? \"cache\" : args[0]")]
    [InlineData("!flag ? args[0] : \"cache\"")]
    public void Name(string expression)
    {
        var run = Run($$"""
            const string Local = "cache";
            const string Prefix = "cac";
            var prefix = "cac";
            var flag = true;
            object? cache = null;
            builder.AddContainer({{expression}}, "redis");
            """);
        Assert.Equal("cache", Assert.Single(Expect.Complete(run).Resources).Name);
    }

    [Theory]
    [InlineData("5000")]
    [InlineData("Names.Port")]
    [InlineData("Names.Port + 0")]
    [InlineData("port")]
    [InlineData("(int)5000L")]
    [InlineData("(ushort)5000")]
    [InlineData("0x1388")]
    public void Port(string expression)
    {
        var run = Run($"var port = 5000; var shown = port;\nbuilder.AddProject<Projects.Api>(\"api\").WithHttpEndpoint({expression});");
        Assert.Equal(5000, Assert.Single(Expect.Complete(run).Resources[0].Endpoints()).Port.AsNumber);
    }

    [Theory]
    [InlineData("\"a\"", "a")]
    [InlineData("$\"{5}{true}{'c'}\"", "5Truec")]
    [InlineData("\"a\" + 5 + true + 'c'", "a5Truec")]
    [InlineData("\"a\" + null + \"b\"", "ab")]
    [InlineData("\"\"", "")]
    [InlineData("$\"{DayOfWeek.Monday}\"", "Monday")]
    [InlineData("\"\" + DayOfWeek.Monday", "Monday")]
    [InlineData("\"\" + (object)DayOfWeek.Monday", "Monday")]
    [InlineData("Outer.Multi", "line\nline")]
    public void Text(string expression, string value)
    {
        var run = Run($"builder.AddProject<Projects.Api>(\"api\").WithEnvironment(\"V\", {expression});");
        Assert.Equal(value, Value(Expect.Complete(run)).AsText);
    }

    [Theory]
    [InlineData("(string?)null")]
    [InlineData("default(string)")]
    [InlineData("nothing")]
    public void Null(string expression)
    {
        var run = Run($"string? nothing = null;\nbuilder.AddProject<Projects.Api>(\"api\").WithEnvironment(\"V\", {expression});");
        Assert.True(Value(Expect.Complete(run)).IsNone);
    }

    [Fact]
    public void Constants_of_a_referenced_assembly()
    {
        var library = HostCompilation.Library("Contracts", """namespace Contracts { public static class Names { public const string Api = "api"; public static class Ports { public const int Http = 5000; } } }""");
        var run = GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", HostCompilation.Program(
            """builder.AddProject<Projects.Api>(Contracts.Names.Api).WithHttpEndpoint(Contracts.Names.Ports.Http);"""))).AddReferences(library));
        var api = Assert.Single(Expect.Complete(run).Resources);
        Assert.Equal(("api", 5000L), (api.Name, api.Endpoints()[0].Port.AsNumber));
    }

    /// <summary>What prints differently at run time than its underlying constant must not be folded.</summary>
    [Theory]
    [InlineData("$\"{(DayOfWeek)number}\"")]
    [InlineData("$\"{-1}\"")]
    [InlineData("$\"{1.5}\"")]
    [InlineData("$\"{5:000}\"")]
    [InlineData("$\"{5,3}\"")]
    [InlineData("\"\" + (char)number")]
    [InlineData("$\"{(byte)number}\"")]
    public void Not_folded(string expression)
    {
        var run = Run($$"""
            var day = DayOfWeek.Monday; object boxed = DayOfWeek.Monday; var number = 321;
            string text = {{expression}};
            builder.AddProject<Projects.Api>("api").WithEnvironment("V", text);
            """);
        Assert.Equal(expression, Assert.Single(Expect.Late(run).Slots).Provenance.Text);
    }

    [Theory]
    [InlineData("(byte)number")]
    [InlineData("(short)number")]
    public void Conversions_that_change_the_number_are_not_followed(string expression)
    {
        var run = Run($"var number = 70000;\nbuilder.AddProject<Projects.Api>(\"api\").WithHttpEndpoint({expression});");
        Assert.Equal(expression, Assert.Single(Expect.Late(run).Slots).Provenance.Text);
    }

    private static ModelValue Value(AppGraph graph) => ((EnvironmentVariable)Assert.Single(graph.Resources[0].Environment)).Value;

    private static GeneratorTestDriver Run(string body) => GeneratorTestDriver.Run(HostCompilation.Create(
        ("Program.cs", HostCompilation.Program(body)),
        ("Names.cs", """
            public static class Names { public const string Cache = "cac" + "he"; public const int Port = 5 * 1000; public static class Inner { public static class Deep { public const string Cache = Names.Cache; } } }
            """),
        ("Outer.cs", "partial class Outer { public const string Multi = \"line\\nline\"; }"),
        ("Outer2.cs", "partial class Outer { internal const string Cache = nameof(cache); private const int cache = 1; }")));
}
