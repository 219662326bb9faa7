namespace AppHostSdk.Model;

/// <summary>What a container runs can be written as an image reference.</summary>
internal static class ImageRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources.Where(r => r.Kind == ResourceKind.Container))
        {
            if (Problem(resource.Image, resource.Tag) is { } problem)
            {
                yield return Found(index, resource, resource.Site, problem, index.When(resource));
            }

            foreach (var change in resource.Images)
            {
                if (Problem(change.Image, change.Tag) is { } other && index.IsPossible(index.When(resource, change)))
                {
                    yield return Found(index, resource, change.Site, other, index.When(resource, change));
                }
            }
        }
    }

    private static Finding Found(GraphIndex index, Resource resource, int site, (string Text, string Argument, string Reason) problem, Condition when) => index.Under(
        new Finding(RuleCatalog.InvalidImage, new SiteArgument(site, problem.Argument), default, EquatableArray.Of(problem.Text, resource.Name, problem.Reason)),
        when,
        when);

    /// <summary>What is wrong with constant parts; late ones are checked when they are known.</summary>
    private static (string Text, string Argument, string Reason)? Problem(ModelValue image, ModelValue tag)
    {
        if (image.AsText is { } name && ImageReference.Problem(name) is { } problem)
        {
            return (name, "image", problem);
        }

        return tag.AsText is { } text && ImageReference.Problem("x:" + text) is { } other ? (text, "tag", other) : null;
    }
}
