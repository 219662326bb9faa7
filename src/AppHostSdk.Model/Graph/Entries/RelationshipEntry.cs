namespace AppHostSdk.Model;

/// <summary>A relation between resources that only tools show.</summary>
/// <param name="Kind">For example <c>parent</c>.</param>
/// <param name="Other">Key of the other resource.</param>
public sealed record RelationshipEntry(string Kind, string Other) : Entry
{
    /// <summary>The <see cref="Kind"/> of the resource that another one is a part of.</summary>
    public const string Parent = "parent";

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Kind = visitor.VisitText(nameof(Kind), Kind),
        Other = visitor.VisitKey(nameof(Other), Other),
    };
}
