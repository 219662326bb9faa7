namespace AppHostSdk.Model;

/// <summary>Names as they appear in messages.</summary>
public static class Spelling
{
    /// <summary>The names in quotes, divided by commas.</summary>
    public static string List(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));

    /// <summary>The one of <paramref name="candidates"/> that differs from <paramref name="name"/> by at most two edits.</summary>
    public static string? Closest(string name, IEnumerable<string> candidates) =>
        candidates
            .Select(candidate => (candidate, Distance: EditDistance(name, candidate)))
            .Where(c => c.Distance <= 2 && c.Distance < Math.Max(name.Length, 1))
            .OrderBy(c => c.Distance)
            .Select(c => c.candidate)
            .FirstOrDefault();

    private static int EditDistance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
