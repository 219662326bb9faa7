namespace AppHostSdk.Model;

/// <summary>Calls about endpoints that change nothing.</summary>
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
        }
    }
}
