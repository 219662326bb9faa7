namespace AppHostSdk.Model;

/// <summary>What a container runs can be written as an image reference.</summary>
internal static class ImageRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources.Where(r => r.Kind == ResourceKind.Container))
        {
            if (Problem(resource.Image, resource.Tag, ModelValue.None, ModelValue.None) is { } problem
                && index.IsPossible(index.When(resource))
                && !GraphIndex.IsOfInvalidName(resource, problem.Text))
            {
                yield return Found(index, resource, resource.Site, problem, index.When(resource), index.Reaching(resource));
            }

            foreach (var change in resource.Images)
            {
                if (Problem(change.Image, change.Tag, change.Registry, change.Digest) is { } other
                    && index.IsPossible(index.When(resource, change))
                    && !GraphIndex.IsOfInvalidName(resource, other.Text))
                {
                    yield return Found(index, resource, change.Site, other, index.When(resource, change), index.Reaching(resource, change));
                }
            }
        }
    }

    private static Finding Found(
        GraphIndex index, Resource resource, int site, (string Text, string Argument, string Reason) problem, Condition when, IEnumerable<Condition> parties) => index.Under(
        new Finding(
            RuleCatalog.InvalidImage,
            new SiteArgument(site, problem.Argument),
            default,
            EquatableArray.Of(problem.Text, resource.Name, problem.Reason, " An image is written [registry/]name[:tag][@digest].")),
        when,
        parties);

    /// <summary>What is wrong with constant parts; late ones are checked when they are known.</summary>
    private static (string Text, string Argument, string Reason)? Problem(ModelValue image, ModelValue tag, ModelValue registry, ModelValue digest)
    {
        if (image.AsText is { } name && ImageReference.Problem(name) is { } problem)
        {
            return (name, "image", problem);
        }

        if (registry.AsText is { } host && ImageReference.Problem(host + "/x") is { } noRegistry)
        {
            return (host, "registry", noRegistry);
        }

        if (digest.AsText is { } exact && ImageReference.Problem("x@" + exact) is { } noDigest)
        {
            return (exact, "digest", noDigest);
        }

        if (image.AsText is { } whole && tag.AsText is { } further && OwnTag(whole) is { } own)
        {
            return ($"{whole}:{further}", "tag", own);
        }

        return tag.AsText is { } text && ImageReference.Problem("x:" + text) is { } other ? (text.Length > 0 ? text : image.AsText + ":", "tag", other) : null;
    }

    /// <summary>What an image says itself about the version, in words, or <see langword="null"/>: the colon of a registry's port stands before a slash.</summary>
    private static string? OwnTag(string image) =>
        image.Contains('@') ? "the image has a digest already"
        : image.LastIndexOf(':') is var colon && colon > image.LastIndexOf('/') ? $"the image has the tag '{image.Substring(colon + 1)}' already"
        : null;
}
