using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AppHostSdk.Tests;

/// <summary>The sample that the README starts with, run by the README's command.</summary>
public partial class QuickstartTests
{
    [Fact]
    public async Task Page_shows_rows_that_came_through_the_api_and_ctrl_c_leaves_nothing()
    {
        var host = Path.Combine(Repo.Root, "samples", "Quickstart", "Quickstart.AppHost");
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

        var children = Running(host);
        var web = Assert.Single(children, c => c.Command.EndsWith("/Web", StringComparison.Ordinal));
        Assert.Contains("services__catalog-api__http__0=" + ApiUrl().Match(run.Output).Groups[1].Value, web.Environment);

        await run.SignalAsync("INT");
        Assert.Equal(0, await run.EndAsync());
        Assert.Empty(Running(host));
    }

    /// <summary>The living processes that run something of the sample, from the system's own table.</summary>
    private static List<(string Command, string[] Environment)> Running(string host)
    {
        var sample = Path.GetDirectoryName(host)! + "/";
        var found = new List<(string, string[])>();
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                var directory = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}");
                try
                {
                    var command = File.ReadAllText($"{directory}/cmdline").Split('\0')[0];
                    if (command.StartsWith(sample, StringComparison.Ordinal))
                    {
                        found.Add((command, File.ReadAllText($"{directory}/environ").Split('\0')));
                    }
                }
                catch (IOException)
                {
                    // It ended while it was looked at.
                }
                catch (UnauthorizedAccessException)
                {
                    // Another user's process is none of ours.
                }
            }
        }

        return found;
    }

    [GeneratedRegex(@"\bweb \* Healthy +(http://\S+)")]
    private static partial Regex WebUrl();

    [GeneratedRegex(@"\bcatalog-api \* Healthy +(http://\S+)")]
    private static partial Regex ApiUrl();

    [GeneratedRegex("\"name\":\"([^\"]+)\"")]
    private static partial Regex ProductName();
}
