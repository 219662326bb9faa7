namespace AppHostSdk.Model;

/// <summary>Only what is started is asked how it is.</summary>
internal static class HealthCheckRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            if (resource.IsStarted || resource.Kind == ResourceKind.Open)
            {
                continue;
            }

            foreach (var check in resource.HealthChecks)
            {
                var when = index.When(resource, check);
                if (index.IsPossible(when))
                {
                    var finding = new Finding(
                        RuleCatalog.UnaskedHealthCheck,
                        new SiteArgument(check.Site, "key"),
                        EquatableArray.Of(new SiteArgument(resource.Site, "name")),
                        EquatableArray.Of(resource.Name, Place(index, resource)));
                    yield return index.Under(finding, when, index.Reaching(resource, check));
                }
            }
        }
    }

    private static string Place(GraphIndex index, Resource resource) =>
        resource.Relationships.FirstOrDefault(r => r.Kind == RelationshipEntry.Parent) is { } parent && index.Find(parent.Other) is { IsStarted: true } whole
            ? $"'{whole.Name}', which it is a part of"
            : "the resource that it depends on";
}
