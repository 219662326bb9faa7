using System.Security.Cryptography;
using AppHostSdk.Model;

namespace AppHostSdk.Configuration;

/// <summary>
/// Makes random texts. The alphabets are Aspire's: no characters that look alike, and of punctuation only what may stand in a URL, so
/// that a password made by one of them works in the other.
/// </summary>
internal static class GeneratedText
{
    public const string Lower = "abcdefghjkmnpqrstuvwxyz";
    public const string Upper = "ABCDEFGHJKMNPQRSTUVWXYZ";
    public const string Numeric = "0123456789";
    public const string Special = "-_.{}~()*+!";

    /// <summary>A new text.</summary>
    /// <exception cref="DistributedApplicationException">No characters are allowed, or some that are not allowed are demanded.</exception>
    public static string Of(GeneratedValue value)
    {
        (bool Allowed, int Least, string Characters, string Name)[] kinds =
        [
            (value.Lower, value.MinLower, Lower, "lower-case letters"),
            (value.Upper, value.MinUpper, Upper, "upper-case letters"),
            (value.Numeric, value.MinNumeric, Numeric, "digits"),
            (value.Special, value.MinSpecial, Special, "punctuation"),
        ];
        var characters = new List<char>();
        foreach (var (allowed, least, alphabet, name) in kinds)
        {
            if (!allowed && least > 0)
            {
                throw new DistributedApplicationException($"A value to generate shall have {name} and have none. Allow them, or demand none.");
            }

            characters.AddRange(RandomNumberGenerator.GetItems<char>(alphabet, Math.Max(least, 0)));
        }

        var all = string.Concat(kinds.Where(k => k.Allowed).Select(k => k.Characters));
        if (all.Length == 0)
        {
            throw new DistributedApplicationException("A value to generate has no characters that it may be made of. Allow at least one kind.");
        }

        characters.AddRange(RandomNumberGenerator.GetItems<char>(all, Math.Max(0, value.MinLength - characters.Count)));
        var text = characters.ToArray();
        RandomNumberGenerator.Shuffle(text.AsSpan());
        return new string(text);
    }
}
