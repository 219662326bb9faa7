using AppHostSdk.Generators;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary><c>AppHostDowngradeErrors</c>: the listed mistakes are warnings of the build, and the host checks its graph when it starts.</summary>
public class DowngradeTests
{
    private const string ProjectFile = "/app/ho;st#/Host.csproj";

    private const string TwoMistakes = """
        builder.AddParameter("a");
        builder.AddParameter("a");
        builder.AddContainer("c", "x").WithHttpEndpoint();
        """;

    public static TheoryData<string> Rules => [.. RuleCatalog.All.Where(r => !r.IsInformation).Select(r => r.Id)];

    [Theory]
    [InlineData("AHS0001")]
    [InlineData("ahs0001")]
    [InlineData(" AHS0001 ;\n AHS1003;;")]
    [InlineData("AHS1003,AHS0001")]
    public void Only_what_is_listed_is_a_warning(string listed)
    {
        var run = Run(TwoMistakes, listed);

        Assert.Equal([("AHS0001", DiagnosticSeverity.Warning), ("AHS1005", DiagnosticSeverity.Error)], run.Diagnostics.Select(d => (d.Id, d.Severity)));
        Assert.EndsWith("AppHostDowngradeErrors makes this a warning of the build; the app host refuses to start with it.", Text(run.Diagnostics[0]), StringComparison.Ordinal);
        Assert.DoesNotContain("AppHostDowngradeErrors", Text(run.Diagnostics[1]), StringComparison.Ordinal);
        Assert.Contains("HasDowngradedErrors = true,", run.Source(SitesEmitter.HintName), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_mistake_in_the_model_can_be_listed(string id) =>
        Assert.Empty(Run("", id).Diagnostics);

    [Fact]
    public void A_host_that_lists_nothing_is_not_checked_again()
    {
        var run = Run(TwoMistakes, "");
        Assert.All(run.Diagnostics, d => Assert.Equal(DiagnosticSeverity.Error, d.Severity));
        Assert.DoesNotContain("HasDowngradedErrors", run.Source(SitesEmitter.HintName), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AHS1O03", "lists 'AHS1O03', which is not the id of an error. ", " Did you mean 'AHS1003'?")]
    [InlineData("CS0246", "lists 'CS0246', which is not the id of an error. ", "when it starts.")]
    [InlineData("*", "lists '*', which is not the id of an error. ", "when it starts.")]
    [InlineData("AHS2000", "lists 'AHS2000', which cannot be downgraded. ", "when it starts.")]
    [InlineData("AHS2002", "lists 'AHS2002', which cannot be downgraded. ", "when it starts.")]
    [InlineData("AHS3003", "lists 'AHS3003', which cannot be downgraded. ", "when it starts.")]
    [InlineData("AHS4001", "lists 'AHS4001', which cannot be downgraded. ", "when it starts.")]
    [InlineData("AHS5020", "lists 'AHS5020', which cannot be downgraded. ", "when it starts.")]
    public void What_cannot_be_downgraded_is_an_error_where_it_is_listed(string listed, string part, string end)
    {
        var error = Assert.Single(Run("", listed).Diagnostics);

        Assert.Equal(("AHS3015", DiagnosticSeverity.Error), (error.Id, error.Severity));
        Assert.Contains(part, Text(error), StringComparison.Ordinal);
        Assert.EndsWith(end, Text(error), StringComparison.Ordinal);
        Assert.Equal((ProjectFile, 6), (error.Location.GetLineSpan().Path, error.Location.GetLineSpan().StartLinePosition.Line));
    }

    private static string Text(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    private static GeneratorTestDriver Run(string body, string listed) => GeneratorTestDriver.Run(
        HostCompilation.Create(("Program.cs", HostCompilation.Program(body))),
        null,
        (KnownNames.ProjectFileProperty, Uri.EscapeDataString(ProjectFile)),
        (KnownNames.DowngradedErrorsProperty, Uri.EscapeDataString(listed)),
        (KnownNames.DowngradeLineProperty, "7"));
}
