namespace AppHostSdk.Model;

/// <summary>Images that change under the application.</summary>
internal static class ImageAdvice
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources.Where(r => r.Kind == ResourceKind.Container))
        {
            // A conditional change of the image: what is left is not worth working out.
            if (resource.Images.Any(i => !i.Condition.IsAlways && i.Condition != resource.Condition))
            {
                continue;
            }

            var (image, tag) = resource.FinalImage();
            if (image.AsText is { } name && !name.Contains('@') && (tag.IsNone || tag.AsText == "latest"))
            {
                yield return new Finding(AdviceCatalog.LatestTag, new SiteArgument(resource.Site, "image"), default, EquatableArray.Of(resource.Name, name));
            }
        }
    }
}
