using System.Text.RegularExpressions;
using AppHostSdk.Model;

namespace AppHostSdk.Tests;

/// <summary>The page that says where each mistake is found names ids and tests that exist, and leaves no rule out.</summary>
public class CoverageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepoRoot.Path, "docs", "diagnostics", "coverage.md"));

    private static readonly Lazy<Dictionary<string, string>> Classes = new(() => Directory
        .EnumerateFiles(Path.Combine(RepoRoot.Path, "tests"), "*Tests*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .GroupBy(file => Path.GetFileName(file).Split('.')[0])
        .ToDictionary(group => group.Key, group => string.Concat(group.Select(File.ReadAllText))));

    public static TheoryData<string> Tests => [.. Regex.Matches(Page, @"`(\w+Tests\.\w+)`").Select(m => m.Groups[1].Value).Distinct()];

    /// <summary>The rows about mistakes that are found: what is wrong there, and right, is tested.</summary>
    public static IEnumerable<object[]> Rows =>
        Page.Split("## Not found")[0].Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal) && !line.EndsWith("| right |", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .Select(cells => new object[] { cells[^3], cells[^2], cells[^1] });

    [Theory]
    [MemberData(nameof(Tests))]
    public void Names_a_test_that_exists(string test)
    {
        var (name, method) = (test.Split('.')[0], test.Split('.')[1]);
        Assert.True(Classes.Value.TryGetValue(name, out var text), $"There is no {name}.");
        Assert.Matches($@"\b{method}\(", text);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Has_a_wrong_and_a_right_program(string here, string wrong, string right)
    {
        Assert.Matches(@"`\w+Tests\.\w+`", wrong);
        Assert.Matches(@"`\w+Tests\.\w+`", right);
        Assert.All(Regex.Matches(here, @"\[(AHS\d{4})\]\((AHS\d{4}\.md)\)"), link =>
        {
            Assert.Equal(link.Groups[1].Value + ".md", link.Groups[2].Value);
            Assert.True(File.Exists(Path.Combine(RepoRoot.Path, "docs", "diagnostics", link.Groups[2].Value)));
        });
    }

    [Fact]
    public void Leaves_no_rule_out() =>
        Assert.All(RuleCatalog.All.Concat(AdviceCatalog.All), rule => Assert.Contains($"[{rule.Id}]({rule.Id}.md)", Page.Split("## Not found")[0], StringComparison.Ordinal));
}
