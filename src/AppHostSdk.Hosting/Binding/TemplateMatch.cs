using AppHostSdk.Model;

namespace AppHostSdk.Binding;

/// <summary>
/// Whether a recorded text with values in it can be what the compiler derived. A late part of it can be any text: where it ends in
/// the recorded one follows from the parts around it.
/// </summary>
internal static class TemplateMatch
{
    /// <param name="compiled">The parts that the compiler derived.</param>
    /// <param name="recorded">The parts that the program made; texts side by side are one.</param>
    /// <param name="matches">Compares single values that are no texts.</param>
    public static bool Matches(IReadOnlyList<ModelValue> compiled, IReadOnlyList<ModelValue> recorded, Func<ModelValue, ModelValue, bool> matches)
    {
        var expected = Symbols(compiled);
        var actual = Symbols(recorded);

        // possible[j]: the expected symbols so far can be the first j recorded ones.
        var possible = new bool[actual.Count + 1];
        possible[0] = true;
        foreach (var symbol in expected)
        {
            var next = new bool[actual.Count + 1];
            for (var j = 0; j <= actual.Count; j++)
            {
                next[j] = symbol is ModelValue.Late
                    ? possible[j] || (j > 0 && next[j - 1] && actual[j - 1] is char)
                    : j > 0 && possible[j - 1] && IsSame(symbol, actual[j - 1]);
            }

            possible = next;
        }

        return possible[actual.Count];

        bool IsSame(object left, object right) => (left, right) switch
        {
            (char a, char b) => a == b,
            (ModelValue a, ModelValue b) => matches(a, b),
            _ => false,
        };
    }

    /// <summary>Characters of texts, and everything else as it is.</summary>
    private static List<object> Symbols(IReadOnlyList<ModelValue> parts)
    {
        var symbols = new List<object>();
        foreach (var part in parts)
        {
            if (part is ModelValue.Text text)
            {
                symbols.AddRange(text.Value.Cast<object>());
            }
            else
            {
                symbols.Add(part);
            }
        }

        return symbols;
    }
}
