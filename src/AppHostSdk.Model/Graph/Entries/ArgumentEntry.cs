namespace AppHostSdk.Model;

/// <summary>Appends one command line argument.</summary>
/// <param name="Value">The argument; a callback is a function that changes the arguments so far.</param>
public sealed record ArgumentEntry(ModelValue Value) : Entry
{
    /// <summary>The value is a list of which not even the length is known: any number of arguments.</summary>
    public bool IsMany { get; init; }

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Value = visitor.VisitValue(nameof(Value), Value),
        IsMany = visitor.VisitFlag(nameof(IsMany), IsMany),
    };
}
