using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>The notation in which Docker takes a limit of memory: a whole number and <c>b</c>, <c>k</c>, <c>m</c> or <c>g</c>.</summary>
public static class MemoryLimit
{
    /// <summary>What to write in place of a text that is not a limit.</summary>
    public const string Advice = "Write a whole number and b, k, m or g, for example 512m.";

    private const string Units = "bkmg";
    private const long Step = 1024;

    // Docker's engine refuses less, since the container's first process needs about as much.
    private const long Least = 6 * Step * Step;

    /// <summary>Why <paramref name="text"/> cannot be a limit; <see langword="null"/> when it can.</summary>
    public static string? Problem(string text) => Read(text, out _);

    /// <summary>How many bytes <paramref name="text"/> stands for.</summary>
    /// <exception cref="FormatException">It is not a limit.</exception>
    public static long Bytes(string text) => Read(text, out var bytes) is { } problem
        ? throw new FormatException($"'{text}' is not a limit of memory: {problem}. {Advice}")
        : bytes;

    /// <summary>The shortest text for a number of bytes.</summary>
    public static string TextOf(long bytes)
    {
        var unit = 0;
        while (unit < Units.Length - 1 && bytes % Step == 0)
        {
            bytes /= Step;
            unit++;
        }

        return bytes.ToString(CultureInfo.InvariantCulture) + Units[unit];
    }

    private static string? Read(string text, out long bytes)
    {
        bytes = 0;
        if (text.Length == 0)
        {
            return "it is empty";
        }

        var unit = Units.IndexOf(char.ToLowerInvariant(text[text.Length - 1]));
        var digits = unit < 0 ? text : text.Substring(0, text.Length - 1);
        if (digits.Length == 0 || digits.Any(c => c is < '0' or > '9'))
        {
            return "it is not a whole number with a unit";
        }

        var factor = 1L;
        for (var i = 0; i < unit; i++)
        {
            factor *= Step;
        }

        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > long.MaxValue / factor)
        {
            return "it is more than an engine can count";
        }

        bytes = number * factor;
        return bytes < Least ? $"a container needs {TextOf(Least)} at least" : null;
    }
}
