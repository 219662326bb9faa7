using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>How many processors a container may use, as a text such as <c>0.5</c>: engines count billionths.</summary>
public static class CpuLimit
{
    /// <summary>What to pass in place of a number that is not a limit.</summary>
    public const string Advice = "Pass how many processors it may use, for example 0.5.";

    private const decimal Billion = 1_000_000_000;

    // The kernel gives a process a hundredth of each tenth of a second, and no less.
    private const decimal Least = 0.01m;

    /// <summary>Why <paramref name="text"/> cannot be a limit; <see langword="null"/> when it can.</summary>
    public static string? Problem(string text) =>
        !TryRead(text, out var number) ? "it is not a number of processors"
        : number < Least ? "a container needs 0.01 at least"
        : number > long.MaxValue / Billion ? "it is more than an engine can count"
        : null;

    /// <summary>How many billionths of a processor <paramref name="text"/> stands for.</summary>
    /// <exception cref="FormatException">It is not a limit.</exception>
    public static long NanoCpus(string text) => Problem(text) is null && TryRead(text, out var number)
        ? (long)(number * Billion)
        : throw new FormatException($"'{text}' is not a limit of processors: {Problem(text)}. {Advice}");

    /// <summary>The text for a number of billionths.</summary>
    public static string TextOf(long nanoCpus) => (nanoCpus / Billion).ToString("0.#########", CultureInfo.InvariantCulture);

    private static bool TryRead(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
