namespace AppHostSdk.Model;

/// <summary>What a resource can have several of.</summary>
public enum ResourceDetail
{
    /// <summary>A name by which other containers find a container, besides that of the resource.</summary>
    NetworkAlias,

    /// <summary>The value of a build argument; the last one of a name wins.</summary>
    BuildArgument,

    /// <summary>A list of arguments for the engine's command that creates a container, as its command line takes them.</summary>
    RuntimeArguments,

    /// <summary>A secret that the steps of an image's build can read, the value of a parameter; the last one of a name wins.</summary>
    BuildSecret,
}

/// <summary>Adds something that a resource can have several of.</summary>
/// <param name="Detail">What is added.</param>
/// <param name="Name">What it is called among its like; none where they have no names.</param>
/// <param name="Value">Its value.</param>
public sealed record DetailEntry(ResourceDetail Detail, string? Name, ModelValue Value) : Entry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Detail = (ResourceDetail)visitor.VisitChoice(nameof(Detail), typeof(ResourceDetail), Detail)!,
        Name = visitor.VisitOptionalText(nameof(Name), Name),
        Value = visitor.VisitValue(nameof(Value), Value),
    };

    // Without a row for what is not named, a new detail does not compile until it has one.
#pragma warning disable CS8524
    /// <inheritdoc/>
    public override EntryFate Fate() => Detail switch
    {
        ResourceDetail.NetworkAlias => EntryFate.IsMeaningless,
        ResourceDetail.RuntimeArguments => EntryFate.IsMeaningless,
        ResourceDetail.BuildArgument => EntryFate.IsMeaningless,
        ResourceDetail.BuildSecret => EntryFate.IsMeaningless,
    };
#pragma warning restore CS8524
}
