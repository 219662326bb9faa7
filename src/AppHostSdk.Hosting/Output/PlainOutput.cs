using System.Globalization;
using AppHostSdk.Planning;
using AppHostSdk.Supervision;

namespace AppHostSdk.Output;

/// <summary>Lines for people: what resources print behind their names, a line for each change of state.</summary>
internal sealed class PlainOutput : IOutput
{
    private static readonly int[] Palette = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];
    private const string Blanks = "                                ";

    private readonly TextWriter _output;
    private readonly Terminal? _terminal;
    private readonly Dictionary<string, string> _prefixes = [];
    private readonly int _width;

    /// <param name="output">Where they go.</param>
    /// <param name="names">The names that are to be expected.</param>
    /// <param name="terminal">Where they go; <see langword="null"/> for a file or a program, which get what was printed.</param>
    public PlainOutput(TextWriter output, IReadOnlyList<string> names, Terminal? terminal = null)
    {
        (_output, _terminal) = (output, terminal);
        foreach (var name in names)
        {
            _width = Math.Max(_width, name.Length);
        }

        foreach (var name in names)
        {
            var padded = Padded(name);
            var colour = Palette[_prefixes.Count % Palette.Length];
            _prefixes.TryAdd(name, terminal is { HasColours: true } ? $"\u001b[{colour}m{padded}\u001b[0m" : padded);
        }
    }

    /// <summary>In the form of the console logger that users know.</summary>
    public void Message(MessageLevel level, string text)
    {
        var word = level switch
        {
            MessageLevel.Info => "info",
            MessageLevel.Warning => "warn",
            _ => "fail",
        };
        Write(string.Concat(word, ": AppHostSdk.DistributedApplication[0]", Environment.NewLine) + string.Concat("      ", Indented(Shown(text))));
    }

    public void Line(string name, string line, bool isError) => Write($"{Prefix(name)} {(isError ? '!' : '|')} {Shown(line)}");

    public void State(ResourceState state) => Write($"{Prefix(state.Name)} * {Shown(Words(state))}");

    public void Done(PlanStep step)
    {
        // People see what it leads to: the states.
    }

    public void WaitForRoom() => (_output as BatchedWriter)?.WaitForRoom();

    public void Dispose() => _output.Dispose();

    private static string Words(ResourceState state) => state switch
    {
        { Phase: ResourcePhase.NotStarted } => "Not started",
        { Phase: ResourcePhase.Waiting, Detail: [var first, ..] detail } => char.ToUpperInvariant(first) + detail[1..],
        { Phase: ResourcePhase.FailedToStart } => $"Failed to start: {state.Detail}",
        { Phase: ResourcePhase.Running, IsHealthy: true } => With("Healthy", state.Detail),
        { Phase: ResourcePhase.Finished or ResourcePhase.Exited, ExitCode: { } code } =>
            With(string.Create(CultureInfo.InvariantCulture, $"{Word(state.Phase)} (exit code {code})"), state.Detail),
        _ => With(Word(state.Phase), state.Detail),
    };

    /// <summary>The name of a phase; the enumeration finds it by reflection, and late for the first line of a start.</summary>
    private static string Word(ResourcePhase phase) => phase switch
    {
        ResourcePhase.Starting => nameof(ResourcePhase.Starting),
        ResourcePhase.Running => nameof(ResourcePhase.Running),
        _ => phase.ToString(),
    };

    private static string With(string words, string? detail) => detail is null ? words : $"{words}  {detail}";

    private static string Indented(string text)
    {
        // Looking for all the ways in which a line can end costs more than the rest of the message.
        foreach (var character in text)
        {
            if (char.IsControl(character) || character is '\u2028' or '\u2029')
            {
                return text.ReplaceLineEndings(Environment.NewLine + "      ");
            }
        }

        return text;
    }

    private string Shown(string text) => _terminal is null ? text : _terminal.Show(text);

    private string Prefix(string name) => _prefixes.GetValueOrDefault(name) ?? Padded(name);

    /// <summary>Names end at the same column. Filling a text with blanks is compiled anew at each start, so they are cut off from some.</summary>
    private string Padded(string name) => (_width - name.Length) switch
    {
        <= 0 => name,
        var missing when missing <= Blanks.Length => string.Concat(Blanks.AsSpan(0, missing), name),
        _ => name.PadLeft(_width),
    };

    private void Write(string line)
    {
        _output.WriteLine(line);
        _output.Flush();
    }
}
