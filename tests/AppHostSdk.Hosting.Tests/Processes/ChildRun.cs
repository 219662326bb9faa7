using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Processes;

/// <summary>A program that a test started, and what it printed. Whatever is left of it ends with the test.</summary>
internal sealed class ChildRun : IAsyncDisposable
{
    private readonly IRunningProgram _program;

    private ChildRun(ProcessSpec spec)
    {
        _program = new LinuxProcessLauncher().Start(spec, (line, isError) => Printed.Add((line, isError)));
    }

    /// <summary>The lines so far, and whether each came over standard error.</summary>
    public EventLog<(string Text, bool IsError)> Printed { get; } = new();

    public IEnumerable<string> Output => Printed.Events.Where(l => !l.IsError).Select(l => l.Text);

    public IEnumerable<string> Errors => Printed.Events.Where(l => l.IsError).Select(l => l.Text);

    public IRunningProgram Program => _program;

    public int Pid => ((RunningProcess)_program).Pid;

    public Task<int> Exited => ExitedAsync();

    private async Task<int> ExitedAsync() => (await _program.Exited.InTime()).ExitCode;

    public static ChildRun Start(params string[] steps) => Start(Spec(steps));

    public static ChildRun Start(ProcessSpec spec) => new(spec);

    public static ChildRun Shell(string script) => Start(Spec() with { FileName = "sh", Arguments = ["-c", script] });

    /// <summary>TestChild with <paramref name="steps"/>.</summary>
    public static ProcessSpec Spec(params string[] steps) => new()
    {
        Name = "child",
        FileName = TestPrograms.Child,
        Arguments = steps,
        WorkingDirectory = TestPrograms.ChildDirectory,
    };

    public async Task UntilPrinted(string line) => await Printed.Until(l => l.Text == line);

    /// <summary>Waits for a line <c>name pid</c> and gives the process of that number.</summary>
    public async Task<ProcessIdentity> UntilPrintedPid(string name)
    {
        var pattern = new Regex($"^{name} ([0-9]+)$");
        await Printed.Until(l => pattern.IsMatch(l.Text));
        var pid = Printed.Events.Select(l => pattern.Match(l.Text)).First(m => m.Success).Groups[1].Value;
        return ProcessIdentity.Of(int.Parse(pid, CultureInfo.InvariantCulture)) ?? throw new InvalidOperationException($"{name} {pid} has ended already.");
    }

    public async Task<Dictionary<string, int>> UntilIds()
    {
        await Printed.Until(l => l.Text.StartsWith('{'));
        return JsonSerializer.Deserialize<Dictionary<string, int>>(Output.First(l => l.StartsWith('{')))!;
    }

    public Task StopAsync(TimeSpan? grace = null, CancellationToken hurry = default) =>
        _program.StopAsync(grace ?? Patience.Limit, hurry).InTime();

    public async ValueTask DisposeAsync() => await _program.DisposeAsync().AsTask().InTime();
}
