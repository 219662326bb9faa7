using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>A resource has one replica at least, and where it has more each gets a port of its own.</summary>
internal static class ReplicaRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var entry in resource.Lifecycle.OfType<ReplicaEntry>())
            {
                var when = index.When(resource, entry);
                if (entry.Count.AsNumber is not { } count || !index.IsPossible(when))
                {
                    continue;
                }

                var words = EquatableArray.Of(resource.Name, count.ToString(CultureInfo.InvariantCulture));
                var place = new SiteArgument(entry.Site, "replicas");
                if (count < 1)
                {
                    yield return index.Under(new Finding(RuleCatalog.TooFewReplicas, place, default, words), when, index.Reaching(resource, entry));
                }
                else if (count > 1)
                {
                    foreach (var finding in Shared(index, resource, place, entry, words))
                    {
                        yield return finding;
                    }
                }
            }
        }
    }

    private static IEnumerable<Finding> Shared(GraphIndex index, Resource resource, SiteArgument place, ReplicaEntry entry, EquatableArray<string> words)
    {
        foreach (var endpoint in resource.Endpoints())
        {
            var (what, advice, given, argument) = endpoint switch
            {
                { TargetPort.IsNone: false } =>
                    ($"has the targetPort {endpoint.TargetPort.AsNumber?.ToString(CultureInfo.InvariantCulture) ?? "known at run time"}, on which only one of them could listen", "Leave targetPort out: each is told a port of its own.", Given(e => !e.TargetPort.IsNone), "targetPort"),
                { IsProxied: false } => ("has no proxy, so only one of them could listen on its port", "Leave isProxied out.", Given(e => e.IsProxied == false), "isProxied"),
                { Protocol: "udp" } => ("speaks UDP, and connections only can be spread", "Use TCP, or one replica.", Given(e => e.Protocol == "udp"), (string?)"protocol"),
                _ => ("", "", null, null),
            };
            var both = given is null ? Condition.Never : index.Conditions.And(index.Conditions.And(index.When(resource, entry), index.When(resource, given)), index.Running);
            if (index.IsPossible(both))
            {
                yield return index.WhenRunning(
                    new Finding(
                        RuleCatalog.ReplicasShareAPort,
                        new SiteArgument(given!.Site, argument),
                        EquatableArray.Of(place),
                        words.Concat([endpoint.Name, what, advice]).ToEquatableArray()),
                    both,
                    index.Reaching(resource, entry),
                    index.Reaching(resource, given));
            }

            EndpointDeclaration? Given(Func<EndpointDeclaration, bool> says) => resource.Endpoints.OfType<EndpointDeclaration>()
                .LastOrDefault(e => string.Equals(e.Name, endpoint.Name, StringComparison.OrdinalIgnoreCase) && says(e));
        }
    }
}
