namespace AppHostSdk.Model;

/// <summary>Only what is started is asked how it is.</summary>
internal static class HealthCheckRule
{
    public static IEnumerable<Finding> Check(GraphIndex index) =>
        from resource in index.Graph.Resources
        where !resource.IsStarted && resource.Kind != ResourceKind.Open
        from check in resource.HealthChecks
        let when = index.When(resource, check)
        where index.IsPossible(when)
        select index.Under(
            new Finding(
                RuleCatalog.UnaskedHealthCheck,
                new SiteArgument(check.Site, "key"),
                EquatableArray.Of(new SiteArgument(resource.Site, "name")),
                EquatableArray.Of(resource.Name, Place(index, resource))),
            when,
            index.Reaching(resource, check));

    private static string Place(GraphIndex index, Resource resource) =>
        resource.Relationships.FirstOrDefault(r => r.Kind == RelationshipEntry.Parent) is { } parent && index.Find(parent.Other) is { IsStarted: true } whole
            ? $"'{whole.Name}', which it is a part of"
            : "the resource that it depends on";
}
