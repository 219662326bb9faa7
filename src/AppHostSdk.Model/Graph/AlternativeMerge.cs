namespace AppHostSdk.Model;

/// <summary>
/// Alternatives of one name that differ in details only are one resource with conditional details, as in
/// <c>port is null ? builder.AddRedis("cache") : builder.AddRedis("cache", port)</c>.
/// </summary>
internal static class AlternativeMerge
{
    /// <summary>The resources with such alternatives merged into the first of them, and everything that refers to them adapted.</summary>
    /// <param name="resources">The resources.</param>
    /// <param name="conditions">Their conditions.</param>
    /// <param name="renamed">The keys of those that were merged, with the key that each has now.</param>
    public static IReadOnlyList<Resource> Merge(IReadOnlyList<Resource> resources, ConditionDiagram conditions, out IReadOnlyDictionary<string, string> renamed)
    {
        var merged = new List<Resource>();
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            if (!places.TryGetValue(resource.Name, out var earlier))
            {
                places[resource.Name] = earlier = [];
            }

            var into = -1;
            foreach (var place in earlier)
            {
                if (Pair(merged[place], resource, conditions) is { } pair)
                {
                    merged[into = place] = pair;
                    keys[resource.Key] = pair.Key;
                    break;
                }
            }

            if (into < 0)
            {
                earlier.Add(merged.Count);
                merged.Add(resource);
            }
        }

        renamed = keys;
        return keys.Count == 0 ? resources : [.. merged.Select(r => Adapt(r, keys, conditions))];
    }

    /// <summary>Both as one, or <see langword="null"/> when they differ in more than details, or may exist together.</summary>
    private static Resource? Pair(Resource first, Resource second, ConditionDiagram conditions)
    {
        if (!conditions.And(first.Condition, second.Condition).IsNever)
        {
            return null;
        }

        var own = second.MapKeys(key => key == second.Key ? first.Key : key);
        return Bare(own) with { Key = first.Key, Condition = first.Condition, Site = first.Site } == Bare(first)
            ? (first with { Condition = conditions.Or(first.Condition, second.Condition) })
                .JoinEntries(own, (left, right) => Join(left, right, conditions))
            : null;
    }

    /// <summary>The resource without what is compared entry by entry.</summary>
    private static Resource Bare(Resource resource) => resource.MapEntries(_ => null);

    private static List<Entry>? Join(IReadOnlyList<Entry> first, IReadOnlyList<Entry> second, ConditionDiagram conditions)
    {
        if (first.Count != second.Count)
        {
            return null;
        }

        var result = new List<Entry>();
        for (var i = 0; i < first.Count; i++)
        {
            if (IsSame(first[i], second[i]))
            {
                result.Add(first[i] with { Condition = conditions.Or(first[i].Condition, second[i].Condition) });
            }
            else if (IsDetail(first[i], second[i]))
            {
                result.Add(first[i]);
                result.Add(second[i]);
            }
            else
            {
                return null;
            }
        }

        return result;
    }

    private static bool IsSame(Entry first, Entry second) =>
        first with { Site = 0, Condition = Condition.Always } == second with { Site = 0, Condition = Condition.Always };

    private static bool IsDetail(Entry first, Entry second) => (first, second) switch
    {
        (EndpointDeclaration a, EndpointDeclaration b) => a.Name == b.Name,
        (EnvironmentVariable a, EnvironmentVariable b) => a.Name == b.Name,
        (ArgumentEntry, ArgumentEntry) => true,
        (EnvironmentCallback, EnvironmentCallback) or (UrlDeclaration, UrlDeclaration) => true,
        (UrlCallback a, UrlCallback b) => a.Endpoint == b.Endpoint,
        (LifetimeEntry, LifetimeEntry) or (PullPolicyEntry, PullPolicyEntry) or (DockerfileEntry, DockerfileEntry) => true,
        (SettingEntry a, SettingEntry b) => a.Setting == b.Setting,
        (CommandEntry a, CommandEntry b) => a.Name == b.Name,
        (ReplicaEntry, ReplicaEntry) => true,
        (HandlerEntry a, HandlerEntry b) => a.Event == b.Event,
        (ConnectionEntry a, ConnectionEntry b) => a.IsRedirection == b.IsRedirection,
        (ConnectionPropertyEntry a, ConnectionPropertyEntry b) => a.Name == b.Name && a.IsOwn == b.IsOwn,
        _ => false,
    };

    /// <summary>What referred to several alternatives by one call refers to one resource now.</summary>
    private static Resource Adapt(Resource resource, Dictionary<string, string> renamed, ConditionDiagram conditions)
    {
        var adapted = resource.MapKeys(key => renamed.TryGetValue(key, out var other) ? other : key);
        return adapted == resource ? resource : adapted.MapLists(entries => Fold(entries, conditions));
    }

    private static List<Entry> Fold(IReadOnlyList<Entry> entries, ConditionDiagram conditions)
    {
        var result = new List<Entry>();
        foreach (var entry in entries)
        {
            if (result.Count > 0
                && result[result.Count - 1] is var last
                && last.Site == entry.Site
                && IsSame(last, entry)
                && conditions.And(last.Condition, entry.Condition).IsNever)
            {
                result[result.Count - 1] = last with { Condition = conditions.Or(last.Condition, entry.Condition) };
            }
            else
            {
                result.Add(entry);
            }
        }

        return result;
    }
}
