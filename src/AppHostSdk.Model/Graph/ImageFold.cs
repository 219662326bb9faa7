namespace AppHostSdk.Model;

/// <summary>Applies the image entries of a container in order.</summary>
public static class ImageFold
{
    /// <summary>
    /// The image, with registry and digest where the program sets them, and the tag of <paramref name="resource"/>. Conditions are
    /// ignored: the result holds once a graph is specialised.
    /// </summary>
    public static (ModelValue Image, ModelValue Tag) FinalImage(this Resource resource)
    {
        var state = resource.Images.Aggregate(ImageState.Of(resource), (state, entry) => state.With(entry));
        return (state.FullImage, state.Tag);
    }

    /// <summary>Both with something between them; where one is none, the other.</summary>
    internal static ModelValue Joined(ModelValue left, string between, ModelValue right) => (left, right) switch
    {
        (ModelValue.NoValue, _) => right,
        (_, ModelValue.NoValue) => left,
        (ModelValue.Text { Value: var first }, ModelValue.Text { Value: var second }) => ModelValue.From(first + between + second),
        _ => new ModelValue.Template(EquatableArray.Of(left, ModelValue.From(between), right)),
    };

    /// <summary>
    /// "redis:7" is an image with a tag; the colon of a registry's port stands before a slash. What cannot be a tag stays, so that the
    /// mistake is that of the image as it is written.
    /// </summary>
    /// <param name="image">The image as it is written.</param>
    /// <param name="tag">The tag that is given besides; then the text of the image stays as it is.</param>
    public static (ModelValue Image, ModelValue Tag) Split(ModelValue image, ModelValue tag) =>
        tag.IsNone && image.AsText is { } text && text.LastIndexOf(':') is var colon and > 0 && text.IndexOf('/', colon) < 0 && !text.Contains('@')
        && ImageReference.IsTag(text.Substring(colon + 1))
            ? (ModelValue.From(text.Substring(0, colon)), ModelValue.From(text.Substring(colon + 1)))
            : (image, tag);
}

/// <summary>The image of a container after some of its entries.</summary>
internal sealed record ImageState(ModelValue Image, ModelValue Tag, ModelValue Registry, ModelValue Digest)
{
    /// <summary>The image before the first entry.</summary>
    public static ImageState Of(Resource resource) => new(resource.Image, resource.Tag, ModelValue.None, ModelValue.None);

    /// <summary>The image with its registry and digest, without its tag.</summary>
    public ModelValue FullImage => Image.IsNone ? Image : ImageFold.Joined(ImageFold.Joined(Registry, "/", Image), "@", Digest);

    /// <summary>The image after one more entry.</summary>
    public ImageState With(ImageEntry entry) => entry switch
    {
        { Registry.IsNone: false } => this with { Registry = entry.Registry },
        { Digest.IsNone: false } => this with { Digest = entry.Digest, Tag = ModelValue.None },
        { Variant: { } variant } => this with { Tag = ImageVariant.Of(Tag, variant) },
        { Image.IsNone: true } => this with { Tag = entry.Tag, Digest = ModelValue.None },

        // Another image has another tag: that of the old one means nothing for it.
        _ => this with { Image = entry.Image, Tag = entry.Tag, Digest = ModelValue.None },
    };
}
