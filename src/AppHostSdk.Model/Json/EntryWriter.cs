namespace AppHostSdk.Model;

/// <summary>Writes the members of an entry into a JSON object.</summary>
internal sealed class EntryWriter : IEntryVisitor
{
    private readonly EntryForm _form;
    private readonly JsonObject _json;

    private EntryWriter(EntryForm form, JsonObject json) => (_form, _json) = (form, json);

    /// <summary>Adds the members of <paramref name="entry"/> to <paramref name="json"/>.</summary>
    /// <param name="list">The name of the list it is in.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="json">Where they are added.</param>
    public static JsonObject Write(string list, Entry entry, JsonObject json)
    {
        var form = EntryForms.Of(list, entry);
        if (form.Mark is { } mark && form.MarkValue is { } value)
        {
            json.Set(mark, value);
        }

        entry.VisitMembers(new EntryWriter(form, json));
        return json;
    }

    public ModelValue VisitValue(string name, ModelValue value)
    {
        _json.With(_form.NameOf(name), GraphJsonWriter.Value(value));
        return value;
    }

    public string VisitKey(string name, string key) => VisitText(name, key);

    public string VisitText(string name, string text)
    {
        _json.With(_form.NameOf(name), text);
        return text;
    }

    public string? VisitOptionalText(string name, string? text)
    {
        if (text is not null)
        {
            _json.Set(_form.NameOf(name), text);
        }

        return text;
    }

    public int VisitNumber(string name, int number)
    {
        _json.With(_form.NameOf(name), number == 0 ? null : (long)number);
        return number;
    }

    public bool VisitFlag(string name, bool flag)
    {
        _json.With(_form.NameOf(name), flag);
        return flag;
    }

    public bool? VisitOptionalFlag(string name, bool? flag)
    {
        _json.WithKnown(_form.NameOf(name), flag);
        return flag;
    }

    public Enum? VisitChoice(string name, Type type, Enum? choice)
    {
        _json.With(_form.NameOf(name), choice is null ? null : JsonNames.IsCombined(type) ? Convert.ToInt64(choice) : JsonNames.Of(choice));
        return choice;
    }
}
