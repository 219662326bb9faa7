namespace AppHostSdk.Model;

/// <summary>A variant is asked for of an image, and a tag of it, that are known to have one.</summary>
internal static class ImageVariantRule
{
    /// <summary>So many images that a container may have are looked at; programs with more have conditions that nobody oversees.</summary>
    private const int MostImages = 64;

    private const string Advice = " Choose it after the call that asks for the variant, with a tag that has what you need.";

    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources.Where(r => r.Images.Any(i => i.Variant is not null)))
        {
            var images = new List<(ImageState Image, Condition When)> { (ImageState.Of(resource), index.When(resource)) };
            foreach (var entry in resource.Images)
            {
                var when = index.When(resource, entry);
                foreach (var (image, whenImage) in images)
                {
                    var both = index.Conditions.And(when, whenImage);
                    if (Problem(image, entry) is { } problem && index.IsPossible(both))
                    {
                        yield return index.Under(
                            new Finding(RuleCatalog.InvalidImage, new SiteArgument(entry.Site, null), default, EquatableArray.Of(Text(image), resource.Name, problem, Advice)),
                            both,
                            index.Reaching(resource, entry),
                            [whenImage]);
                    }
                }

                images = After(index, images, entry, when);
                if (images.Count > MostImages)
                {
                    break;
                }
            }
        }
    }

    private static List<(ImageState Image, Condition When)> After(GraphIndex index, List<(ImageState Image, Condition When)> images, ImageEntry entry, Condition when) =>
    [
        .. images.Select(i => (Image: i.Image.With(entry), When: index.Conditions.And(i.When, when)))
            .Concat(images.Select(i => (i.Image, When: index.Conditions.And(i.When, index.Conditions.Not(when)))))
            .Where(i => !i.When.IsNever),
    ];

    /// <summary>Why there is no such variant of an image; <see langword="null"/> where there is, or may be once late values are known.</summary>
    private static string? Problem(ImageState image, ImageEntry entry)
    {
        if (entry is not { Variant: { } variant, VariantOf: { } known })
        {
            return null;
        }

        // An image or tag that cannot be written is another mistake, and said where it is made.
        return ImageReference.Problem(Text(image, "x")) is not null ? null
            : !image.Digest.IsNone ? $"its digest says which one it is, so there is no variant '{variant}' of it"
            : image.FullImage.AsText is { } name && Full(name) != Full(known) ? $"only {known} is known to have a variant '{variant}'"
            : image.Tag.AsText is { } tag && ImageVariant.Of(tag, variant) is null ? $"only versions of it, with or without 'alpine', are known to have a variant '{variant}'"
            : null;
    }

    private static string Text(ImageState image, string late = "the image") =>
        $"{image.FullImage.AsText ?? late}{(image.Tag.AsText is { } tag ? ":" + tag : "")}";

    /// <summary>A name as the engine completes it.</summary>
    private static string Full(string image)
    {
        if (ImageReference.Problem(image) is not null)
        {
            return image;
        }

        var reference = ImageReference.Parse(image);
        return $"{reference.Registry ?? "docker.io"}/{(reference.Registry is null or "docker.io" && !reference.Name.Contains('/') ? "library/" : "")}{reference.Name}";
    }
}
