namespace AppHostSdk.Model;

/// <summary>A piece of JSON text, in characters.</summary>
internal readonly record struct JsonPlace(int Start, int Length);

/// <summary>The members of a JSON object in the order of the text; a repeated member replaces the earlier one.</summary>
internal sealed class JsonObject : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _members = [];
    private readonly Dictionary<string, JsonPlace> _places = new(StringComparer.Ordinal);

    public int Count => _members.Count;

    public object? this[string name] => _members.Find(m => m.Key == name).Value;

    public void Set(string name, object? value)
    {
        _members.RemoveAll(m => m.Key == name);
        _members.Add(new(name, value));
    }

    /// <summary>Adds a member that was read.</summary>
    public void Set(string name, object? value, JsonPlace place)
    {
        if (_places.ContainsKey(name))
        {
            _members.RemoveAll(m => m.Key == name);
        }

        _members.Add(new(name, value));
        _places[name] = place;
    }

    /// <summary>How the object spells a member's name: as given, else the last one that differs in case only, else <see langword="null"/>.</summary>
    public string? Spelling(string name) => _places.ContainsKey(name)
        ? name
        : _members.FindLast(m => string.Equals(m.Key, name, StringComparison.OrdinalIgnoreCase)).Key;

    /// <summary>Where the value of a member that was read stands.</summary>
    public JsonPlace PlaceOf(string name) => _places[name];

    /// <summary>Adds the member unless its value is the one that absence means.</summary>
    public JsonObject With(string name, object? value)
    {
        if (value is not (null or false or List<object?> { Count: 0 }))
        {
            _members.Add(new(name, value));
        }

        return this;
    }

    /// <summary>Adds a truth value that may be unknown: <c>false</c> differs from absence.</summary>
    public JsonObject WithKnown(string name, bool? value)
    {
        if (value is { } known)
        {
            _members.Add(new(name, known));
        }

        return this;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _members.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
