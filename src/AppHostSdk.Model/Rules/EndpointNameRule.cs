namespace AppHostSdk.Model;

/// <summary>Endpoint names are valid.</summary>
internal static class EndpointNameRule
{
    public static IEnumerable<Finding> Check(GraphIndex index) =>
        from resource in index.Graph.Resources
        from endpoint in index.EndpointsOf(resource)
        let problem = NameFormat.Problem(endpoint.Name)
        where problem is not null
        select new Finding(
            RuleCatalog.InvalidEndpointName,
            new SiteArgument(endpoint.Site, endpoint.Name == endpoint.Scheme ? "scheme" : "name"),
            default,
            EquatableArray.Of(endpoint.Name, problem));
}
