namespace AppHostSdk.Model;

/// <summary>Every reference to an endpoint names one that its resource has whenever the reference is made.</summary>
internal static class UnknownEndpointRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        // An endpoint that is missing here may be added by the part of the program that is not known.
        if (!index.Graph.IsComplete)
        {
            yield break;
        }

        foreach (var resource in index.Graph.Resources)
        {
            foreach (var (entry, key, name, argument) in ReferencesOf(resource))
            {
                if (index.Find(key) is not { } source)
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
        var has = names.Count == 0 ? ": it has no endpoints" : $"; it has {string.Join(", ", names.Select(n => $"'{n}'"))}";
        var advice = Closest(name, names) is { } closest
            ? $"Did you mean '{closest}'?"
            : $"Declare it with WithHttpEndpoint(name: \"{name}\") or WithEndpoint(name: \"{name}\").";
        return new Finding(
            RuleCatalog.UnknownEndpoint,
            location,
            EquatableArray.Of(new SiteArgument(resource.Site, "name")),
            EquatableArray.Of(resource.Name, name, has, advice));
    }

    /// <summary>The one of <paramref name="candidates"/> that differs from <paramref name="name"/> by at most two edits.</summary>
    private static string? Closest(string name, IEnumerable<string> candidates) =>
        candidates
            .Select(candidate => (candidate, Distance: EditDistance(name, candidate)))
            .Where(c => c.Distance <= 2 && c.Distance < Math.Max(name.Length, 1))
            .OrderBy(c => c.Distance)
            .Select(c => c.candidate)
            .FirstOrDefault();

    private static int EditDistance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
