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

    [Fact]
    public async Task It_does_what_was_planned()
    {
        var host = Path.Combine(Repo.Root, "samples", "Quickstart", "Quickstart.AppHost");
        var (built, output) = await Command.RunAsync(Repo.Root, "dotnet", ["build", host]);
        Assert.True(built == 0, output);

        var steps = await ExecutedPlan.AssertAsync(host);

        Assert.Equal(
            [
                "1 StartProcess catalog-migrations",
                "2 Complete catalog-migrations",
                "3 StartProcess catalog-api",
                "4 BecomeHealthy catalog-api",
                "5 StartProcess web",
                "6 BecomeHealthy web",
            ],
            steps);
    }

    [Fact]
    public async Task Two_isolated_copies_run_at_once_and_neither_ends_the_other()
    {
        var sample = Path.Combine(Repo.Root, "samples", "Quickstart");
        var host = Path.Combine(sample, "Quickstart.AppHost");
        var (built, output) = await Command.RunAsync(Repo.Root, "dotnet", ["build", host]);
        Assert.True(built == 0, output);
        await using var one = Command.Start(Repo.Root, "dotnet", ["run", "--no-build", "--project", host, "--", "--isolated"]);
        await using var other = Command.Start(Repo.Root, "dotnet", ["run", "--no-build", "--project", host, "--", "--isolated"]);
        using var client = new HttpClient();
        var (first, second) = (await WebOfAsync(one), await WebOfAsync(other));
        Assert.NotEqual(first, second);
        await AssertServesAsync(first);
        await AssertServesAsync(second);
        Assert.Equal(2, LivingProcess.Below(sample).Count(c => c.Command.EndsWith("/Web", StringComparison.Ordinal)));

        await one.SignalAsync("INT");
        Assert.Equal(0, await one.EndAsync());

        await AssertServesAsync(second);
        await other.SignalAsync("INT");
        Assert.Equal(0, await other.EndAsync());
        Assert.Empty(LivingProcess.Below(sample));

        async Task<Uri> WebOfAsync(Command run) => new(WebUrl().Match(await run.LineAsync(line => WebUrl().IsMatch(line))).Groups[1].Value);

        async Task AssertServesAsync(Uri web) =>
            Assert.Contains("Welcome to the Quickstart catalogue", await client.GetStringAsync(web), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bweb \* Healthy +(http://\S+)")]
    private static partial Regex WebUrl();

    [GeneratedRegex(@"\bcatalog-api \* Healthy +(http://\S+)")]
    private static partial Regex ApiUrl();

    [GeneratedRegex("\"name\":\"([^\"]+)\"")]
    private static partial Regex ProductName();
}
