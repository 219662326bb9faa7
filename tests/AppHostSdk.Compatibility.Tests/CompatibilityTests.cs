using AppHostSdk.Tests;

namespace AppHostSdk.Compatibility;

/// <summary>What Aspire has is here, or stands in a reviewed list with the reason why not.</summary>
public class CompatibilityTests
{
    private const string Variable = SnapshotVerifier.AcceptVariable;

    private const string HowToRegenerate = $"Run these tests again with {Variable}=1, give each entry under '# {ReviewedList.NotReviewed}' a reason, and commit the lists and the page.";

    private static readonly string Page = Path.Combine(RepoRoot.Path, "docs", "compatibility.md");

    private static readonly HashSet<string> Namespaces = [.. Library.All.SelectMany(Assemblies.Namespaces)];

    private static readonly Dictionary<string, Coverage> Covered = Library.All.ToDictionary(l => l.Package, l => Coverage.Of(Assemblies.Theirs(l), Assemblies.Ours(l), Namespaces));

    private static bool Regenerates => Environment.GetEnvironmentVariable(Variable) == "1" && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(SnapshotVerifier.CiVariable));

    public static TheoryData<string> Packages => [.. Library.All.Select(l => l.Package)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void What_is_missing_is_known(string package)
    {
        var reviewed = Reviewed(package);
        var unknown = Covered[package].Missing.Select(g => g.Name).Except(reviewed.Groups.Where(g => g.Reason != ReviewedList.NotReviewed).SelectMany(g => g.Entries)).ToList();
        Assert.True(unknown.Count == 0, $"{package} has what is missing here, and no reason is given:\n{string.Join('\n', unknown)}\n{HowToRegenerate}");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void What_is_known_to_be_missing_is_missing(string package)
    {
        var entries = Reviewed(package).Groups.SelectMany(g => g.Entries).ToList();
        var there = entries.Except(Covered[package].Missing.Select(g => g.Name)).ToList();
        Assert.True(there.Count == 0, $"These are not missing any more, or not under this name:\n{string.Join('\n', there)}\n{HowToRegenerate}");
        Assert.Equal(entries.Distinct(), entries);
    }

    [Fact]
    public void The_page_says_what_is_compared()
    {
        var expected = CompatibilityPage.Print(Assemblies.AspireVersion, [.. Library.All.Select(l => (l, Covered[l.Package], Reviewed(l.Package)))]);
        if (Regenerates)
        {
            File.WriteAllText(Page, expected);
        }

        var actual = File.ReadAllText(Page);
        Assert.True(expected == actual, $"{Page} is not what the comparison says:\n{UnifiedDiff.Of(actual, expected)}\n{HowToRegenerate}");
    }

    /// <summary>The list of a package; brought up to date first where that is asked for.</summary>
    private static ReviewedList Reviewed(string package)
    {
        var file = Path.Combine(RepoRoot.Path, "tests", "AppHostSdk.Compatibility.Tests", "Missing", package + ".txt");
        var list = ReviewedList.Parse(File.Exists(file) ? File.ReadAllText(file) : "");
        if (!Regenerates)
        {
            return list;
        }

        var updated = list.Update(Covered[package].Missing);
        File.WriteAllText(file, updated.Print());
        return updated;
    }
}
