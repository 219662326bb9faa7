namespace AppHostSdk.Model;

/// <summary>A directory, file or volume of the host inside a container.</summary>
/// <param name="Source">Host-relative path, or the name of a volume; none for an anonymous volume.</param>
/// <param name="Target">Absolute path inside the container.</param>
/// <param name="IsVolume">A volume of the engine, not a path of the host.</param>
/// <param name="IsReadOnly">The container cannot write to it.</param>
public sealed record MountEntry(ModelValue Source, string Target, bool IsVolume, bool IsReadOnly) : Entry
{
    private static readonly EntryFate Lost = EntryFate.IsLost("its volumes and bind mounts mean nothing: {0}. Its data is not kept.");

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Source = visitor.VisitValue(nameof(Source), Source),
        Target = visitor.VisitText(nameof(Target), Target),
        IsVolume = visitor.VisitFlag(nameof(IsVolume), IsVolume),
        IsReadOnly = visitor.VisitFlag(nameof(IsReadOnly), IsReadOnly),
    };

    /// <inheritdoc/>
    public override EntryFate Fate() => Lost;
}
