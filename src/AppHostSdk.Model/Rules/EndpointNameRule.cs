namespace AppHostSdk.Model;

/// <summary>Endpoint names are valid. One that is taken from a scheme which is none itself is a matter of <see cref="SchemeRule"/>.</summary>
internal static class EndpointNameRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var endpoint in index.EndpointsOf(resource))
            {
                if (NameFormat.Problem(endpoint.Name) is not { } problem
                    || index.IsOfInvalidName(resource, endpoint.Name)
                    || (endpoint.Name == endpoint.Scheme && SchemeRule.Problem(endpoint.Scheme) is not null))
                {
                    continue;
                }

                var declarations = resource.Endpoints.OfType<EndpointDeclaration>().Where(e => string.Equals(e.Name, endpoint.Name, StringComparison.OrdinalIgnoreCase)).ToList();
                var isCertain = declarations.Count == 0 || declarations.Exists(d => index.Reaching(resource, d).Contains(index.When(resource, d)));
                var when = index.WhenDeclared(resource, endpoint.Name);
                if (index.IsPossible(when))
                {
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.InvalidEndpointName,
                            new SiteArgument(endpoint.Site, endpoint.Name == endpoint.Scheme ? "scheme" : "name"),
                            default,
                            EquatableArray.Of(endpoint.Name, problem)),
                        when,
                        isCertain ? [when] : []);
                }
            }
        }
    }
}
