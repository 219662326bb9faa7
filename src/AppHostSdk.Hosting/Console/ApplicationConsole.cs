using System.Globalization;
using AppHostSdk.Configuration;
using AppHostSdk.Execution;

namespace AppHostSdk.Console;

/// <summary>
/// What people see: the lines of every resource behind its name, and a line for each change of state. One line is one write,
/// so lines of different resources never mix.
/// </summary>
internal sealed class ApplicationConsole(TextWriter output, IReadOnlyList<string> names, bool colours)
{
    private static readonly int[] Palette = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];
    private readonly Lock _lock = new();
    private readonly int _width = names.Select(n => n.Length).DefaultIfEmpty(0).Max();
    private readonly Dictionary<string, int> _colour = names.Distinct().Index().ToDictionary(n => n.Item, n => Palette[n.Index % Palette.Length]);

    /// <summary>Hides secrets in everything that is printed.</summary>
    public SecretMask Mask { get; set; } = SecretMask.None;

    /// <summary>Colours are for terminals whose user does not object (NO_COLOR, https://no-color.org).</summary>
    public static ApplicationConsole ForStandardOutput(IReadOnlyList<string> names) =>
        new(System.Console.Out, names, !System.Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>A message of the host itself, in the form of the console logger that users know.</summary>
    public void Info(string message) => Write($"info: AppHostSdk.DistributedApplication[0]{Environment.NewLine}      {message}");

    /// <summary>A failure of the host itself.</summary>
    public void Error(string message) => Write($"fail: AppHostSdk.DistributedApplication[0]{Environment.NewLine}      {message.ReplaceLineEndings(Environment.NewLine + "      ")}");

    /// <summary>A line that a resource printed.</summary>
    public void Line(string name, string line, bool isError) => Write($"{Prefix(name)} {(isError ? '!' : '|')} {line}");

    /// <summary>A change of a resource's state.</summary>
    public void State(ResourceState state) => Write($"{Prefix(state.Name)} * {Words(state)}");

    private static string Words(ResourceState state) => state switch
    {
        { Phase: ResourcePhase.NotStarted } => "Not started",
        { Phase: ResourcePhase.Waiting, Detail: [var first, ..] detail } => char.ToUpperInvariant(first) + detail[1..],
        { Phase: ResourcePhase.FailedToStart } => $"Failed to start: {state.Detail}",
        { Phase: ResourcePhase.Running, IsHealthy: true } => With("Healthy", state.Detail),
        { Phase: ResourcePhase.Finished or ResourcePhase.Exited, ExitCode: { } code } =>
            With(string.Create(CultureInfo.InvariantCulture, $"{state.Phase} (exit code {code})"), state.Detail),
        _ => With(state.Phase.ToString(), state.Detail),
    };

    private static string With(string words, string? detail) => detail is null ? words : $"{words}  {detail}";

    private string Prefix(string name)
    {
        var padded = name.PadLeft(_width);
        return colours && _colour.TryGetValue(name, out var colour) ? $"\u001b[{colour}m{padded}\u001b[0m" : padded;
    }

    private void Write(string line)
    {
        lock (_lock)
        {
            output.WriteLine(Mask.Apply(line));
            output.Flush();
        }
    }
}
