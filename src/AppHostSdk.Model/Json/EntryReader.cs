namespace AppHostSdk.Model;

/// <summary>Reads the members of an entry from a JSON object.</summary>
internal sealed class EntryReader : IEntryVisitor
{
    private readonly EntryForm _form;
    private readonly JsonObject _json;

    private EntryReader(EntryForm form, JsonObject json) => (_form, _json) = (form, json);

    /// <summary>The entry that <paramref name="json"/> describes.</summary>
    /// <param name="list">The name of the list it is in.</param>
    /// <param name="json">The entry in JSON.</param>
    /// <exception cref="FormatException">A member is missing or is not what it should be.</exception>
    public static Entry Read(string list, JsonObject json)
    {
        var form = EntryForms.Of(list, json);
        return form.Empty.VisitMembers(new EntryReader(form, json));
    }

    public ModelValue VisitValue(string name, ModelValue value) => GraphJsonReader.Value(_json[_form.NameOf(name)]);

    public string VisitKey(string name, string key) => VisitText(name, key);

    public string VisitText(string name, string text) => JsonFields.Required(_json, _form.NameOf(name));

    public string? VisitOptionalText(string name, string? text) =>
        JsonFields.Text(_json, _form.NameOf(name)) is { } read && !(_form.NameOf(name) == _form.Mark && read.Equals(_form.MarkValue)) ? read : null;

    public int VisitNumber(string name, int number) => JsonFields.Number(_json, _form.NameOf(name));

    public bool VisitFlag(string name, bool flag) => JsonFields.Flag(_json, _form.NameOf(name)) ?? false;

    public bool? VisitOptionalFlag(string name, bool? flag) => JsonFields.Flag(_json, _form.NameOf(name));

    public Enum? VisitChoice(string name, Type type, Enum? choice)
    {
        var member = _form.NameOf(name);
        return JsonNames.IsCombined(type) ? (Enum)Enum.ToObject(type, JsonFields.Number(_json, member))
            : choice is null ? JsonFields.Text(_json, member) is { } text ? JsonNames.Parse(type, text) : null
            : JsonNames.Parse(type, JsonFields.Required(_json, member));
    }
}
