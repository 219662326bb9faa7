using System.Globalization;
using System.Net;

namespace AppHostSdk.Model;

/// <summary>No two endpoints that exist together are fixed to one port of the host, and containers say which port they listen on.</summary>
internal static class PortRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        var taken = new Dictionary<HostPort, List<Taker>>();
        var order = new StartOrder(index);
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var finding in OutOfRange(index, resource).Concat(NoTargetPorts(index, resource)))
            {
                yield return finding;
            }

            foreach (var claim in PortClaims.Of(index, resource))
            {
                if (!taken.TryGetValue(claim.Port, out var others))
                {
                    taken[claim.Port] = others = [];
                }

                foreach (var (otherResource, other) in others.Where(o => !AreApart(o.Resource, o.Claim, resource, claim)))
                {
                    // Publishing takes no port of this machine.
                    var both = index.Conditions.And(index.Conditions.And(claim.When, other.When), index.Running);
                    if (!index.IsPossible(both)
                        || !index.IsPossible(both = index.Conditions.And(both, index.Conditions.Not(InTurn(index, order, resource, claim, otherResource, other)))))
                    {
                        continue;
                    }

                    yield return IsSameListener(index, resource, claim, otherResource, other)
                        ? index.Under(SameListener(resource, claim, other), both)
                        : index.WhenRunning(
                            Conflict(otherResource, other, resource, claim),
                            both,
                            index.Reaching(resource, claim.Declaration),
                            index.Reaching(otherResource, other.Declaration));
                    break;
                }

                others.Add(new(resource, claim));
            }
        }
    }

    private sealed record Taker(Resource Resource, PortClaim Claim);

    /// <summary>True when the program declares what the project's own files have already, under another name: its web server listens once.</summary>
    private static bool IsSameListener(GraphIndex index, Resource resource, PortClaim claim, Resource otherResource, PortClaim other) =>
        resource.Key == otherResource.Key
        && (claim.Endpoint with { Port = ModelValue.From(claim.Number) }).IsListenerOf(other.Endpoint with { Port = ModelValue.From(other.Number) })
        && index.LaunchOf(resource) is { } project
        && LaunchSelection.Candidates(project, resource.LaunchProfile).All(profile =>
            LaunchExpansion.Endpoints(resource, project, profile).ToList() is var own
            && own.Exists(e => e.Name == other.Endpoint.Name && e.Port.AsNumber == other.Number)
            && !own.Exists(e => string.Equals(e.Name, claim.Endpoint.Name, StringComparison.OrdinalIgnoreCase)));

    private static Finding SameListener(Resource resource, PortClaim claim, PortClaim other) => new(
        RuleCatalog.SameListener,
        claim.Place,
        default,
        EquatableArray.Of(claim.Endpoint.Name, resource.Name, claim.Number.ToString(CultureInfo.InvariantCulture), other.Endpoint.Name));

    /// <summary>True when each of two processes binds a certain address of this machine, and not the same one.</summary>
    private static bool AreApart(Resource otherResource, PortClaim other, Resource resource, PortClaim claim) =>
        resource.Kind != ResourceKind.Container
        && otherResource.Kind != ResourceKind.Container
        && Certain(claim.Endpoint.TargetHost) is { } address
        && Certain(other.Endpoint.TargetHost) is { } another
        && !address.Equals(another);

    private static IPAddress? Certain(string? host) =>
        IPAddress.TryParse(host?.Trim('[', ']') ?? "", out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) ? address : null;

    /// <summary>When the two do not need the port at one time.</summary>
    private static Condition InTurn(GraphIndex index, StartOrder order, Resource resource, PortClaim claim, Resource otherResource, PortClaim other) =>
        resource.Key == otherResource.Key ? Condition.Never
        : IsKept(resource, claim) || IsKept(otherResource, other) ? Condition.Never
        : index.Any(
            [order.WhenEnded(resource, otherResource), order.WhenEnded(otherResource, resource), ByHand(index, resource), ByHand(index, otherResource)],
            c => c);

    /// <summary>When a resource is started by hand only; its start says what holds the port.</summary>
    private static Condition ByHand(GraphIndex index, Resource resource) => index.Any(resource.Lifecycle.OfType<ExplicitStart>(), e => index.When(resource, e));

    /// <summary>True when a proxy may listen at the port, which is there for the whole run.</summary>
    private static bool IsKept(Resource resource, PortClaim claim) =>
        resource.Kind != ResourceKind.Container
        && claim.Place.Argument != "targetPort"
        && (!(claim.Endpoint.TargetPort.IsNone || claim.Endpoint.TargetPort == claim.Endpoint.Port) || resource.Lifecycle.Any(e => e is ReplicaEntry { Count.AsNumber: not 1 }));

    private static Finding Conflict(Resource otherResource, PortClaim other, Resource resource, PortClaim claim) => new(
        RuleCatalog.PortConflict,
        claim.Place,
        EquatableArray.Of(other.Place),
        EquatableArray.Of(
            claim.Number.ToString(CultureInfo.InvariantCulture),
            other.Endpoint.Name,
            otherResource.Name,
            Origin(otherResource, other),
            claim.Endpoint.Name,
            resource.Name,
            Origin(resource, claim)));

    /// <summary>A port that no call of the program fixes comes from the project's own files.</summary>
    private static string Origin(Resource resource, PortClaim claim) =>
        resource.Site != 0 && claim.Place.Site == resource.Site ? " (in its launch settings or app settings)" : "";

    private static IEnumerable<Finding> OutOfRange(GraphIndex index, Resource resource)
    {
        foreach (var endpoint in resource.Endpoints)
        {
            if (endpoint is not EndpointDeclaration declared || !(IsNone(declared.Port) || IsNone(declared.TargetPort)) || !index.IsPossible(index.When(resource, declared)))
            {
                continue;
            }

            foreach (var (port, argument) in new[] { (declared.Port, "port"), (declared.TargetPort, "targetPort") })
            {
                if (IsNone(port))
                {
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.PortOutOfRange,
                            new SiteArgument(endpoint.Site, argument),
                            default,
                            EquatableArray.Of(declared.Name, resource.Name, port.AsNumber!.Value.ToString(CultureInfo.InvariantCulture))),
                        index.When(resource, endpoint),
                        index.Reaching(resource, endpoint));
                }
            }
        }
    }

    private static bool IsNone(ModelValue port) => port.AsNumber is < 0 or > 65535;

    private static IEnumerable<Finding> NoTargetPorts(GraphIndex index, Resource resource)
    {
        if (resource.Kind != ResourceKind.Container
            || index.MayHaveMore(resource)
            || resource.Endpoints.All(e => e is not EndpointDeclaration { TargetPort.IsNone: true }))
        {
            yield break;
        }

        foreach (var endpoint in index.EndpointsOf(resource))
        {
            var declarations = resource.Endpoints.OfType<EndpointDeclaration>()
                .Where(e => string.Equals(e.Name, endpoint.Name, StringComparison.OrdinalIgnoreCase))
                .Select(e => (Declaration: e, When: index.When(resource, e)))
                .ToList();
            var exists = index.Any(declarations, d => d.When);
            var given = index.Any(declarations.Where(d => !d.Declaration.TargetPort.IsNone || d.Declaration is { Port.IsNone: false, IsAnyPort: false }), d => d.When);
            var missing = index.Conditions.And(exists, index.Conditions.Not(given));
            var assumed = declarations.Where(d => d.Declaration is { TargetPort.IsNone: true, Port.AsNumber: >= 1 and <= 65535 }).Select(d => d.Declaration).FirstOrDefault();
            if (assumed is not null && missing.IsNever && declarations.TrueForAll(d => d.Declaration.TargetPort.IsNone))
            {
                yield return new Finding(
                    RuleCatalog.AssumedTargetPort,
                    new SiteArgument(assumed.Site, "port"),
                    default,
                    EquatableArray.Of(endpoint.Name, resource.Name, assumed.Port.AsNumber!.Value.ToString(CultureInfo.InvariantCulture)));
            }

            if (index.IsPossible(missing))
            {
                yield return index.Under(
                    new Finding(RuleCatalog.NoTargetPort, new SiteArgument(endpoint.Site, null), default, EquatableArray.Of(endpoint.Name, resource.Name)),
                    missing,
                    [[exists], .. declarations.Select(d => index.Reaching(resource, d.Declaration))]);
            }
        }
    }
}
