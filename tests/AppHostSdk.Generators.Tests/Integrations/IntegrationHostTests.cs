using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AppHostSdk.Tests;

/// <summary>Each integration of this repository in a host that uses all of it.</summary>
public class IntegrationHostTests
{
    public static TheoryData<string> Names => [.. RepositoryIntegrations.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_host_that_uses_all_of_an_integration_is_understood_completely(string name)
    {
        var run = Run(IntegrationHosts.Texts[name], name);

        AssertComplete(run);
        ExecutedHost.InEveryWay(run);
        Snapshot.Match(GraphText.Of(run.Graph), name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_host_uses_every_method_of_the_integration(string name)
    {
        var methods = RepositoryIntegrations.Sources(name)
            .SelectMany(file => CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            .Where(m => m.Modifiers.Any(SyntaxKind.PublicKeyword) && m.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true)
            .Where(m => ((ClassDeclarationSyntax)m.Parent!).Modifiers.Any(SyntaxKind.PublicKeyword))
            .Select(m => m.Identifier.Text)
            .Distinct()
            .ToList();

        Assert.NotEmpty(methods);
        Assert.All(methods, m => Assert.Contains($".{m}(", IntegrationHosts.Texts[name], StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_host_on_the_page_about_an_integration_is_understood_completely(string name)
    {
        var page = RepositoryIntegrations.Page(name);
        var start = page.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        var body = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];

        AssertComplete(Run(body, name));
        Assert.All(
            RepositoryIntegrations.Row(name).Attribute("Adds")!.Value.Split(", "),
            method => Assert.Contains($"`{method}", page, StringComparison.Ordinal));
    }

    /// <summary>Two of them define no type twice, and no method of one hides that of another.</summary>
    [Fact]
    public void All_integrations_are_in_one_host()
    {
        var bodies = IntegrationHosts.Texts.Values.Select((text, number) => $"static void Part{number}(IDistributedApplicationBuilder builder)\n{{\n{text}\n}}");
        var compilation = HostCompilation.Create(
            [("Program.cs", HostCompilation.Described("builder.AddRedis(\"cache\");") + "\n" + string.Join("\n", bodies)), .. RepositoryIntegrations.Of(RepositoryIntegrations.Names)]);

        Assert.All(compilation.GetDiagnostics(), d => Assert.True(d.Severity < DiagnosticSeverity.Error, d.ToString()));
    }

    private static GeneratorTestDriver Run(string body, string name) =>
        GeneratorTestDriver.Run(HostCompilation.Create([("Program.cs", HostCompilation.Described(body)), .. RepositoryIntegrations.Of(name)]));

    private static void AssertComplete(GeneratorTestDriver run)
    {
        Assert.True(run.Diagnostics.All(d => d.Severity == DiagnosticSeverity.Info), DiagnosticText.Of(run.Diagnostics));
        Assert.Empty(run.Graph.OpenParts);
    }
}
