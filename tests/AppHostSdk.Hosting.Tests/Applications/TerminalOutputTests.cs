using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>A host on a terminal of its own, whose programs print what they like.</summary>
public sealed partial class TerminalOutputTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Nothing_but_text_and_colours_gets_to_the_terminal_and_the_log_keeps_all()
    {
        var log = Path.Combine(_directory.Path, "log");

        var shown = await ShownAsync(log);

        Assert.Matches(Harmless(), shown);
        Assert.Contains("wild\u001b[0m | left alone\r\n", shown, StringComparison.Ordinal);
        Assert.Contains("wild\u001b[0m | \u001b[31mred\u001b[0m\r\n", shown, StringComparison.Ordinal);
        Assert.Contains("wild\u001b[0m | 100 %\r\n", shown, StringComparison.Ordinal);
        Assert.Contains("wild\u001b[0m | split\r\n", shown, StringComparison.Ordinal);
        Assert.Contains("wild\u001b[0m | unfinished\r\n", shown, StringComparison.Ordinal);
        Assert.Contains("\nwild | \u001bcleft \u001b[2J\u001b[?1049h\u001b[?25l\u001b]0;title\aalone\nwild | \u001b[31mred\nwild | 10 %\r100 %\n", await File.ReadAllTextAsync(log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_keeps_all()
    {
        var shown = await ShownAsync(Path.Combine(_directory.Path, "log"), "--output", "json");

        Assert.Contains(
            "\u001bcleft \u001b[2J\u001b[?1049h\u001b[?25l\u001b]0;title\aalone",
            shown.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).Where(l => l.GetProperty("kind").GetString() == "line").Select(l => l.GetProperty("text").GetString()));
    }

    /// <summary>All that a host writes to its terminal, from its start to its end.</summary>
    private static async Task<string> ShownAsync(string log, params string[] args)
    {
        string[] command = [TestPrograms.Host, "wild-output", TestPrograms.Child, "--log-file", log, .. args];
        using var script = Process.Start(new ProcessStartInfo("script", ["-qefc", string.Join(' ', command.Select(a => $"'{a}'")), "/dev/null"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Environment = { ["TERM"] = "xterm-256color", ["NO_COLOR"] = "", ["APPHOST_VERIFY"] = "" },
        })!;
        var shown = await script.StandardOutput.ReadToEndAsync().InTime();
        await script.WaitForExitAsync().InTime();
        Assert.Equal(0, script.ExitCode);
        return shown;
    }

    [GeneratedRegex("^([^\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\r\n|\u001b\\[[0-9;:]*m)*\\z")]
    private static partial Regex Harmless();
}
