namespace AppHostSdk.Model;

/// <summary>How entries of one type are written in JSON.</summary>
/// <param name="Empty">An entry with nothing in it: what is read goes into it.</param>
internal sealed record EntryForm(Entry Empty)
{
    /// <summary>
    /// The JSON member that tells the type from the others of its list; <see langword="null"/> for the one that entries have which
    /// have none of the others'.
    /// </summary>
    public string? Mark { get; init; }

    /// <summary>What <see cref="Mark"/> is when no member of the entry says it.</summary>
    public object? MarkValue { get; init; }

    /// <summary>The JSON names of members that are not called what they are called in C#.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>The JSON name of a member: in camel case, without the <c>Is</c> of a truth value.</summary>
    public string NameOf(string member) => Names.TryGetValue(member, out var name) ? name : JsonNames.OfMember(member);
}
