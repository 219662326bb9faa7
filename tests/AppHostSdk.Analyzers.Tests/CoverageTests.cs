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

    /// <summary>What the page says of the severity, where it says it directly behind the id.</summary>
    public static IEnumerable<object[]> Severities => Regex.Matches(Page, @"\[(AHS[015]\d{3})\]\(AHS\d{4}\.md\) (error|warning|suggestion)")
        .Select(m => new object[] { m.Groups[1].Value, m.Groups[2].Value })
        .DistinctBy(pair => string.Join(' ', pair));

    /// <summary>What the page says is not there.</summary>
    public static TheoryData<string> Missing => [.. Regex.Matches(Page, @"there (?:is|are) no ((?:`\w+`(?:, )?)+)").SelectMany(m => Regex.Matches(m.Groups[1].Value, @"\w+").Select(n => n.Value))];

    /// <summary>What the page says can be called on containers only.</summary>
    public static TheoryData<string> OfContainers => [.. Regex.Matches(Page, @"only containers have ((?:`\w+`(?:, )?)+)").SelectMany(m => Regex.Matches(m.Groups[1].Value, @"\w+").Select(n => n.Value))];

    [Theory]
    [MemberData(nameof(Severities))]
    public void Says_how_severe_it_is(string id, string severity)
    {
        var advice = AdviceCatalog.All.SingleOrDefault(r => r.Id == id);
        var isError = advice is null && RuleCatalog.All.All(r => r.Id != id || !r.IsInformation);
        Assert.Equal(isError ? "error" : advice is not null && AdviceCatalog.IsWarning(advice) ? "warning" : "suggestion", severity);
    }

    [Theory]
    [MemberData(nameof(Missing))]
    public void What_it_says_is_not_there_is_not_there(string name)
    {
        Assert.DoesNotContain(Public, t => t.Name.Split('`')[0] == name || t.GetMembers().Any(m => m.Name == name));
        Assert.DoesNotContain(Integrations.Value, text => Regex.IsMatch(text, $@"\b{name}\b"));
    }

    [Theory]
    [MemberData(nameof(OfContainers))]
    public void What_it_says_is_for_containers_takes_nothing_else(string name)
    {
        var methods = Public.SelectMany(t => t.GetMethods()).Where(m => m.Name == name).ToList();
        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.Equal([typeof(ContainerResource)], Assert.Single(method.GetGenericArguments()).GetGenericParameterConstraints()));
    }

    [Fact]
    public void What_is_not_there_is_said_by_its_name()
    {
        var claims = Page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && Regex.IsMatch(line, "there (is|are) no ")).ToList();
        Assert.NotEmpty(claims);
        Assert.All(
            claims.SelectMany(line => Regex.Matches(line, "there (?:is|are) no (?<rest>.)").Select(m => (line, m.Groups["rest"].Value))),
            claim => Assert.True(claim.Value == "`", claim.line));
    }

    [Fact]
    public void Has_every_mistake_of_Aspire()
    {
        var numbers = Page.Split('\n').SelectMany(line => Regex.Match(line, @"^\| ([0-9, b]+) \|").Groups[1].Value.Split(", ")).ToHashSet();
        Assert.DoesNotContain(Enumerable.Range(1, 60), n => !numbers.Contains($"{n}"));
    }

    private static readonly Type[] Public = typeof(DistributedApplication).Assembly.GetExportedTypes();

    private static readonly Lazy<IReadOnlyList<string>> Integrations = new(() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(RepoRoot.Path, "src", "integrations"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllText),
    ]);

    [Fact]
    public void Leaves_no_rule_out() =>
        Assert.All(RuleCatalog.All.Concat(AdviceCatalog.All), rule => Assert.Contains($"[{rule.Id}]({rule.Id}.md)", Page.Split("## Not found")[0], StringComparison.Ordinal));
}
