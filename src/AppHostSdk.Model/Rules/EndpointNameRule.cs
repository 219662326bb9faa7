namespace AppHostSdk.Model;

/// <summary>Endpoint names are valid. One that is taken from a scheme which is none itself is a matter of <see cref="SchemeRule"/>.</summary>
internal static class EndpointNameRule
{
    public static IEnumerable<Finding> Check(GraphIndex index) =>
        from resource in index.Graph.Resources
        from endpoint in index.EndpointsOf(resource)
        let problem = NameFormat.Problem(endpoint.Name)
        where problem is not null && !(endpoint.Name == endpoint.Scheme && SchemeRule.Problem(endpoint.Scheme) is not null)
        select new Finding(
            RuleCatalog.InvalidEndpointName,
            new SiteArgument(endpoint.Site, endpoint.Name == endpoint.Scheme ? "scheme" : "name"),
            default,
            EquatableArray.Of(endpoint.Name, problem));
}
