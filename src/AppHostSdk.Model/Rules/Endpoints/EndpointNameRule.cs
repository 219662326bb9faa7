namespace AppHostSdk.Model;

/// <summary>Endpoint names are valid. A name that is taken from an invalid scheme is a matter of <see cref="SchemeRule"/>.</summary>
internal static class EndpointNameRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var endpoint in index.EndpointsOf(resource))
            {
                if (NameFormat.Problem(endpoint.Name) is not { } problem
                    || GraphIndex.IsOfInvalidName(resource, endpoint.Name)
                    || (endpoint.Name == endpoint.Scheme && SchemeRule.Problem(endpoint.Scheme) is not null))
                {
                    continue;
                }

                // Where several calls declare it, the first one is enough; what no call declares is in the project's own files.
                var declaration = resource.Endpoints.OfType<EndpointDeclaration>()
                    .FirstOrDefault(e => string.Equals(e.Name, endpoint.Name, StringComparison.OrdinalIgnoreCase) && index.IsPossible(index.When(resource, e)));
                if (declaration is null && !index.IsPossible(index.WhenDeclared(resource, endpoint.Name)))
                {
                    continue;
                }

                yield return index.Under(
                    new Finding(
                        RuleCatalog.InvalidEndpointName,
                        new SiteArgument(declaration?.Site ?? endpoint.Site, endpoint.Name == endpoint.Scheme ? "scheme" : "name"),
                        default,
                        EquatableArray.Of(endpoint.Name, problem)),
                    declaration is null ? index.When(resource) : index.When(resource, declaration),
                    declaration is null ? index.Reaching(resource) : index.Reaching(resource, declaration));
            }
        }
    }
}
