using System.Globalization;
using AppHostSdk.Execution;

namespace AppHostSdk.Console;

/// <summary>Lines for people: what resources print behind their names, a line for each change of state.</summary>
/// <param name="output">Where they go.</param>
/// <param name="names">The names that are to be expected.</param>
/// <param name="colours">Names are coloured.</param>
internal sealed class PlainOutput(TextWriter output, IReadOnlyList<string> names, bool colours) : IOutput
{
    private static readonly int[] Palette = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];
    private readonly int _width = names.Select(n => n.Length).DefaultIfEmpty(0).Max();
    private readonly Dictionary<string, int> _colour = names.Distinct().Index().ToDictionary(n => n.Item, n => Palette[n.Index % Palette.Length]);

    /// <summary>In the form of the console logger that users know.</summary>
    public void Message(MessageLevel level, string text)
    {
        var word = level switch
        {
            MessageLevel.Info => "info",
            MessageLevel.Warning => "warn",
            _ => "fail",
        };
        Write($"{word}: AppHostSdk.DistributedApplication[0]{Environment.NewLine}      {text.ReplaceLineEndings(Environment.NewLine + "      ")}");
    }

    public void Line(string name, string line, bool isError) => Write($"{Prefix(name)} {(isError ? '!' : '|')} {line}");

    public void State(ResourceState state) => Write($"{Prefix(state.Name)} * {Words(state)}");

    public void Dispose() => output.Dispose();

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
        output.WriteLine(line);
        output.Flush();
    }
}
