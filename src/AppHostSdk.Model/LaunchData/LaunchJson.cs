namespace AppHostSdk.Model;

/// <summary>An object in a launch file, read member by member; what has the wrong form becomes a problem with its place.</summary>
internal sealed class LaunchJson
{
    private readonly string _text;
    private readonly JsonObject _json;

    private LaunchJson(string text, JsonObject json)
    {
        _text = text;
        _json = json;
    }

    /// <summary>The names of the members in order, in the spelling of the file.</summary>
    public IEnumerable<string> Names => _json.Select(m => m.Key);

    /// <summary>The object itself.</summary>
    public JsonObject Json => _json;

    /// <summary>The whole file, or <see langword="null"/> when it holds no object.</summary>
    public static LaunchJson? Root(string text, List<LaunchFileProblem> problems)
    {
        object? value;
        try
        {
            value = JsonText.ReadTolerant(text);
        }
        catch (JsonFormatException e)
        {
            problems.Add(Unreadable(new JsonPlace(e.Offset, e.Offset < text.Length ? 1 : 0), e.Problem));
            return null;
        }

        if (value is JsonObject json)
        {
            return new LaunchJson(text, json);
        }

        problems.Add(Unreadable(new JsonPlace(0, text.Length), "the file must hold an object"));
        return null;
    }

    /// <summary>The object that member <paramref name="name"/> is; <see langword="null"/> when it is absent or something else.</summary>
    public LaunchJson? Object(string name, List<LaunchFileProblem> problems) => Member(name) switch
    {
        null => null,
        JsonObject value => new LaunchJson(_text, value),
        _ => Wrong(name, "an object", problems),
    };

    /// <summary>The text of member <paramref name="name"/>; <see langword="null"/> when it is absent or something else.</summary>
    public string? Text(string name, List<LaunchFileProblem> problems, bool required = false)
    {
        switch (Member(name))
        {
            case string value:
                return value;
            case null when !required:
                return null;
            default:
                Wrong(name, "a string", problems);
                return null;
        }
    }

    /// <summary>Where a part of a string stands; all of the string when it is written with escapes.</summary>
    public JsonPlace PlaceWithin(string name, int start, int length)
    {
        var value = _json.PlaceOf(_json.Spelling(name)!);
        return _text.IndexOf('\\', value.Start, value.Length) < 0 ? new JsonPlace(value.Start + 1 + start, length) : value;
    }

    private object? Member(string name) => _json.Spelling(name) is { } spelling ? _json[spelling] : null;

    private LaunchJson? Wrong(string name, string form, List<LaunchFileProblem> problems)
    {
        problems.Add(Unreadable(_json.PlaceOf(_json.Spelling(name)!), $"'{name}' must be {form}"));
        return null;
    }

    private static LaunchFileProblem Unreadable(JsonPlace place, string problem) =>
        new(LaunchFileProblemKind.Unreadable, place.Start, place.Length, problem);
}
