namespace AppHostSdk.Model;

/// <summary>Applies the image entries of a container in order.</summary>
public static class ImageFold
{
    /// <summary>
    /// The image and tag of <paramref name="resource"/>. Conditions are ignored: the result holds once a graph is specialised.
    /// </summary>
    public static (ModelValue Image, ModelValue Tag) FinalImage(this Resource resource)
    {
        var (image, tag) = (resource.Image, resource.Tag);
        foreach (var entry in resource.Images)
        {
            // Another image has another tag: that of the old one means nothing for it.
            (image, tag) = entry.Image.IsNone ? (image, entry.Tag) : (entry.Image, entry.Tag);
        }

        return (image, tag);
    }

    /// <summary>"redis:7" is an image with a tag; the colon of a registry's port stands before a slash.</summary>
    internal static (ModelValue Image, ModelValue Tag) Split(ModelValue image, ModelValue tag) =>
        tag.IsNone && image.AsText is { } text && text.LastIndexOf(':') is var colon and > 0 && text.IndexOf('/', colon) < 0 && !text.Contains('@')
            ? (ModelValue.From(text.Substring(0, colon)), ModelValue.From(text.Substring(colon + 1)))
            : (image, tag);
}
