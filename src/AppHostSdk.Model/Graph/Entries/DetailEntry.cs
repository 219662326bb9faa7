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

    /// <summary>
    /// Files that are put into a container before it starts; the name is the directory they are put in. The value is a list: what is
    /// put there, owner, group, and the permissions that nobody gets. What is put there is a path of the host, a function that says
    /// it when the container is made, or a list of items; an item is a list of name, owner, group, permissions, the contents of a
    /// file, the path of the host they come from, and the items of a directory.
    /// </summary>
    ContainerFiles,
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
}
