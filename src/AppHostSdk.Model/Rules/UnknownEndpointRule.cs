namespace AppHostSdk.Model;

/// <summary>Every reference to an endpoint names one that its resource has whenever the reference is made.</summary>
internal static class UnknownEndpointRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var (entry, key, name, argument) in ReferencesOf(resource))
            {
                if (index.Find(key) is not { } source || index.MayHaveMore(source))
                {
                    continue;
                }

                var used = index.Conditions.And(index.When(resource, entry), index.When(source));
                var missing = index.Conditions.And(used, index.Conditions.Not(index.WhenDeclared(source, name)));
                if (index.IsPossible(missing))
                {
                    yield return index.Under(Found(index, key, name, new SiteArgument(entry.Site, argument)), missing, used);
                }
            }

            foreach (var check in resource.HealthChecks)
            {
                // An endpoint that is missing here may be declared in what is not known.
                if (index.MayHaveMore(resource))
                {
                    continue;
                }

                var used = index.When(resource, check);
                var declared = check.Endpoint is { } name
                    ? index.WhenDeclared(resource, name)
                    : index.Any(index.EndpointsOf(resource).Where(e => e.IsHttp).Select(e => index.WhenDeclared(resource, e.Name)));
                var missing = index.Conditions.And(used, index.Conditions.Not(declared));
                if (index.IsPossible(missing))
                {
                    yield return index.Under(Found(index, resource.Key, check.Endpoint ?? "http", new SiteArgument(check.Site, "endpointName")), missing, used);
                }
            }
        }
    }

    /// <summary>Every mention of an endpoint by name, with the argument that makes it.</summary>
    private static IEnumerable<(Entry Entry, string Key, string Name, string Argument)> ReferencesOf(Resource resource)
    {
        foreach (var entry in resource.Environment)
        {
            switch (entry)
            {
                case ReferenceVariables { Endpoint: { } name } reference:
                    yield return (entry, reference.Source, name, "source");
                    break;
                case EnvironmentVariable variable:
                    foreach (var endpoint in EndpointsIn(variable.Value))
                    {
                        yield return (entry, endpoint.Key, endpoint.Name, "value");
                    }

                    break;
            }
        }

        foreach (var argument in resource.Arguments)
        {
            foreach (var endpoint in EndpointsIn(argument.Value))
            {
                yield return (argument, endpoint.Key, endpoint.Name, "args");
            }
        }
    }

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
