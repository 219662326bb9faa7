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
        var result = first with { Condition = conditions.Or(first.Condition, second.Condition) };
        return Bare(own) with { Key = first.Key, Condition = first.Condition, Site = first.Site } == Bare(first)
            && Zip(first.Images, own.Images, conditions) is { } images
            && Zip(first.Endpoints, own.Endpoints, conditions) is { } endpoints
            && Zip(first.Environment, own.Environment, conditions) is { } environment
            && Zip(first.Arguments, own.Arguments, conditions) is { } arguments
            && Zip(first.Waits, own.Waits, conditions) is { } waits
            && Zip(first.HealthChecks, own.HealthChecks, conditions) is { } healthChecks
            && Zip(first.Mounts, own.Mounts, conditions) is { } mounts
            && Zip(first.Relationships, own.Relationships, conditions) is { } relationships
            && Zip(first.Urls, own.Urls, conditions) is { } urls
            && Zip(first.Settings, own.Settings, conditions) is { } settings
            && Zip(first.Commands, own.Commands, conditions) is { } commands
            && Zip(first.Handlers, own.Handlers, conditions) is { } handlers
            && Zip(first.Lifecycle, own.Lifecycle, conditions) is { } lifecycle
            && Zip(first.Connections, own.Connections, conditions) is { } connections
            && Zip(first.ConnectionProperties, own.ConnectionProperties, conditions) is { } connectionProperties
            && Zip(first.Publishing, own.Publishing, conditions) is { } publishing
            && Zip(first.Details, own.Details, conditions) is { } details
            ? result with
            {
                Images = images,
                Endpoints = endpoints,
                Environment = environment,
                Arguments = arguments,
                Waits = waits,
                HealthChecks = healthChecks,
                Mounts = mounts,
                Relationships = relationships,
                Urls = urls,
                Settings = settings,
                Commands = commands,
                Handlers = handlers,
                Lifecycle = lifecycle,
                Connections = connections,
                ConnectionProperties = connectionProperties,
                Publishing = publishing,
                Details = details,
            }
            : null;
    }

    /// <summary>The resource without what is compared entry by entry.</summary>
    private static Resource Bare(Resource resource) => resource with
    {
        Images = default,
        Endpoints = default,
        Environment = default,
        Arguments = default,
        Waits = default,
        HealthChecks = default,
        Mounts = default,
        Relationships = default,
        Urls = default,
        Settings = default,
        Commands = default,
        Handlers = default,
        Lifecycle = default,
        Connections = default,
        ConnectionProperties = default,
        Publishing = default,
        Details = default,
    };

    private static EquatableArray<T>? Zip<T>(EquatableArray<T> first, EquatableArray<T> second, ConditionDiagram conditions)
        where T : Entry
    {
        if (first.Count != second.Count)
        {
            return null;
        }

        var result = new List<T>();
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

        return result.ToEquatableArray();
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
        return adapted == resource ? resource : adapted with
        {
            Environment = Fold(adapted.Environment, conditions),
            Arguments = Fold(adapted.Arguments, conditions),
            Waits = Fold(adapted.Waits, conditions),
            Relationships = Fold(adapted.Relationships, conditions),
            Connections = Fold(adapted.Connections, conditions),
            ConnectionProperties = Fold(adapted.ConnectionProperties, conditions),
        };
    }

    private static EquatableArray<T> Fold<T>(EquatableArray<T> entries, ConditionDiagram conditions)
        where T : Entry
    {
        var result = new List<T>();
        foreach (var entry in entries)
        {
            if (result.Count > 0 && result[result.Count - 1] is var last && last.Site == entry.Site && IsSame(last, entry) && conditions.And(last.Condition, entry.Condition).IsNever)
            {
                result[result.Count - 1] = last with { Condition = conditions.Or(last.Condition, entry.Condition) };
            }
            else
            {
                result.Add(entry);
            }
        }

        return result.ToEquatableArray();
    }
}
