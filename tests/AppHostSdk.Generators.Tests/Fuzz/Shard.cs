using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace AppHostSdk.Tests;

/// <summary>
/// A range of seeds with a file that says which of them are done, so that a run can be stopped and continued, and a seed that
/// ended the process by force is not tried again but reported.
/// </summary>
internal sealed class Shard
{
    private readonly string _file;
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _failures = [];
    private int _next;
    private int _retried = -1;

    /// <param name="name">The name of the file.</param>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many seeds.</param>
    public Shard(string name, int first, int count)
    {
        (First, Count) = (first, count);
        _file = Path.Combine(Directory.FullName, $"{name}.{first.ToString(CultureInfo.InvariantCulture)}.txt");
        Read();
    }

    public int First { get; }

    public int Count { get; }

    public bool IsDone => _next >= Count;

    public IReadOnlyList<string> Failures => _failures;

    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Where the files are: <c>APPHOST_FUZZ_STATE</c>, else a directory that is not in version control.</summary>
    public static DirectoryInfo Directory { get; } = System.IO.Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("APPHOST_FUZZ_STATE") ?? Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../artifacts/fuzz"));

    /// <summary>Goes on until all seeds are done or the time is over.</summary>
    /// <param name="check">Checks a seed and says how far its program came.</param>
    /// <param name="limit">No seed is begun after this time.</param>
    public void Continue(Func<int, Fate> check, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        for (; !IsDone && clock.Elapsed < limit; _next++)
        {
            var seed = First + _next;
            File.WriteAllText(_file + ".current", FormattableString.Invariant($"{seed} {(seed == _retried ? 2 : 1)}"));
            try
            {
                var fate = check(seed).ToString();
                _counts[fate] = _counts.GetValueOrDefault(fate) + 1;
            }
            catch (FuzzException e)
            {
                _failures.Add($"seed {seed.ToString(CultureInfo.InvariantCulture)}");
                File.WriteAllText(Path.Combine(Directory.FullName, $"failure.{seed.ToString(CultureInfo.InvariantCulture)}.txt"), e.Message);
            }

            Write(_next + 1);
        }

        Write(_next);
        File.Delete(_file + ".current");
    }

    /// <summary>All or nothing: the process may be ended at any moment.</summary>
    private void Write(int next)
    {
        File.WriteAllLines(
            _file + ".new",
            [
                FormattableString.Invariant($"next {next} of {Count} from {First}"),
                .. _counts.Select(c => FormattableString.Invariant($"count {c.Key} {c.Value}")),
                .. _failures,
            ]);
        File.Move(_file + ".new", _file, overwrite: true);
    }

    private void Read()
    {
        foreach (var line in File.Exists(_file) ? File.ReadAllLines(_file) : [])
        {
            switch (line.Split(' '))
            {
                case ["next", var next, ..]:
                    _next = int.Parse(next, CultureInfo.InvariantCulture);
                    break;
                case ["count", var fate, var count]:
                    _counts[fate] = int.Parse(count, CultureInfo.InvariantCulture);
                    break;
                default:
                    _failures.Add(line);
                    break;
            }
        }

        if (!File.Exists(_file + ".current") || File.ReadAllText(_file + ".current").Split(' ') is not [var current, var attempts])
        {
            return;
        }

        // The seed that was tried when the process ended: stopped from outside, or by itself.
        _retried = int.Parse(current, CultureInfo.InvariantCulture);
        _next = _retried - First;
        if (attempts == "2")
        {
            _failures.Add(FormattableString.Invariant($"seed {_retried} ended the process twice"));
            _next++;
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
