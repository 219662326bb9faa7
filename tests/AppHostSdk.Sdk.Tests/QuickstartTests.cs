using System.Text.RegularExpressions;

namespace AppHostSdk.Tests;

/// <summary>The sample that the README starts with, run by the README's command.</summary>
public partial class QuickstartTests
{
    [Fact]
    public async Task Page_shows_rows_that_came_through_the_api_and_ctrl_c_leaves_nothing()
    {
        var sample = Path.Combine(Repo.Root, "samples", "Quickstart");
        var host = Path.Combine(sample, "Quickstart.AppHost");
        await using var run = Command.Start(Repo.Root, "dotnet", ["run", "--project", host]);
        var healthy = await run.LineAsync(line => WebUrl().IsMatch(line));
        await run.LineAsync(line => line.Contains("Distributed application started.", StringComparison.Ordinal));
        Assert.DoesNotContain("AHS", run.Output, StringComparison.Ordinal);

        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri(WebUrl().Match(healthy).Groups[1].Value));
        var api = await client.GetStringAsync(new Uri(ApiUrl().Match(run.Output).Groups[1].Value + "/products"));
        var names = ProductName().Matches(api).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains(System.Net.WebUtility.HtmlEncode(name), System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal));
        Assert.Contains("Welcome to the Quickstart catalogue", page, StringComparison.Ordinal);

        var children = LivingProcess.Below(sample);
        var web = Assert.Single(children, c => c.Command.EndsWith("/Web", StringComparison.Ordinal));
        Assert.Contains("services__catalog-api__http__0=" + ApiUrl().Match(run.Output).Groups[1].Value, web.Environment);

        await run.SignalAsync("INT");
        Assert.Equal(0, await run.EndAsync());
        Assert.Empty(LivingProcess.Below(sample));
    }

    [GeneratedRegex(@"\bweb \* Healthy +(http://\S+)")]
    private static partial Regex WebUrl();

    [GeneratedRegex(@"\bcatalog-api \* Healthy +(http://\S+)")]
    private static partial Regex ApiUrl();

    [GeneratedRegex("\"name\":\"([^\"]+)\"")]
    private static partial Regex ProductName();
}
