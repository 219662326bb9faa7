namespace AppHostSdk.Compatibility;

/// <summary>
/// What is known to be missing, grouped by the reason: a text file in which <c># reason</c> begins a group and each line under it is
/// one gap.
/// </summary>
/// <param name="Groups">The groups, in the order of the file.</param>
internal sealed record ReviewedList(IReadOnlyList<ReviewedGroup> Groups)
{
    /// <summary>Where regenerating puts what has no reason yet.</summary>
    public const string NotReviewed = "Not reviewed";

    public static ReviewedList Parse(string text)
    {
        var groups = new List<ReviewedGroup>();
        foreach (var line in text.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                groups.Add(new(line[2..], []));
            }
            else if (groups.Count == 0)
            {
                throw new FormatException($"'{line}' stands before the first reason. Begin a group with '# reason'.");
            }
            else
            {
                groups[^1] = groups[^1] with { Entries = [.. groups[^1].Entries, line] };
            }
        }

        return new(groups);
    }

    public string Print() => string.Join('\n', Groups.Select(g => $"# {g.Reason}\n{string.Concat(g.Entries.Select(e => e + '\n'))}"));

    /// <summary>The list without what is there by now, and with what is missing without a reason in a group of its own.</summary>
    public ReviewedList Update(IEnumerable<Gap> gaps)
    {
        var missing = gaps.Select(g => g.Name).ToHashSet();
        var known = Groups.Select(g => g with { Entries = [.. g.Entries.Where(missing.Contains).Distinct()] }).Where(g => g.Entries.Count > 0 && g.Reason != NotReviewed).ToList();
        var rest = missing.Except(known.SelectMany(g => g.Entries)).Order(StringComparer.Ordinal).ToList();
        return new(rest.Count == 0 ? known : [.. known, new(NotReviewed, rest)]);
    }
}
