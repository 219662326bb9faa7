namespace AppHostSdk.Model;

/// <summary>A variable that a reference surely gives its consumer.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Service">The name under which the consumer looks for a service; <see langword="null"/> for other variables.</param>
/// <param name="When">When it is given.</param>
internal readonly record struct VariableClaim(string Name, string? Service, Condition When)
{
    /// <summary>Claims with the same key are claims to one variable.</summary>
    public string Key { get => field ?? Name; init; }
}

/// <summary>
/// The variables that references give a resource, as far as that is certain: what depends on whether a value is there, or on which of
/// several connection strings counts, is left out. The list of addresses of a service (<c>services__name__…</c>) grows with each
/// reference, so nothing is lost there.
/// </summary>
internal static class VariableClaims
{
    public static IEnumerable<VariableClaim> Of(GraphIndex index, Resource consumer, EnvironmentEntry entry) => entry switch
    {
        UriVariables address => OfAddress(index, consumer, address),
        ReferenceVariables { IsOptional: false } reference when index.Find(reference.Source) is { } source =>
            source.Kind == ResourceKind.ExternalService ? OfService(index, consumer, reference, source)
            : reference.IsConnection ? OfConnection(index, consumer, reference, source)
            : OfEndpoints(index, consumer, reference, source),
        _ => [],
    };

    private static IEnumerable<VariableClaim> OfAddress(GraphIndex index, Resource consumer, UriVariables address)
    {
        var when = index.When(consumer, address);
        yield return new(EnvironmentNames.Service(address.Name, "default", 0), null, index.Conditions.And(when, Injected(index, consumer, ReferenceEnvironmentInjectionFlags.ServiceDiscovery)));
        yield return new(address.Name, null, index.Conditions.And(when, Injected(index, consumer, ReferenceEnvironmentInjectionFlags.Endpoints)));
    }

    private static IEnumerable<VariableClaim> OfService(GraphIndex index, Resource consumer, ReferenceVariables reference, Resource source)
    {
        // The variable of an address that comes from a parameter has its scheme in it, which is not known here.
        if (source.FinalConnection()?.Value.AsText is not null)
        {
            yield return new(
                EnvironmentNames.ExternalService(source.Name),
                null,
                index.Conditions.And(When(index, consumer, reference, source), Injected(index, consumer, ReferenceEnvironmentInjectionFlags.Endpoints)));
        }
    }

    private static IEnumerable<VariableClaim> OfConnection(GraphIndex index, Resource consumer, ReferenceVariables reference, Resource source)
    {
        var when = When(index, consumer, reference, source);
        var own = source.Connections.Where(c => !c.IsRedirection).Select(c => c.Variable).Distinct().ToList();
        if (own.Count == 1)
        {
            var injected = index.Conditions.And(when, Injected(index, consumer, ReferenceEnvironmentInjectionFlags.ConnectionString));
            var name = reference.Name is { Length: > 0 } given ? given : source.Name;
            foreach (var variable in own[0] is { } only ? [only] : EnvironmentNames.ConnectionString(name))
            {
                // Readers of connection strings look them up without regard to case.
                yield return new(variable, null, injected) { Key = own[0] ?? variable.ToUpperInvariant() };
            }
        }

        if (source.Connections.Any(c => c.IsRedirection))
        {
            yield break;
        }

        foreach (var properties in source.ConnectionProperties.GroupBy(p => EnvironmentNames.ConnectionProperty(reference.Name ?? source.Name, p.Name)))
        {
            var given = index.Any(properties, p => index.When(source, p));
            yield return new(
                properties.Key,
                null,
                index.Conditions.And(index.Conditions.And(when, given), Injected(index, consumer, ReferenceEnvironmentInjectionFlags.ConnectionProperties)));
        }
    }

    private static IEnumerable<VariableClaim> OfEndpoints(GraphIndex index, Resource consumer, ReferenceVariables reference, Resource source)
    {
        var when = index.Conditions.And(When(index, consumer, reference, source), Injected(index, consumer, ReferenceEnvironmentInjectionFlags.Endpoints));
        foreach (var endpoint in index.EndpointsOf(source).Where(e => reference.Endpoint is null || string.Equals(reference.Endpoint, e.Name, StringComparison.OrdinalIgnoreCase)))
        {
            yield return new(
                reference.Name is { } name ? EnvironmentNames.NamedEndpoint(name, endpoint.Name) : EnvironmentNames.Endpoint(source.Name, endpoint.Name),
                reference.Name ?? source.Name,
                index.Conditions.And(when, index.WhenSurelyDeclared(source, endpoint.Name)));
        }
    }

    private static Condition When(GraphIndex index, Resource consumer, ReferenceVariables reference, Resource source) =>
        index.Conditions.And(index.When(consumer, reference), index.When(source));

    /// <summary>When references give <paramref name="consumer"/> variables of a kind: the last choice counts.</summary>
    private static Condition Injected(GraphIndex index, Resource consumer, ReferenceEnvironmentInjectionFlags kind)
    {
        var given = Condition.Always;
        foreach (var choice in consumer.Environment.OfType<ReferenceInjection>())
        {
            var when = index.When(consumer, choice);
            given = choice.Flags.HasFlag(kind)
                ? index.Conditions.Or(given, when)
                : index.Conditions.And(given, index.Conditions.Not(when));
        }

        return given;
    }
}
