using System.Globalization;
using System.Text.RegularExpressions;
using AppHostSdk.Generators;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

public class DiagnosticCatalogTests
{
    public static TheoryData<string> Ids => [.. DiagnosticCatalog.All.Select(d => d.Id)];

    [Fact]
    public void All() => Snapshot.Match(string.Join("\n", DiagnosticCatalog.All.Select(d => $"""
        {d.Id} {d.DefaultSeverity}{(d.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable) ? ", cannot be switched off" : "")}
          {d.Title.ToString(CultureInfo.InvariantCulture)}
          {d.MessageFormat.ToString(CultureInfo.InvariantCulture)}

        """)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_page_that_its_link_leads_to(string id)
    {
        var descriptor = DiagnosticCatalog.All.Single(d => d.Id == id);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        var page = Path.Combine(RepoRoot.Path, "docs", "diagnostics", id + ".md");
        Assert.True(File.Exists(page), $"There is no {page}.");
        Assert.Contains(id, File.ReadLines(page).First(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Is_in_the_release_notes(string id)
    {
        var descriptor = DiagnosticCatalog.All.Single(d => d.Id == id);
        Assert.Contains((id, descriptor.Category, descriptor.DefaultSeverity.ToString()), Released);
    }

    [Fact]
    public void The_release_notes_have_nothing_else() =>
        Assert.Equal(DiagnosticCatalog.All.Select(d => d.Id), Released.Select(r => r.Id));

    [Fact]
    public void Rules_are_errors_in_the_ranges_of_names_graph_and_files() =>
        Assert.All(RuleCatalog.All.Where(r => !r.IsInformation), rule =>
        {
            var descriptor = DiagnosticCatalog.Of(rule);
            Assert.Equal((rule.Id, DiagnosticSeverity.Error, true), (descriptor.Id, descriptor.DefaultSeverity, descriptor.IsEnabledByDefault));
            Assert.Matches("^AHS[014][0-9]{3}$", rule.Id);
        });

    [Fact]
    public void Information_is_advice_that_can_be_switched_off() =>
        Assert.All(RuleCatalog.All.Where(r => r.IsInformation), rule =>
        {
            var descriptor = DiagnosticCatalog.Of(rule);
            Assert.Equal((DiagnosticSeverity.Info, true), (descriptor.DefaultSeverity, descriptor.IsEnabledByDefault));
            Assert.DoesNotContain(WellKnownDiagnosticTags.NotConfigurable, descriptor.CustomTags);
            Assert.Matches("^AHS5[0-9]{3}$", rule.Id);
        });

    private static List<(string Id, string Category, string Severity)> Released { get; } =
    [
        .. new[] { "Shipped", "Unshipped" }
            .SelectMany(kind => File.ReadLines(Path.Combine(RepoRoot.Path, "src", "AppHostSdk.Generators", $"AnalyzerReleases.{kind}.md")))
            .Select(line => Regex.Match(line, @"^(AHS\d{4})\s*\|\s*(\w+)\s*\|\s*(\w+)\s*\|"))
            .Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)),
    ];
}
