namespace AppHostSdk.Model;

/// <summary>Every reference to an endpoint names one that its resource has.</summary>
internal static class UnknownEndpointRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var entry in resource.Environment)
            {
                switch (entry)
                {
                    case ReferenceVariables { Endpoint: { } name } reference when Missing(index, reference.Source, name):
                        yield return Found(index, reference.Source, name, new SiteArgument(entry.Site, "source"));
                        break;
                    case EnvironmentVariable variable:
                        foreach (var endpoint in EndpointsIn(variable.Value).Where(e => Missing(index, e.Key, e.Name)))
                        {
                            yield return Found(index, endpoint.Key, endpoint.Name, new SiteArgument(entry.Site, "value"));
                        }

                        break;
                }
            }

            foreach (var argument in resource.Arguments)
            {
                foreach (var endpoint in EndpointsIn(argument.Value).Where(e => Missing(index, e.Key, e.Name)))
                {
                    yield return Found(index, endpoint.Key, endpoint.Name, new SiteArgument(argument.Site, "args"));
                }
            }

            foreach (var check in resource.HealthChecks)
            {
                // An endpoint that is missing here may be declared in what is not known.
                var endpoints = index.EndpointsOf(resource);
                if (index.MayHaveMore(resource))
                {
                    continue;
                }

                if (check.Endpoint is { } name ? endpoints.Named(name) is null : endpoints.PreferredHttp() is null)
                {
                    yield return Found(index, resource.Key, check.Endpoint ?? "http", new SiteArgument(check.Site, "endpointName"));
                }
            }
        }
    }

    private static bool Missing(GraphIndex index, string key, string name) =>
        index.Find(key) is { } resource && !index.MayHaveMore(resource) && index.EndpointsOf(resource).Named(name) is null;

    private static IEnumerable<ModelValue.Endpoint> EndpointsIn(ModelValue value) => value switch
    {
        ModelValue.Endpoint endpoint => [endpoint],
        ModelValue.Template template => template.Parts.SelectMany(EndpointsIn),
        ModelValue.List list => list.Items.SelectMany(EndpointsIn),
        _ => [],
    };

    private static Finding Found(GraphIndex index, string key, string name, SiteArgument location)
    {
        var resource = index.Find(key)!;
        var names = index.EndpointsOf(resource).Select(e => e.Name).ToList();
        var has = names.Count == 0 ? ": it has no endpoints" : $"; it has {Spelling.List(names)}";
        var advice = OtherProfile(index, resource, name)
            ?? (Spelling.Closest(name, names) is { } closest
                ? $"Did you mean '{closest}'?"
                : $"Declare it with WithHttpEndpoint(name: \"{name}\") or WithEndpoint(name: \"{name}\").");
        return new Finding(
            RuleCatalog.UnknownEndpoint,
            location,
            EquatableArray.Of(new SiteArgument(resource.Site, "name")),
            EquatableArray.Of(resource.Name, name, has, advice));
    }

    /// <summary>What to do when a launch profile that is not selected has the endpoint.</summary>
    private static string? OtherProfile(GraphIndex index, Resource resource, string name)
    {
        // While the choice is open, every profile that may be selected has been looked at.
        var other = !resource.LaunchProfile.IsNone && index.LaunchOf(resource) is { } project
            ? project.Profiles.FirstOrDefault(p => EndpointFold.Fold(LaunchExpansion.Endpoints(resource, project, p)).Named(name) is not null)
            : null;
        return other is null
            ? null
            : $"Its launch profile '{other.Name}' has it, but {(resource.LaunchProfile.AsText is { } used ? $"'{used}'" : "none")} is used: name the profile in AddProject, or start the app host with a profile of that name.";
    }
}
