namespace AppHostSdk.Model;

/// <summary>Calls about endpoints that do nothing.</summary>
internal static class EndpointAdvice
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            if (index.MayHaveMore(resource))
            {
                continue;
            }

            foreach (var external in resource.Endpoints.OfType<HttpEndpointsExternal>())
            {
                var declared = index.CandidatesOf(resource).Any(candidate =>
                    EndpointFold.Fold(candidate.TakeWhile(e => e != external)).Any(e => e.IsHttp));
                if (!declared && index.IsPossible(index.When(resource, external)))
                {
                    yield return new Finding(AdviceCatalog.ExternalWithoutEndpoints, new SiteArgument(external.Site, null), default, EquatableArray.Of(resource.Name));
                }
            }

            foreach (var url in resource.Urls.OfType<UrlCallback>())
            {
                var when = index.When(resource, url);
                if (url.Endpoint is { } name && index.IsPossible(when) && index.Conditions.And(when, index.WhenDeclared(resource, name)).IsNever)
                {
                    yield return UnknownEndpointRule.Missing(
                        index,
                        AdviceCatalog.UrlOfMissingEndpoint,
                        resource,
                        name,
                        new SiteArgument(url.Site, "endpointName"),
                        UnknownEndpointRule.Candidates(index, resource, when, _ => true));
                }
            }
        }

        foreach (var finding in index.Graph.Resources.SelectMany(r => References(index, r)))
        {
            yield return finding;
        }
    }

    /// <summary>References that tell nothing: where the other one is would be said by its endpoints, and it has none.</summary>
    private static IEnumerable<Finding> References(GraphIndex index, Resource resource)
    {
        foreach (var reference in resource.Environment.OfType<ReferenceVariables>().Where(r => r is { Endpoint: null, IsConnection: false }))
        {
            if (index.Find(reference.Source) is { IsStarted: true } source
                && !index.MayHaveMore(source)
                && index.EndpointsOf(source).IsEmpty
                && index.IsPossible(index.Conditions.And(index.When(resource, reference), index.When(source))))
            {
                yield return new Finding(
                    AdviceCatalog.ReferenceToNothing,
                    new SiteArgument(reference.Site, "source"),
                    EquatableArray.Of(new SiteArgument(source.Site, "name")),
                    EquatableArray.Of(resource.Name, source.Name));
            }
        }
    }
}
