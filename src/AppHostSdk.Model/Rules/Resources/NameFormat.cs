namespace AppHostSdk.Model;

/// <summary>
/// The format of resource and endpoint names: the same as Aspire's, so that a name valid there is valid here.
/// </summary>
public static class NameFormat
{
    /// <summary>The greatest length of a name.</summary>
    public const int MaxLength = 64;

    /// <summary>Says what is wrong with <paramref name="name"/>, or <see langword="null"/> when it is valid.</summary>
    public static string? Problem(string name)
    {
        if (name.Length == 0)
        {
            return "it is empty";
        }

        if (name.Length > MaxLength)
        {
            return $"it has {name.Length} characters";
        }

        foreach (var character in name)
        {
            if (!IsLetter(character) && character is not ((>= '0' and <= '9') or '-'))
            {
                return $"it contains {Shown(character)}";
            }
        }

        if (!IsLetter(name[0]))
        {
            return "it does not start with a letter";
        }

        if (name[name.Length - 1] == '-')
        {
            return "it ends with a hyphen";
        }

        return name.Contains("--") ? "it has two hyphens in a row" : null;
    }

    /// <summary>Says that <paramref name="text"/> contains a character that it must not, or <see langword="null"/>.</summary>
    internal static string? Containing(string text, Func<char, bool> isWrong)
    {
        foreach (var character in text)
        {
            if (isWrong(character))
            {
                return $"it contains {Shown(character)}";
            }
        }

        return null;
    }

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    /// <summary>A character as it appears in messages.</summary>
    internal static string Shown(char character) =>
        char.IsControl(character) || char.IsSurrogate(character) || char.IsWhiteSpace(character)
            ? character == ' ' ? "a space" : $"the character U+{(int)character:X4}"
            : $"'{character}'";
}
