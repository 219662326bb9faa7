namespace AppHostSdk.Model;

/// <summary>What others connect to a resource with: its connection string, or the URL of an external service.</summary>
/// <param name="Value">The value; consumers resolve it for themselves.</param>
public sealed record ConnectionEntry(ModelValue Value) : Entry
{
    /// <summary>The environment variable it is passed on in; <see langword="null"/> for <c>ConnectionStrings__name</c>.</summary>
    public string? Variable { get; init; }

    /// <summary>The value is that of another resource, which others connect to instead; goes before what the resource itself says.</summary>
    public bool IsRedirection { get; init; }

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Value = visitor.VisitValue(nameof(Value), Value),
        Variable = visitor.VisitOptionalText(nameof(Variable), Variable),
        IsRedirection = visitor.VisitFlag(nameof(IsRedirection), IsRedirection),
    };
}

/// <summary>A single value of what others connect to a resource with, for example the host.</summary>
/// <param name="Name">The name, for example <c>Host</c>.</param>
/// <param name="Value">The value.</param>
public sealed record ConnectionPropertyEntry(string Name, ModelValue Value) : Entry
{
    /// <summary>The resource's own object says so; what the program says of the same name goes before.</summary>
    public bool IsOwn { get; init; }

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Name = visitor.VisitText(nameof(Name), Name),
        Value = visitor.VisitValue(nameof(Value), Value),
        IsOwn = visitor.VisitFlag(nameof(IsOwn), IsOwn),
    };
}
