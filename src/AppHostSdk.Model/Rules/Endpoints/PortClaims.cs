namespace AppHostSdk.Model;

/// <summary>A fixed port of the host that an endpoint takes.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Number">The port.</param>
/// <param name="When">When the port is the endpoint's: a later declaration may change it.</param>
/// <param name="Declaration">What fixes it.</param>
/// <param name="Place">That call.</param>
internal sealed record PortClaim(ResourceEndpoint Endpoint, long Number, Condition When, EndpointDeclaration Declaration, SiteArgument Place)
{
    /// <summary>Ports of different protocols are different ports.</summary>
    public HostPort Port => new(Endpoint.Protocol, Number);
}

/// <summary>A port of the host.</summary>
/// <param name="Protocol">tcp or udp.</param>
/// <param name="Number">The number.</param>
internal sealed record HostPort(string Protocol, long Number);

/// <summary>The fixed ports of the host that a resource takes.</summary>
internal static class PortClaims
{
    /// <summary>
    /// The claims of <paramref name="resource"/> that hold whichever launch profile is selected: with each of them some endpoint
    /// must take the port, and as many of them as are counted here.
    /// </summary>
    public static IEnumerable<PortClaim> Of(GraphIndex index, Resource resource)
    {
        var candidates = new List<List<PortClaim>>();
        foreach (var candidate in index.CandidatesOf(resource))
        {
            candidates.Add(With(index, resource, candidate));
        }

        return candidates.Count == 1 ? candidates[0] : WithEach(index, candidates);
    }

    private static IEnumerable<PortClaim> WithEach(GraphIndex index, List<List<PortClaim>> candidates)
    {
        var others = candidates.Skip(1).Select(claims => claims.ToLookup(c => c.Port)).ToList();
        foreach (var group in candidates[0].GroupBy(c => c.Port))
        {
            var elsewhere = others.ConvertAll(claims => AtLeast(index, claims[group.Key]));
            var earlier = new List<PortClaim>();
            foreach (var claim in group)
            {
                earlier.Add(claim);
                var needed = AtLeast(index, earlier);
                var when = claim.When;
                foreach (var there in elsewhere)
                {
                    for (var count = 0; count < needed.Count; count++)
                    {
                        var enough = count < there.Count ? there[count] : Condition.Never;
                        when = index.Conditions.And(when, index.Conditions.Or(index.Conditions.Not(needed[count]), enough));
                    }
                }

                if (!when.IsNever)
                {
                    yield return claim with { When = when };
                }
            }
        }
    }

    /// <summary>When at least one of <paramref name="claims"/> holds, when at least two, and so on.</summary>
    private static List<Condition> AtLeast(GraphIndex index, IEnumerable<PortClaim> claims)
    {
        var held = new List<Condition>();
        foreach (var claim in claims)
        {
            held.Add(Condition.Never);
            for (var count = held.Count - 1; count >= 0; count--)
            {
                var before = count == 0 ? Condition.Always : held[count - 1];
                held[count] = index.Conditions.Or(held[count], index.Conditions.And(before, claim.When));
            }
        }

        return held;
    }

    /// <summary>
    /// The claims that <paramref name="entries"/> make, each with the condition under which no later declaration changes it. A
    /// process without proxy is reached on the port it binds.
    /// </summary>
    private static List<PortClaim> With(GraphIndex index, Resource resource, EquatableArray<EndpointEntry> entries)
    {
        var claims = new List<PortClaim>();
        if (!entries.Any(e => e is EndpointDeclaration { Port.IsNone: false } or EndpointDeclaration { TargetPort.IsNone: false }))
        {
            return claims;
        }

        foreach (var endpoint in index.CandidatesOf(resource).Count == 1 ? index.EndpointsOf(resource) : EndpointFold.Fold(entries))
        {
            // The last one first.
            var declarations = new List<(EndpointDeclaration Declaration, Condition When)>(entries.Count);
            for (var i = entries.Count - 1; i >= 0; i--)
            {
                if (entries[i] is EndpointDeclaration entry && string.Equals(entry.Name, endpoint.Name, StringComparison.OrdinalIgnoreCase))
                {
                    declarations.Add((entry, index.When(resource, entry)));
                }
            }

            var open = Condition.Always;
            var found = new List<PortClaim>();
            Collect(d => d.Port, "port");
            if (resource.Kind != ResourceKind.Container)
            {
                // It is bound whatever the port is that others know: by the process itself behind a proxy between the two.
                open = Condition.Always;
                Collect(d => d.TargetPort, "targetPort");
            }

            found.Reverse();
            claims.AddRange(found);

            void Collect(Func<EndpointDeclaration, ModelValue> portOf, string argument)
            {
                foreach (var (declaration, when) in declarations)
                {
                    var port = portOf(declaration);
                    var effective = index.Conditions.And(when, open);
                    if (port.IsNone || effective.IsNever)
                    {
                        continue;
                    }

                    open = index.Conditions.And(open, index.Conditions.Not(when));
                    // What is not a port at all is said by AHS1012.
                    if (port.AsNumber is { } number and >= 1 and <= 65535
                        && (effective = index.Conditions.And(effective, index.Conditions.Not(index.Any(found.Where(c => c.Number == number), c => c.When)))) is { IsNever: false })
                    {
                        found.Add(new PortClaim(endpoint, number, effective, declaration, new SiteArgument(declaration.Site, argument)));
                    }
                }
            }
        }

        return claims;
    }
}
