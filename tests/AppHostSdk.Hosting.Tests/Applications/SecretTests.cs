using System.Diagnostics;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>What becomes of secrets in a host with real children: they reach those who are entitled to them, and nothing else.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Canary = "c&nary+7f3/x";
    private const string Outside = "Server=db;Password=outside-7f3";
    private const string Given = "given-default-secret";
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Secret_is_in_the_environment_of_those_who_are_entitled_to_it_and_nowhere_else()
    {
        await using var host = HostRun.Start(
            "secrets",
            [$"--Reports={_directory.Path}"],
            ("Parameters__canary", Canary),
            ("ConnectionStrings__outside", Outside),
            ("DOTNET_Parameters__given", "overridden below"),
            ("Parameters__given", Given));
        await host.Lines.Until(l => l.Contains("entitled |", StringComparison.Ordinal));
        await host.Lines.Until(l => l.StartsWith("bystander * Finished", StringComparison.Ordinal));
        await host.UntilPrinted("Press Ctrl+C to shut down.");

        var entitled = ChildReport.Read(_directory["entitled"]);
        Assert.Equal(
            [Canary, $"Password={Canary};Host=x", "amqp://guest:c%26nary%2B7f3%2Fx@localhost", Outside, Given],
            entitled.Values("PLAIN", "EXPRESSION", "URI", "ConnectionStrings__outside", "GIVEN"));
        Assert.Null(entitled.Environment.GetValueOrDefault("Parameters__canary"));
        Assert.DoesNotContain(ChildReport.Read(_directory["bystander"]).Environment, v => Secrets.Any(s => v.Value.Contains(s, StringComparison.Ordinal)));
        foreach (var process in host.Processes)
        {
            Assert.DoesNotContain("7f3", await File.ReadAllTextAsync($"/proc/{process.Pid}/cmdline"), StringComparison.Ordinal);
        }

        host.Send(HostRun.Interrupt);
        Assert.Equal(1, await host.ExitAsync());

        Assert.Contains(
            "entitled | {\"ConnectionStrings__outside\":\"***\",\"EXPRESSION\":\"Password=***;Host=x\",\"GIVEN\":\"***\",\"PLAIN\":\"***\",\"URI\":\"amqp://guest:***@localhost\"}",
            host.Lines.Events.Select(l => l.TrimStart()));
        Assert.DoesNotContain(host.Lines.Events, l => Secrets.Any(s => l.Contains(s, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Person_at_a_real_terminal_is_asked_and_a_secret_is_not_shown()
    {
        // script gives the host a terminal; what is typed comes through its standard input.
        var log = _directory["typescript"];
        using var terminal = Process.Start(new ProcessStartInfo("script", ["-qefc", $"'{TestPrograms.Host}' secrets '{TestPrograms.Child}' --Reports='{_directory.Path}'", log])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        var output = new EventLog<string>();
        var reading = ReadAsync();
        try
        {
            await AnswerAsync();
        }
        finally
        {
            terminal.Kill(entireProcessTree: true);
        }

        await reading.InTime();
        Assert.Equal(["typed-7f3", "other-7f3"], ChildReport.Read(_directory["entitled"]).Values("PLAIN", "ConnectionStrings__outside"));
        Assert.DoesNotContain("7f3", string.Concat(output.Events), StringComparison.Ordinal);

        async Task AnswerAsync()
        {
            await output.UntilAll(all => string.Concat(all).Contains("Parameter 'canary' has no value. Value (not shown): ", StringComparison.Ordinal));
            await terminal.StandardInput.WriteAsync("typed-7f3\r");
            await output.UntilAll(all => string.Concat(all).Contains("Connection string 'outside' has no value. Value (not shown): ", StringComparison.Ordinal));
            await terminal.StandardInput.WriteAsync("other-7f3\r");
            await output.UntilAll(all => string.Concat(all).Contains("\"GIVEN\":", StringComparison.Ordinal) && string.Concat(all).Contains("Press Ctrl+C to shut down.", StringComparison.Ordinal));
            await terminal.StandardInput.WriteAsync("\u0003");
            using var patience = new CancellationTokenSource(Patience.Limit);
            await terminal.WaitForExitAsync(patience.Token);
        }

        async Task ReadAsync()
        {
            var buffer = new char[1024];
            int count;
            while ((count = await terminal.StandardOutput.ReadAsync(buffer)) > 0)
            {
                output.Add(new string(buffer, 0, count));
            }
        }
    }

    private static string[] Secrets => [Canary, "c%26nary%2B7f3%2Fx", "outside-7f3", Given];
}
