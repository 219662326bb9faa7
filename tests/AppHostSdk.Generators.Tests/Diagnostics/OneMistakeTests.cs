using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AppHostSdk.Tests;

/// <summary>One mistake is one error: what is made of a wrong thing is wrong for the same reason, and silent.</summary>
public class OneMistakeTests
{
    private static readonly Dictionary<string, string> Owners = new(StringComparer.Ordinal)
    {
        ["PostgresServerResource"] = "AddPostgres(\"server\")",
        ["RedisResource"] = "AddRedis(\"server\")",
        ["RabbitMQServerResource"] = "AddRabbitMQ(\"server\")",
    };

    /// <summary>Every call of the integrations that adds something to an application, with a hole for its name: <c>AddRedis({0})</c>.</summary>
    private static readonly List<string> AddingCalls = [.. Calls("IDistributedApplicationBuilder").Select(c => c.Call)];

    /// <summary>Every call of the integrations that takes the name of a further resource, on what it is called on.</summary>
    private static readonly List<string> FurtherCalls = [.. Calls("IResourceBuilder").Where(c => Owners.ContainsKey(c.Receiver)).Select(c => $"{Owners[c.Receiver]}.{c.Call}")];

    public static TheoryData<string> Adding => [.. AddingCalls];

    public static TheoryData<string> Further => [.. FurtherCalls];

    [Fact]
    public void All_integrations_are_looked_at()
    {
        Assert.All(
            ["AddRedis({0})", "AddPostgres({0})", "AddRabbitMQ({0})", "AddNodeApp({0}, \"x\", \"x\")", "AddJavaScriptApp({0}, \"x\")", "AddViteApp({0}, \"x\")"],
            call => Assert.Contains(call, AddingCalls));
        Assert.All(
            ["AddPostgres(\"server\").AddDatabase({0})", "AddPostgres(\"server\").WithPgAdmin(containerName: {0})", "AddRedis(\"server\").WithRedisInsight(containerName: {0})"],
            call => Assert.Contains(call, FurtherCalls));
    }

    [Theory]
    [MemberData(nameof(Adding))]
    public void A_name_that_two_resources_have_is_said_once(string call)
    {
        var run = Run($"builder.{Named(call, "cache")};\nbuilder.{Named(call, "cache")};");
        Assert.Equal("AHS0001", Assert.Single(Errors(run)).Id);
        Assert.StartsWith("A resource named 'cache' is already declared.", Expect.Message(Errors(run)[0]), StringComparison.Ordinal);
        Assert.Equal(3, Errors(run)[0].Location.GetLineSpan().StartLinePosition.Line);
    }

    [Theory]
    [MemberData(nameof(Adding))]
    [MemberData(nameof(Further))]
    public void A_name_that_is_not_valid_is_said_once(string call)
    {
        var run = Run($"builder.{Named(call, "my cache")};");
        var error = Assert.Single(Errors(run));
        Assert.Equal("AHS0002", error.Id);
        Assert.StartsWith("'my cache' is not a valid resource name: ", Expect.Message(error), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Adding))]
    [MemberData(nameof(Further))]
    public void A_name_that_is_right_is_right(string call) => Assert.Empty(Errors(Run($"builder.{Named(call, "cache")};")));

    [Theory]
    [InlineData("""Add("a b");""", "AHS0002")]
    [InlineData("""var name = "a b"; builder.AddContainer(name, "x"); builder.AddParameter(name + "-key"); builder.AddParameter(string.Concat(name, "-", "more").ToLowerInvariant());""", "AHS0002")]
    [InlineData("""const string Name = "a b"; builder.AddContainer(Name, "x"); builder.AddParameter(Name + "-key"); builder.AddParameter($"{Name}-more");""", "AHS0002")]
    [InlineData("""var c = builder.AddContainer("a b", "x"); builder.AddParameter($"{c.Resource.Name}-key"); c.WithContainerName(c.Resource.Name).WithHttpEndpoint(targetPort: 80, name: c.Resource.Name);""", "AHS0002")]
    [InlineData("""foreach (var name in new[] { "a", "a" }) Add(name);""", "AHS0001")]
    [InlineData("""Add("a"); Add("a");""", "AHS0001")]
    [InlineData("""var name = "a"; builder.AddContainer(name, "x"); builder.AddParameter($"{name}-key"); builder.AddContainer(name, "x"); builder.AddParameter($"{name}-key");""", "AHS0001")]
    [InlineData("""builder.AddContainer("a", "x").WithContainerName("c"); builder.AddContainer("a", "x").WithContainerName("c");""", "AHS0001")]
    [InlineData("""builder.AddContainer("a", "x").WithEndpoint(port: 70000, targetPort: 1, name: "e"); builder.AddContainer("b", "x").WithEndpoint(port: 7000, targetPort: 1, name: "e");""", "AHS1012")]
    [InlineData("""builder.AddContainer("a", "X").WithImageTag("7"); builder.AddProject<Projects.Api>("b");""", "AHS1013")]
    public void What_is_made_of_it_is_silent(string body, string id)
    {
        const string Helper = """
            void Add(string name) { var key = builder.AddParameter($"{name}-key", secret: true); builder.AddContainer(name, "x").WithEnvironment("KEY", key).WithContainerName($"{name}-container"); }
            """;
        Assert.Equal(id, Assert.Single(Errors(Run(body + "\n" + Helper))).Id);
    }

    [Theory]
    [InlineData("""builder.AddContainer("a b", "x"); builder.AddParameter("a b-key");""", "AHS0002 AHS0002")]
    [InlineData("""builder.AddContainer("a", "x"); builder.AddParameter("a--key");""", "AHS0002")]
    [InlineData("""var name = "a"; builder.AddContainer(name, "x"); builder.AddParameter($"{name}--key");""", "AHS0002")]
    [InlineData("""builder.AddParameter("cache-password"); builder.AddRedis("cache");""", "AHS0001")]
    [InlineData("""var name = "x12345678901234567890123456789012345678901234567890123456789012"; builder.AddRedis(name);""", "AHS0002")]
    [InlineData("""builder.AddContainer("a", "x"); builder.AddContainer("a", "x"); builder.AddContainer("a", "x");""", "AHS0001 AHS0001")]
    [InlineData("""builder.AddContainer("a", "x").WithHttpEndpoint(port: 80, targetPort: 1); builder.AddContainer("a", "x").WithHttpEndpoint(port: 80, targetPort: 1);""", "AHS0001 AHS1004")]
    public void What_is_wrong_by_itself_is_said(string body, string ids) =>
        Assert.Equal(ids, string.Join(' ', Errors(Run(body)).Select(d => d.Id)));

    /// <summary>A conditional mistake of the one does not hide that the other is always wrong.</summary>
    [Fact]
    public void What_is_wrong_in_more_runs_is_said_as_well()
    {
        var run = Run("""
            var name = "cache";
            if (builder.Configuration["A"] == "1") builder.AddContainer(name, "x");
            if (builder.Configuration["B"] == "1") builder.AddContainer(name, "x");
            builder.AddParameter($"{name}-key");
            builder.AddParameter($"{name}-key");
            """);
        Assert.Equal(
            [("AHS0001", DiagnosticSeverity.Warning), ("AHS0001", DiagnosticSeverity.Error)],
            run.Diagnostics.Select(d => (d.Id, d.Severity)));
    }

    private static string Named(string call, string name) => string.Format(CultureInfo.InvariantCulture, call, $"\"{name}\"");

    private static List<Diagnostic> Errors(GeneratorTestDriver run) => [.. run.Diagnostics.Where(d => d.Severity != DiagnosticSeverity.Info)];

    private static GeneratorTestDriver Run(string body) => GeneratorTestDriver.Run(
        HostCompilation.Create([("Program.cs", "using Microsoft.Extensions.Configuration;\n" + HostCompilation.Program(body)), .. RepositoryIntegrations.Files]));

    /// <summary>The public methods of the integrations on a type that take the name of a resource, as calls with a hole for it.</summary>
    private static IEnumerable<(string Receiver, string Call)> Calls(string receiver) =>
        from file in RepositoryIntegrations.Files
        from method in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.Modifiers.Any(SyntaxKind.PublicKeyword) && method.ParameterList.Parameters is [{ Type: { } type }, ..] && IsOn(type, receiver)
        let parameters = method.ParameterList.Parameters
        let name = parameters.FirstOrDefault(p => p.AttributeLists.ToString().Contains("ResourceName", StringComparison.Ordinal) || p.Identifier.ValueText == "containerName")
        where name is not null
        let arguments = parameters.Skip(1)
            .Where(p => p == name || p.Default is null)
            .Select(p => p != name ? "\"x\"" : p.Default is null ? "{0}" : $"{p.Identifier.ValueText}: {{0}}")
        select (Receiver: parameters[0].Type is GenericNameSyntax { TypeArgumentList.Arguments: [var of] } ? of.ToString() : "", Call: $"{method.Identifier.ValueText}({string.Join(", ", arguments)})");

    private static bool IsOn(TypeSyntax type, string name) => type is SimpleNameSyntax simple && simple.Identifier.ValueText == name;
}
