namespace AppHostSdk.Model;

/// <summary>Changes the image of a container; what is none stays as it was.</summary>
/// <param name="Image">The image without tag.</param>
/// <param name="Tag">The tag.</param>
public sealed record ImageEntry(ModelValue Image, ModelValue Tag) : Entry
{
    /// <summary>The registry that the image comes from, also after the image itself is changed.</summary>
    public ModelValue Registry { get; init; } = ModelValue.None;

    /// <summary>The digest of the image, in place of a tag: <c>sha256:</c> and 64 digits.</summary>
    public ModelValue Digest { get; init; } = ModelValue.None;

    /// <summary>The variant of the image so far that is taken, see <see cref="ImageVariant"/>; <see langword="null"/> for no change.</summary>
    public string? Variant { get; init; }

    /// <summary>The image, with its registry, that is known to have <see cref="Variant"/>.</summary>
    public string? VariantOf { get; init; }

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Image = visitor.VisitValue(nameof(Image), Image),
        Tag = visitor.VisitValue(nameof(Tag), Tag),
        Registry = visitor.VisitValue(nameof(Registry), Registry),
        Digest = visitor.VisitValue(nameof(Digest), Digest),
        Variant = visitor.VisitOptionalText(nameof(Variant), Variant),
        VariantOf = visitor.VisitOptionalText(nameof(VariantOf), VariantOf),
    };

    /// <inheritdoc/>
    public override EntryFate Fate() => EntryFate.IsMeaningless;
}
