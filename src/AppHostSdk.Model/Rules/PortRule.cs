using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>No two endpoints that exist together are fixed to one port of the host, and containers say which port they listen on.</summary>
internal static class PortRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        var taken = new Dictionary<(string Protocol, long Port), List<(Resource Resource, Fixed Port)>>();
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var endpoint in index.EndpointsOf(resource))
            {
                var declarations = DeclarationsOf(index, resource, endpoint.Name);
                if (NoTargetPort(index, resource, endpoint, declarations) is { } finding)
                {
                    yield return finding;
                }

                foreach (var port in PortsOf(index, resource, endpoint, declarations))
                {
                    if (!taken.TryGetValue((endpoint.Protocol, port.Number), out var others))
                    {
                        taken[(endpoint.Protocol, port.Number)] = others = [];
                    }

                    foreach (var (otherResource, other) in others)
                    {
                        var both = index.Conditions.And(port.When, other.When);
                        if (index.IsPossible(both))
                        {
                            yield return index.Under(
                                new Finding(
                                    RuleCatalog.PortConflict,
                                    port.Place,
                                    EquatableArray.Of(other.Place),
                                    EquatableArray.Of(
                                        port.Number.ToString(CultureInfo.InvariantCulture),
                                        other.Endpoint,
                                        otherResource.Name,
                                        port.Endpoint,
                                        resource.Name)),
                                both,
                                port.Declared,
                                other.Declared);
                            break;
                        }
                    }

                    others.Add((resource, port));
                }
            }
        }
    }

    // When the port is the endpoint's, and when the call that fixes it is there: a later one may change it.
    private readonly record struct Fixed(string Endpoint, long Number, Condition When, Condition Declared, SiteArgument Place);

    private static List<(EndpointDeclaration Declaration, Condition When)> DeclarationsOf(GraphIndex index, Resource resource, string name) =>
        [.. resource.Endpoints.OfType<EndpointDeclaration>()
            .Where(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(e => (e, index.When(resource, e)))];

    private static Finding? NoTargetPort(GraphIndex index, Resource resource, ResourceEndpoint endpoint, List<(EndpointDeclaration Declaration, Condition When)> declarations)
    {
        if (resource.Kind != ResourceKind.Container || !index.Graph.IsComplete)
        {
            return null;
        }

        var exists = index.Any(declarations.Select(d => d.When));
        var given = index.Any(declarations.Where(d => !d.Declaration.TargetPort.IsNone || !d.Declaration.Port.IsNone).Select(d => d.When));
        var missing = index.Conditions.And(exists, index.Conditions.Not(given));
        return index.IsPossible(missing)
            ? index.Under(
                new Finding(RuleCatalog.NoTargetPort, new SiteArgument(endpoint.Site, null), default, EquatableArray.Of(endpoint.Name, resource.Name)),
                missing,
                [exists, .. declarations.Select(d => d.When)])
            : null;
    }

    /// <summary>
    /// The fixed ports on the host, each with the condition under which no later declaration changes it. A process without proxy
    /// is reached on the port it binds.
    /// </summary>
    private static List<Fixed> PortsOf(GraphIndex index, Resource resource, ResourceEndpoint endpoint, List<(EndpointDeclaration Declaration, Condition When)> declarations)
    {
        var open = Condition.Always;
        var found = new List<Fixed>();
        Collect(d => d.Port, "port");
        if (resource.Kind != ResourceKind.Container)
        {
            Collect(d => d.TargetPort, "targetPort");
        }

        found.Reverse();
        return found;

        void Collect(Func<EndpointDeclaration, ModelValue> portOf, string argument)
        {
            foreach (var (declaration, when) in Enumerable.Reverse(declarations))
            {
                var port = portOf(declaration);
                var effective = index.Conditions.And(when, open);
                if (port.IsNone || effective.IsNever)
                {
                    continue;
                }

                if (port.AsNumber is { } number)
                {
                    found.Add(new Fixed(endpoint.Name, number, effective, when, new SiteArgument(declaration.Site, argument)));
                }

                open = index.Conditions.And(open, index.Conditions.Not(when));
            }
        }
    }
}
