using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>
/// A process is known by the port that it listens on, unless a proxy stands between the two. In front of a container the
/// engine leads from one to the other, and a container that runs as a program listens where others connect.
/// </summary>
internal static class ProxyRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            if (resource.Kind is ResourceKind.Project or ResourceKind.Executable
                && resource.Endpoints.Any(e => e is EndpointDeclaration { TargetPort.IsNone: false }))
            {
                foreach (var endpoint in index.EndpointsOf(resource))
                {
                    if (Without(index, resource, endpoint.Name) is { } finding)
                    {
                        yield return finding;
                    }
                }
            }
        }
    }

    /// <summary>What the program itself declares: the launch profiles say one port only, which a call that gives another replaces.</summary>
    private static Finding? Without(GraphIndex index, Resource resource, string name)
    {
        var declarations = resource.Endpoints.OfType<EndpointDeclaration>()
            .Where(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        foreach (var (port, portWhen) in index.Counting(resource, declarations.Where(d => !d.Port.IsNone)))
        {
            foreach (var (target, targetWhen) in index.Counting(resource, declarations.Where(d => !d.TargetPort.IsNone)))
            {
                if (port.Port.AsNumber is not ({ } known and > 0) || target.TargetPort.AsNumber is not { } bound || known == bound)
                {
                    continue;
                }

                var ports = index.Conditions.And(portWhen, targetWhen);
                foreach (var (place, advice, cause, declared) in Obstacles(index, resource, declarations))
                {
                    var when = index.Conditions.And(ports, cause);
                    if (index.IsPossible(when))
                    {
                        return index.Under(
                            new Finding(
                                RuleCatalog.PortsWithoutProxy,
                                place,
                                EquatableArray.Of(new SiteArgument(port.Site, "port"), new SiteArgument(target.Site, "targetPort")),
                                EquatableArray.Of(name, resource.Name, Text(known), Text(bound), advice)),
                            when,
                            declared,
                            index.Reaching(resource, port),
                            index.Reaching(resource, target));
                    }
                }
            }
        }

        return null;
    }

    /// <summary>What keeps a proxy away: where it is said, what to do about it, when it counts, and when it is said.</summary>
    private static IEnumerable<(SiteArgument Place, string Advice, Condition When, IEnumerable<Condition> Declared)> Obstacles(
        GraphIndex index,
        Resource resource,
        List<EndpointDeclaration> declarations)
    {
        foreach (var (entry, when) in index.Counting(resource, declarations.Where(d => d.IsProxied is not null)))
        {
            if (entry.IsProxied == false)
            {
                yield return (new(entry.Site, "isProxied"), "Leave isProxied out, or pass only one of the ports.", when, index.Reaching(resource, entry));
            }
        }

        foreach (var (entry, when) in index.Counting(resource, declarations.Where(d => d.Protocol is not null)))
        {
            if (entry.Protocol == "udp")
            {
                yield return (new(entry.Site, "protocol"), "Proxies speak TCP only: pass only one of the ports.", when, index.Reaching(resource, entry));
            }
        }

        foreach (var (entry, when) in index.Counting(resource, resource.Settings.Where(s => s.Setting == ResourceSetting.EndpointProxySupport)))
        {
            if (entry.Value.AsFlag == false)
            {
                yield return (new(entry.Site, "value"), "Leave WithEndpointProxySupport out, or pass only one of the ports.", when, index.Reaching(resource, entry));
            }
        }
    }

    private static string Text(long port) => port.ToString(CultureInfo.InvariantCulture);
}
