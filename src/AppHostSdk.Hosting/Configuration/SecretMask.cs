using System.Text.Encodings.Web;

namespace AppHostSdk.Configuration;

/// <summary>Replaces the values of secrets in everything that the host prints.</summary>
internal sealed class SecretMask
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Replacement = "***";

    /// <summary>Shorter values are in half of all words; hiding them would make output unreadable and hide nothing. In characters.</summary>
    public const int ShortestMasked = 3;

    private readonly string[] _values;

    private SecretMask() => _values = [];

    /// <param name="secrets">The values.</param>
    public SecretMask(IEnumerable<string> secrets)
    {
        // As they are and as they stand in URLs, in connection strings and in JSON; of a text with several lines each line, because output
        // comes line by line.
        _values = [.. secrets
            .SelectMany(secret => secret.Split('\n', '\r').Append(secret))
            .SelectMany(secret => new[]
            {
                secret,
                Uri.EscapeDataString(secret),
                secret.Replace("\"", "\"\"", StringComparison.Ordinal),
                JavaScriptEncoder.Default.Encode(secret),
                JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
            })
            .Where(secret => secret.Length >= ShortestMasked)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(secret => secret.Length)
            .ThenBy(secret => secret, StringComparer.Ordinal)];
    }

    /// <summary>Hides nothing.</summary>
    public static SecretMask None { get; } = new();

    /// <summary>Hides one more secret.</summary>
    public SecretMask With(string? secret) => secret is null ? this : new([.. _values, secret]);

    /// <summary>The text without secrets.</summary>
    public string Apply(string text)
    {
        foreach (var value in _values)
        {
            text = text.Replace(value, Replacement, StringComparison.Ordinal);
        }

        return text;
    }
}
