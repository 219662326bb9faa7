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
        var (image, tag, registry, digest) = (resource.Image, resource.Tag, ModelValue.None, ModelValue.None);
        foreach (var entry in resource.Images)
        {
            if (!entry.Registry.IsNone)
            {
                registry = entry.Registry;
            }
            else if (!entry.Digest.IsNone)
            {
                (digest, tag) = (entry.Digest, ModelValue.None);
            }
            else
            {
                // Another image has another tag: that of the old one means nothing for it.
                (image, tag, digest) = entry.Image.IsNone ? (image, entry.Tag, ModelValue.None) : (entry.Image, entry.Tag, ModelValue.None);
            }
        }

        return (image.IsNone ? image : Joined(Joined(registry, "/", image), "@", digest), tag);
    }

    /// <summary>Both with something between them; where one is none, the other.</summary>
    internal static ModelValue Joined(ModelValue left, string between, ModelValue right) => (left, right) switch
    {
        (ModelValue.NoValue, _) => right,
        (_, ModelValue.NoValue) => left,
        (ModelValue.Text { Value: var first }, ModelValue.Text { Value: var second }) => ModelValue.From(first + between + second),
        _ => new ModelValue.Template(EquatableArray.Of(left, ModelValue.From(between), right)),
    };

    /// <summary>"redis:7" is an image with a tag; the colon of a registry's port stands before a slash.</summary>
    internal static (ModelValue Image, ModelValue Tag) Split(ModelValue image, ModelValue tag) =>
        tag.IsNone && image.AsText is { } text && text.LastIndexOf(':') is var colon and > 0 && text.IndexOf('/', colon) < 0 && !text.Contains('@')
            ? (ModelValue.From(text.Substring(0, colon)), ModelValue.From(text.Substring(colon + 1)))
            : (image, tag);
}
