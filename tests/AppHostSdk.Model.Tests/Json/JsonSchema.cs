using System.Text.Json;

namespace AppHostSdk.Model.Tests;

/// <summary>Validates JSON against the part of JSON Schema that the published schema uses; anything else in a schema is refused.</summary>
internal sealed class JsonSchema(string text)
{
    private static readonly string[] Annotations = ["$schema", "$id", "$defs", "title", "description"];

    private readonly JsonElement _root = JsonDocument.Parse(text).RootElement;

    public static JsonSchema Published { get; } = new(GraphJson.Schema);

    /// <summary>The members of the schema's <c>properties</c> that validated documents had, as <c>definition.member</c>.</summary>
    public HashSet<string> Used { get; } = [];

    /// <summary>All members of the schema's <c>properties</c>, as <c>definition.member</c>.</summary>
    public IEnumerable<string> Declared => Members(_root, "");

    /// <summary>Everything wrong with <paramref name="json"/>, each with its place.</summary>
    public List<string> Validate(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Check(_root, document.RootElement, "$", "")];
    }

    private static IEnumerable<string> Members(JsonElement schema, string definition) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(keyword => keyword.Name switch
        {
            "properties" => keyword.Value.EnumerateObject().Select(p => $"{definition}.{p.Name}"),
            "$defs" => keyword.Value.EnumerateObject().SelectMany(d => Members(d.Value, d.Name)),
            _ => Members(keyword.Value, definition),
        }),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(item => Members(item, definition)),
        _ => [],
    };

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string path, string definition) =>
        schema.EnumerateObject().SelectMany(keyword => keyword.Name switch
        {
            "type" => Require(TypeOf(value) == keyword.Value.GetString(), $"{path} is no {keyword.Value}"),
            "const" => Require(JsonElement.DeepEquals(value, keyword.Value), $"{path} is not {keyword.Value.GetRawText()}"),
            "enum" => Require(keyword.Value.EnumerateArray().Any(e => JsonElement.DeepEquals(value, e)), $"{path} is none of {keyword.Value.GetRawText()}"),
            "minimum" => Require(value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= keyword.Value.GetDecimal(), $"{path} is below {keyword.Value}"),
            "maxProperties" => Require(Properties(value).Count() <= keyword.Value.GetInt32(), $"{path} has more than {keyword.Value} members"),
            "required" => keyword.Value.EnumerateArray()
                .Where(name => value.ValueKind == JsonValueKind.Object && !value.TryGetProperty(name.GetString()!, out _))
                .Select(name => $"{path} has no {name}"),
            "properties" => Properties(value).Where(p => keyword.Value.TryGetProperty(p.Name, out _)).SelectMany(p =>
            {
                Used.Add($"{definition}.{p.Name}");
                return Check(keyword.Value.GetProperty(p.Name), p.Value, $"{path}.{p.Name}", definition);
            }),
            "additionalProperties" => Properties(value)
                .Where(p => !(schema.TryGetProperty("properties", out var known) && known.TryGetProperty(p.Name, out _)))
                .SelectMany(p => keyword.Value.ValueKind == JsonValueKind.False
                    ? [$"{path} may not have {p.Name}"]
                    : Check(keyword.Value, p.Value, $"{path}.{p.Name}", definition)),
            "items" => value.ValueKind != JsonValueKind.Array
                ? []
                : value.EnumerateArray().SelectMany((item, i) => Check(keyword.Value, item, $"{path}[{i}]", definition)),
            "oneOf" => OneOf(keyword.Value, value, path, definition),
            "$ref" => Check(Resolve(keyword.Value.GetString()!, out var name), value, path, name),
            _ => Annotations.Contains(keyword.Name) ? [] : throw new NotSupportedException($"The schema keyword '{keyword.Name}' is not checked."),
        });

    private IEnumerable<string> OneOf(JsonElement alternatives, JsonElement value, string path, string definition)
    {
        var problems = alternatives.EnumerateArray().Select(a => Check(a, value, path, definition).ToList()).ToList();
        return problems.Count(p => p.Count == 0) switch
        {
            1 => [],
            0 => problems.SelectMany(p => p).Append($"{path} is none of {problems.Count} alternatives"),
            var n => [$"{path} is {n} of {problems.Count} alternatives"],
        };
    }

    private JsonElement Resolve(string reference, out string name)
    {
        const string prefix = "#/$defs/";
        name = reference.StartsWith(prefix, StringComparison.Ordinal) ? reference[prefix.Length..] : throw new NotSupportedException(reference);
        return _root.GetProperty("$defs").GetProperty(name);
    }

    private static JsonElement.ObjectEnumerator Properties(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;

    private static string[] Require(bool condition, string problem) => condition ? [] : [problem];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDecimal(out var number) && number == decimal.Truncate(number) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
