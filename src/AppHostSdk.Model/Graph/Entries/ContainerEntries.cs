namespace AppHostSdk.Model;

/// <summary>How a container is made and kept, beyond its image and its mounts.</summary>
public abstract record ContainerEntry : Entry
{
    /// <inheritdoc/>
    public abstract override EntryFate Fate();
}

/// <summary>How long a container lives; the last entry wins.</summary>
/// <param name="Lifetime"><c>Session</c>, as without an entry, or <c>Persistent</c>.</param>
public sealed record LifetimeEntry(ModelValue Lifetime) : ContainerEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with { Lifetime = visitor.VisitValue(nameof(Lifetime), Lifetime) };

    /// <inheritdoc/>
    public override EntryFate Fate() => EntryFate.IsMeaningless;
}

/// <summary>When the image of a container is fetched; the last entry wins.</summary>
/// <param name="Policy"><c>Default</c>, <c>Always</c>, <c>Missing</c> or <c>Never</c>.</param>
public sealed record PullPolicyEntry(ModelValue Policy) : ContainerEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with { Policy = visitor.VisitValue(nameof(Policy), Policy) };

    /// <inheritdoc/>
    public override EntryFate Fate() => EntryFate.IsMeaningless;
}

/// <summary>The image of a container is built; the last entry wins.</summary>
/// <param name="Context">The directory whose files are used.</param>
/// <param name="Dockerfile">The path of the Dockerfile, relative to the context; none for <c>Dockerfile</c>.</param>
/// <param name="Stage">The stage that is built; none for the last one.</param>
public sealed record DockerfileEntry(ModelValue Context, ModelValue Dockerfile, ModelValue Stage) : ContainerEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Context = visitor.VisitValue(nameof(Context), Context),
        Dockerfile = visitor.VisitValue(nameof(Dockerfile), Dockerfile),
        Stage = visitor.VisitValue(nameof(Stage), Stage),
    };

    /// <inheritdoc/>
    public override EntryFate Fate() => EntryFate.IsMeaningless;
}

/// <summary>Files that are put into a container before it starts.</summary>
/// <param name="Target">The absolute path of the directory in the container.</param>
/// <param name="Source">
/// A path of the host, a function that returns the items each time the container is made, or a list of items. An item is a list of name,
/// owner, group, permissions, the contents of a file, the path of the host they come from, and the items of a directory.
/// </param>
/// <param name="Owner">The number of the user that owns what says nothing else; none for root.</param>
/// <param name="Group">The number of the group of what says nothing else; none for root.</param>
/// <param name="Umask">The permissions that are taken from what says nothing else.</param>
public sealed record ContainerFilesEntry(string Target, ModelValue Source, ModelValue Owner, ModelValue Group, ModelValue Umask) : ContainerEntry
{
    private static readonly EntryFate Lost = EntryFate.IsLost("the files of WithContainerFiles are not put: {0}.");

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Target = visitor.VisitText(nameof(Target), Target),
        Source = visitor.VisitValue(nameof(Source), Source),
        Owner = visitor.VisitValue(nameof(Owner), Owner),
        Group = visitor.VisitValue(nameof(Group), Group),
        Umask = visitor.VisitValue(nameof(Umask), Umask),
    };

    /// <inheritdoc/>
    public override EntryFate Fate() => Lost;
}
