namespace AppHostSdk.Model;

/// <summary>Reads members of JSON objects, and says which one is missing or wrong.</summary>
internal static class JsonFields
{
    public static JsonObject Object(object? json) => json as JsonObject ?? throw new FormatException("An object was expected.");

    public static string? Text(JsonObject json, string name) => json[name] switch
    {
        null => null,
        string text => text,
        _ => throw new FormatException($"'{name}' must be a string."),
    };

    public static string Required(JsonObject json, string name) =>
        Text(json, name) ?? throw new FormatException($"'{name}' is missing.");

    public static int Number(JsonObject json, string name) => json[name] is { } value ? Number(name, value) : 0;

    public static int Number(string name, object? value) =>
        value is long number and >= int.MinValue and <= int.MaxValue
            ? (int)number
            : throw new FormatException($"'{name}' must be a whole number.");

    public static bool? Flag(JsonObject json, string name) => json[name] switch
    {
        null => null,
        bool flag => flag,
        _ => throw new FormatException($"'{name}' must be true or false."),
    };
}
