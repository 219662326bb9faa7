using System.Text.RegularExpressions;
using AppHostSdk.Analyzers;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Holds catalogue, pages and release files of the advice in step.</summary>
public class AdviceCatalogTests
{
    private static readonly IReadOnlyList<DiagnosticDescriptor> Descriptors = new AdviceAnalyzer().SupportedDiagnostics;

    [Fact]
    public void All() => Snapshot.Match(string.Join("\n", AdviceCatalog.All.Select(rule => $"{rule.Id}{(AdviceCatalog.IsOffByDefault(rule) ? " (off by default)" : "")}\n  {rule.Title}\n  {rule.Message}\n")));

    [Fact]
    public void Is_a_suggestion_with_a_page_and_a_line_in_the_list()
    {
        var list = File.ReadAllText(Path.Combine(RepoRoot.Path, "docs", "diagnostics", "README.md"));
        Assert.All(Descriptors, descriptor =>
        {
            Assert.Matches("^AHS5[0-9]{3}$", descriptor.Id);
            var (severity, word) = AdviceCatalog.IsWarning(AdviceCatalog.All.Single(rule => rule.Id == descriptor.Id)) ? (DiagnosticSeverity.Warning, "warning")
                : descriptor.Id == AdviceCatalog.Misspelling.Id ? (DiagnosticSeverity.Hidden, "hidden")
                : (DiagnosticSeverity.Info, "suggestion");
            Assert.Equal(severity, descriptor.DefaultSeverity);
            Assert.EndsWith($"/docs/diagnostics/{descriptor.Id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
            var page = File.ReadAllLines(Path.Combine(RepoRoot.Path, "docs", "diagnostics", descriptor.Id + ".md"));
            Assert.Equal($"# {descriptor.Id}: {descriptor.Title}", page[0]);
            Assert.Contains($"dotnet_diagnostic.{descriptor.Id}.severity", string.Join('\n', page), StringComparison.Ordinal);
            Assert.Contains($"| [{descriptor.Id}]({descriptor.Id}.md) | {word}", list, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_certainly_does_not_work_is_a_warning() => Assert.Equal(["AHS5014", "AHS5021", "AHS5030", "AHS5040"], AdviceCatalog.All.Where(AdviceCatalog.IsWarning).Select(rule => rule.Id));

    [Fact]
    public void Is_in_the_release_notes() => Assert.Equal(
        Descriptors.Select(d => (d.Id, d.IsEnabledByDefault ? d.DefaultSeverity.ToString() : "Disabled", d.Title.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        File.ReadLines(Path.Combine(RepoRoot.Path, "src", "AppHostSdk.Analyzers", "AnalyzerReleases.Unshipped.md"))
            .Select(line => Regex.Match(line, @"^(AHS\d{4})\s*\|\s*AppHost\s*\|\s*(\w+)\s*\|\s*(.*)$"))
            .Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)));
}
