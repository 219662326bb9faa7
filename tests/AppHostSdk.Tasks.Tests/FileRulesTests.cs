using AppHostSdk.Tests;

namespace AppHostSdk.Tasks.Tests;

public class FileRulesTests
{
    public static TheoryData<string> Ids => [.. FileRules.All.Select(r => r.Id)];

    [Fact]
    public void Ids_are_in_order_and_in_the_range_of_this_task()
    {
        var ids = FileRules.All.Select(r => r.Id).ToList();
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^AHS40[12][0-9]$", id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_page_that_its_link_leads_to_and_a_line_in_the_index(string id)
    {
        var rule = FileRules.All.Single(r => r.Id == id);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", FileRules.HelpLink(rule), StringComparison.Ordinal);
        var docs = Path.Combine(RepoRoot.Path, "docs", "diagnostics");
        Assert.Equal($"# {id}: {rule.Title}", File.ReadLines(Path.Combine(docs, id + ".md")).First());
        Assert.Single(File.ReadLines(Path.Combine(docs, "README.md")), line => line.StartsWith($"| [{id}]({id}.md) |", StringComparison.Ordinal) && line.EndsWith($"| {rule.Title} |", StringComparison.Ordinal));
    }
}
