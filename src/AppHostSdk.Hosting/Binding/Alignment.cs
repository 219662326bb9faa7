namespace AppHostSdk.Binding;

/// <summary>Pairs two sequences in order so that as many items as possible match.</summary>
internal static class Alignment
{
    /// <summary>
    /// Every item once, in order: with its partner, or alone. Where a run of items has no partner, those of the left side come first.
    /// </summary>
    public static IEnumerable<(T? Left, T? Right)> Of<T>(IReadOnlyList<T> left, IReadOnlyList<T> right, Func<T, T, bool> matches)
        where T : class
    {
        var start = 0;
        while (start < left.Count && start < right.Count && matches(left[start], right[start]))
        {
            yield return (left[start], right[start]);
            start++;
        }

        if (start == left.Count && start == right.Count)
        {
            yield break;
        }

        // Longest common subsequence of the rest; lists are short, and equal ones never come here.
        var length = new int[left.Count - start + 1, right.Count - start + 1];
        for (var i = left.Count - start - 1; i >= 0; i--)
        {
            for (var j = right.Count - start - 1; j >= 0; j--)
            {
                length[i, j] = matches(left[start + i], right[start + j])
                    ? length[i + 1, j + 1] + 1
                    : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }

        var (l, r) = (0, 0);
        while (start + l < left.Count || start + r < right.Count)
        {
            if (start + l < left.Count && start + r < right.Count && matches(left[start + l], right[start + r]) && length[l, r] == length[l + 1, r + 1] + 1)
            {
                yield return (left[start + l++], right[start + r++]);
            }
            else if (start + l < left.Count && (start + r >= right.Count || length[l + 1, r] >= length[l, r + 1]))
            {
                yield return (left[start + l++], null);
            }
            else
            {
                yield return (null, right[start + r++]);
            }
        }
    }
}
