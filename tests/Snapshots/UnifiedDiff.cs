using DiffPlex;
using DiffPlex.Model;

namespace AppHostSdk.Tests;

/// <summary>The difference of two texts as people read it: removed lines with -, added lines with +, three lines around.</summary>
internal static class UnifiedDiff
{
    public const int MaxLines = 60;

    private const int Context = 3;

    /// <summary>The hunks that turn <paramref name="before"/> into <paramref name="after"/>, at most <see cref="MaxLines"/> lines of them.</summary>
    public static string Of(string before, string after)
    {
        // Split here, because the library splits at a lone \r too and then does not see it; nothing has no line.
        var result = new Differ().CreateCustomDiffs(before, after, ignoreWhiteSpace: false, LinesOf);
        var lines = Hunks(result).SelectMany(hunk => LinesOf(result, hunk)).ToList();
        return lines.Count <= MaxLines
            ? string.Join("\n", lines)
            : string.Join("\n", lines.Take(MaxLines)) + $"\n… and {lines.Count - MaxLines} more lines";
    }

    private static string[] LinesOf(string text) => text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');

    /// <summary>Blocks whose surroundings touch are one hunk.</summary>
    private static List<List<DiffBlock>> Hunks(DiffResult result)
    {
        var hunks = new List<List<DiffBlock>>();
        foreach (var block in result.DiffBlocks)
        {
            if (hunks.Count > 0 && hunks[^1][^1] is var last && block.DeleteStartA - (last.DeleteStartA + last.DeleteCountA) <= 2 * Context)
            {
                hunks[^1].Add(block);
            }
            else
            {
                hunks.Add([block]);
            }
        }

        return hunks;
    }

    private static IEnumerable<string> LinesOf(DiffResult result, List<DiffBlock> hunk)
    {
        var (first, last) = (hunk[0], hunk[^1]);
        var before = Math.Min(Context, first.DeleteStartA);
        var start = first.DeleteStartA - before;
        var end = Math.Min(last.DeleteStartA + last.DeleteCountA + Context, result.PiecesOld.Length);
        var added = hunk.Sum(b => b.InsertCountB) - hunk.Sum(b => b.DeleteCountA);
        yield return $"@@ -{Range(start, end - start)} +{Range(first.InsertStartB - before, end - start + added)} @@";

        var at = start;
        foreach (var block in hunk)
        {
            for (; at < block.DeleteStartA; at++)
            {
                yield return " " + Shown(result.PiecesOld[at]);
            }

            for (; at < block.DeleteStartA + block.DeleteCountA; at++)
            {
                yield return "-" + Shown(result.PiecesOld[at]);
            }

            for (var i = 0; i < block.InsertCountB; i++)
            {
                yield return "+" + Shown(result.PiecesNew[block.InsertStartB + i]);
            }
        }

        for (; at < end; at++)
        {
            yield return " " + Shown(result.PiecesOld[at]);
        }
    }

    private static string Range(int start, int count) => $"{(count == 0 ? start : start + 1)},{count}";

    /// <summary>A lone carriage return would hide the line it is in.</summary>
    private static string Shown(string line) => line.Replace('\r', '␍');
}
