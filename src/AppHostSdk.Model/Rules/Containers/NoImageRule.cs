namespace AppHostSdk.Model;

/// <summary>A container has an image: one that it is given, or one that is built. One that runs as a program needs none.</summary>
internal static class NoImageRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            if (resource.Kind != ResourceKind.Container || !resource.Image.IsNone || index.MayHaveMore(resource))
            {
                continue;
            }

            var given = index.Any(resource.Images.Where(i => !i.Image.IsNone), i => index.When(resource, i));
            var built = index.Any(resource.Container.OfType<DockerfileEntry>(), d => index.When(resource, d));
            var isProgram = index.Any(resource.Settings.Where(s => s.Setting == ResourceSetting.Executable), s => index.When(resource, s));
            var needless = index.Conditions.Or(index.Conditions.Or(given, built), isProgram);
            var missing = index.Conditions.And(index.When(resource), index.Conditions.Not(needless));
            if (index.IsPossible(missing))
            {
                yield return index.Under(
                    new Finding(RuleCatalog.NoImage, new SiteArgument(resource.Site, null), default, EquatableArray.Of(resource.Name)),
                    missing,
                    index.Reaching(resource));
            }
        }
    }
}
