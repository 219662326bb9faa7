using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AppHostSdk.Containers;

/// <summary>A version of the engine's HTTP interface, such as 1.41.</summary>
internal readonly record struct EngineApiVersion(int Major, int Minor)
{
    /// <summary>The oldest we can work with: the first that waits for a condition.</summary>
    public static readonly EngineApiVersion Oldest = new(1, 30);

    /// <summary>The newest we know; an engine that has a newer one is spoken to in this one.</summary>
    public static readonly EngineApiVersion Newest = new(1, 47);

    /// <summary>The version to speak with an engine that offers <paramref name="offered"/>; false when that is too old.</summary>
    public static bool TryNegotiate(EngineApiVersion offered, out EngineApiVersion agreed)
    {
        agreed = offered.CompareTo(Newest) > 0 ? Newest : offered;
        return agreed.CompareTo(Oldest) >= 0;
    }

    /// <summary>Understands <c>major.minor</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EngineApiVersion version)
    {
        version = default;
        var parts = text?.Split('.');
        if (parts is not [var major, var minor] || !TryParseNumber(major, out var first) || !TryParseNumber(minor, out var second))
        {
            return false;
        }

        version = new(first, second);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    private static bool TryParseNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private int CompareTo(EngineApiVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));
}
