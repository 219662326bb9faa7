namespace AppHostSdk.Model;

/// <summary>Health checks and commands that are requests over HTTP go to endpoints with such a scheme.</summary>
internal static class HttpEndpointRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            // What is not known may give the endpoint another scheme.
            if ((resource.HealthChecks.IsEmpty && resource.Commands.IsEmpty) || index.MayHaveMore(resource))
            {
                continue;
            }

            foreach (var (entry, name, what) in RequestsOf(resource))
            {
                // Every declaration of the name counts, whatever its condition and launch profile.
                var schemes = index.CandidatesOf(resource)
                    .SelectMany(candidate => candidate.OfType<EndpointDeclaration>())
                    .Where(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase))
                    .Select(e => e.Scheme)
                    .ToList();
                var used = index.Conditions.And(index.When(resource, entry), index.WhenDeclared(resource, name));
                if (schemes.Count > 0 && !schemes.Exists(s => s is "http" or "https") && index.IsPossible(used))
                {
                    var endpoint = index.EndpointsOf(resource).Named(name)!;
                    var others = UnknownEndpointRule.Candidates(index, resource, used, e => e.IsHttp);
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.NotHttp,
                            new SiteArgument(entry.Site, "endpointName"),
                            EquatableArray.Of(new SiteArgument(endpoint.Site, "name")),
                            EquatableArray.Of(endpoint.Name, resource.Name, endpoint.Scheme, what, others.Count > 0 ? $" ({Spelling.List(others)})" : "")),
                        used,
                        index.Reaching(resource, entry),
                        [index.WhenDeclared(resource, name)]);
                }
            }
        }
    }

    private static IEnumerable<(Entry Entry, string Name, string What)> RequestsOf(Resource resource) =>
        resource.HealthChecks.OfType<HttpHealthCheckEntry>().Where(c => c.Endpoint is not null).Select(c => ((Entry)c, c.Endpoint!, "the health check"))
            .Concat(resource.Commands.Where(c => !c.Path.IsNone && c.Endpoint is not null).Select(c => ((Entry)c, c.Endpoint!, $"the command '{c.Name}'")));
}
