namespace AppHostSdk.Model;

/// <summary>
/// Every reference to an endpoint names one that its resource has whenever the reference is made. What one of the launch profiles
/// has that may be selected is not missing here.
/// </summary>
internal static class UnknownEndpointRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var (entry, key, name, argument) in ReferencesOf(resource))
            {
                // An endpoint that is missing here may be declared in what is not known.
                if (index.Find(key) is not { } source || index.MayHaveMore(source))
                {
                    continue;
                }

                var used = index.Conditions.And(index.When(resource, entry), index.When(source));
                var missing = index.Conditions.And(used, index.Conditions.Not(index.WhenDeclared(source, name)));
                if (index.IsPossible(missing))
                {
                    var finding = Missing(index, RuleCatalog.UnknownEndpoint, source, name, new SiteArgument(entry.Site, argument), Candidates(index, source, missing, _ => true));
                    yield return index.Under(finding, missing, index.Reaching(resource, entry).Select(c => c == index.When(resource, entry) ? used : c), [index.When(source)]);
                }
            }

            // That nothing asks what is not started is said by AHS1030.
            if (!resource.IsStarted || index.MayHaveMore(resource))
            {
                continue;
            }

            foreach (var (request, name, otherwise, suffices) in RequestsOf(resource))
            {
                var used = index.When(resource, request);
                var declared = name is null ? WhenSome(index, resource, suffices) : index.WhenDeclared(resource, name);
                var missing = index.Conditions.And(used, index.Conditions.Not(declared));
                if (index.IsPossible(missing))
                {
                    // Where no name is written, none is misspelled.
                    var candidates = name is null ? [] : Candidates(index, resource, missing, suffices);
                    var finding = Missing(index, RuleCatalog.UnknownEndpoint, resource, name ?? otherwise, new SiteArgument(request.Site, "endpointName"), candidates);
                    yield return index.Under(finding, missing, index.Reaching(resource, request));
                }
            }
        }
    }

    /// <summary>
    /// The requests that are made to a resource itself: the endpoint they name, and which else they go to. A command that names none may
    /// choose one of any resource when it is executed.
    /// </summary>
    private static IEnumerable<(Entry Request, string? Name, string Otherwise, Func<ResourceEndpoint, bool> Suffices)> RequestsOf(Resource resource)
    {
        foreach (var check in resource.HealthChecks)
        {
            switch (check)
            {
                case TcpHealthCheckEntry tcp:
                    yield return (tcp, tcp.Endpoint, "tcp", e => e.Protocol == "tcp");
                    break;
                case HttpHealthCheckEntry http:
                    yield return (http, http.Endpoint, "http", e => EquatableArray.Of(e).PreferredHttp() is not null);
                    break;
            }
        }

        foreach (var command in resource.Commands.Where(c => c.Endpoint is not null))
        {
            yield return (command, command.Endpoint, "http", e => e.IsHttp);
        }
    }

    /// <summary>When the resource may have an endpoint that suffices for a request which names none.</summary>
    private static Condition WhenSome(GraphIndex index, Resource resource, Func<ResourceEndpoint, bool> suffices) => index.Any(
        index.CandidatesOf(resource).Count == 1
            ? index.EndpointsOf(resource).Where(suffices)
            : index.CandidatesOf(resource).SelectMany(candidate => EndpointFold.Fold(candidate)).Where(suffices),
        endpoint => index.WhenDeclared(resource, endpoint.Name));

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
                        yield return (entry, endpoint.Key, endpoint.Name, Argument("value", variable.Value, endpoint));
                    }

                    break;
            }
        }

        foreach (var connection in resource.Connections)
        {
            foreach (var endpoint in EndpointsIn(connection.Value))
            {
                yield return (connection, endpoint.Key, endpoint.Name, SiteArgument.Within("value", endpoint));
            }
        }

        foreach (var property in resource.ConnectionProperties)
        {
            foreach (var endpoint in EndpointsIn(property.Value))
            {
                yield return (property, endpoint.Key, endpoint.Name, SiteArgument.Within("value", endpoint));
            }
        }

        foreach (var argument in resource.Arguments)
        {
            foreach (var endpoint in EndpointsIn(argument.Value))
            {
                yield return (argument, endpoint.Key, endpoint.Name, Argument("args", argument.Value, endpoint));
            }
        }

        foreach (var url in resource.Urls.OfType<UrlDeclaration>())
        {
            foreach (var endpoint in EndpointsIn(url.Url))
            {
                yield return (url, endpoint.Key, endpoint.Name, "url");
            }
        }
    }

    private static string Argument(string name, ModelValue value, ModelValue.Endpoint endpoint) =>
        value is ModelValue.Template or ModelValue.Formatted ? SiteArgument.Within(name, endpoint) : name;

    private static IEnumerable<ModelValue.Endpoint> EndpointsIn(ModelValue value) =>
        value is ModelValue.Text or ModelValue.NoValue ? [] : value.SelfAndParts().OfType<ModelValue.Endpoint>();

    /// <summary>The names of the endpoints that <paramref name="resource"/> has whenever <paramref name="missing"/> holds, and that would do.</summary>
    internal static IReadOnlyList<string> Candidates(GraphIndex index, Resource resource, Condition missing, Func<ResourceEndpoint, bool> suffices) =>
        [.. index.EndpointsOf(resource).Where(e => suffices(e) && index.Conditions.Implies(missing, index.WhenDeclared(resource, e.Name))).Select(e => e.Name)];

    /// <summary>The finding that <paramref name="resource"/> has no endpoint called <paramref name="name"/>, with what it has and what to do.</summary>
    /// <param name="index">The graph.</param>
    /// <param name="rule">What is said.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="name">The endpoint that it does not have.</param>
    /// <param name="location">Where it is asked for.</param>
    /// <param name="candidates">The names that may have been meant: the program would be right with each of them.</param>
    internal static Finding Missing(GraphIndex index, Rule rule, Resource resource, string name, SiteArgument location, IReadOnlyList<string> candidates)
    {
        var names = index.EndpointsOf(resource).Select(e => e.Name).ToList();
        var sometimes = names.RemoveAll(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase)) > 0;
        var has = names.Count == 0 ? sometimes ? "" : ": it has no endpoints" : $"; it has {Spelling.List(names)}";
        var other = OtherProfile(index, resource, name);
        var closest = other is null && !sometimes ? Spelling.Closest(name, candidates) : null;
        var advice = other
            ?? (sometimes ? "It is declared only under other conditions: declare it under those of its use as well, or use it only where it exists."
                : closest is not null ? $"Did you mean '{closest}'?"
                : $"Declare it with WithHttpEndpoint(name: \"{name}\") or WithEndpoint(name: \"{name}\").");
        return new Finding(
            rule,
            location,
            EquatableArray.Of(new SiteArgument(resource.Site, "name")),
            EquatableArray.Of(resource.Name, name, has, advice)) { Suggestion = closest };
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
