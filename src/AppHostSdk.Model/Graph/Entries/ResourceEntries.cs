namespace AppHostSdk.Model;

/// <summary>
/// The lists of entries that a resource has. The only place that enumerates them: a new list needs a property of
/// <see cref="Resource"/>, a number here, and its form in JSON.
/// </summary>
public static class ResourceEntries
{
    /// <summary>How many lists there are; they are numbered from 0.</summary>
    internal const int Count = 18;

    // No table of functions: to make it would take every start longer than all that is done with it.
    internal static string NameOf(int list) => list switch
    {
        0 => nameof(Resource.Images),
        1 => nameof(Resource.Endpoints),
        2 => nameof(Resource.Environment),
        3 => nameof(Resource.Arguments),
        4 => nameof(Resource.Waits),
        5 => nameof(Resource.Lifecycle),
        6 => nameof(Resource.HealthChecks),
        7 => nameof(Resource.Mounts),
        8 => nameof(Resource.Relationships),
        9 => nameof(Resource.Urls),
        10 => nameof(Resource.Settings),
        11 => nameof(Resource.Commands),
        12 => nameof(Resource.Handlers),
        13 => nameof(Resource.Connections),
        14 => nameof(Resource.ConnectionProperties),
        15 => nameof(Resource.Publishing),
        16 => nameof(Resource.Details),
        17 => nameof(Resource.Container),
        _ => throw new ArgumentOutOfRangeException(nameof(list)),
    };

    /// <summary>The entries of a list; <see langword="null"/> for none.</summary>
    internal static Entry[]? Read(Resource resource, int list) => list switch
    {
        0 => resource.Images.Items,
        1 => resource.Endpoints.Items,
        2 => resource.Environment.Items,
        3 => resource.Arguments.Items,
        4 => resource.Waits.Items,
        5 => resource.Lifecycle.Items,
        6 => resource.HealthChecks.Items,
        7 => resource.Mounts.Items,
        8 => resource.Relationships.Items,
        9 => resource.Urls.Items,
        10 => resource.Settings.Items,
        11 => resource.Commands.Items,
        12 => resource.Handlers.Items,
        13 => resource.Connections.Items,
        14 => resource.ConnectionProperties.Items,
        15 => resource.Publishing.Items,
        16 => resource.Details.Items,
        17 => resource.Container.Items,
        _ => throw new ArgumentOutOfRangeException(nameof(list)),
    };

    /// <summary>The resource with other entries in a list.</summary>
    internal static Resource Replace(Resource resource, int list, IReadOnlyList<Entry> entries) => list switch
    {
        0 => resource with { Images = Of<ImageEntry>(entries) },
        1 => resource with { Endpoints = Of<EndpointEntry>(entries) },
        2 => resource with { Environment = Of<EnvironmentEntry>(entries) },
        3 => resource with { Arguments = Of<ArgumentEntry>(entries) },
        4 => resource with { Waits = Of<WaitEntry>(entries) },
        5 => resource with { Lifecycle = Of<LifecycleEntry>(entries) },
        6 => resource with { HealthChecks = Of<HealthCheckEntry>(entries) },
        7 => resource with { Mounts = Of<MountEntry>(entries) },
        8 => resource with { Relationships = Of<RelationshipEntry>(entries) },
        9 => resource with { Urls = Of<UrlEntry>(entries) },
        10 => resource with { Settings = Of<SettingEntry>(entries) },
        11 => resource with { Commands = Of<CommandEntry>(entries) },
        12 => resource with { Handlers = Of<HandlerEntry>(entries) },
        13 => resource with { Connections = Of<ConnectionEntry>(entries) },
        14 => resource with { ConnectionProperties = Of<ConnectionPropertyEntry>(entries) },
        15 => resource with { Publishing = Of<PublishingEntry>(entries) },
        16 => resource with { Details = Of<DetailEntry>(entries) },
        17 => resource with { Container = Of<ContainerEntry>(entries) },
        _ => throw new ArgumentOutOfRangeException(nameof(list)),
    };

    /// <summary>The lists of <paramref name="resource"/> that are not empty, by the names of their properties.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<Entry> Entries)> EntryLists(this Resource resource)
    {
        for (var list = 0; list < Count; list++)
        {
            if (Read(resource, list) is { Length: > 0 } entries)
            {
                yield return (NameOf(list), entries);
            }
        }
    }

    /// <summary>Every entry of <paramref name="resource"/>, list by list.</summary>
    public static IEnumerable<Entry> Entries(this Resource resource)
    {
        for (var list = 0; list < Count; list++)
        {
            foreach (var entry in Read(resource, list) ?? [])
            {
                yield return entry;
            }
        }
    }

    /// <summary>The resource with each entry replaced by what <paramref name="map"/> makes of it.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="map">Returns an entry of the same list, or <see langword="null"/> to leave the entry out.</param>
    public static Resource MapEntries(this Resource resource, Func<Entry, Entry?> map) => resource.MapLists(entries =>
    {
        var mapped = new List<Entry>(entries.Count);
        var isSame = true;
        foreach (var entry in entries)
        {
            var other = map(entry);
            isSame &= ReferenceEquals(other, entry);
            if (other is not null)
            {
                mapped.Add(other);
            }
        }

        return isSame ? entries : mapped;
    });

    /// <summary>The resource with each of its lists that are not empty replaced by what <paramref name="map"/> makes of it.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="map">Returns a list of entries of the same kind, or the one it is given.</param>
    public static Resource MapLists(this Resource resource, Func<IReadOnlyList<Entry>, IReadOnlyList<Entry>> map)
    {
        for (var list = 0; list < Count; list++)
        {
            if (Read(resource, list) is { Length: > 0 } entries && map(entries) is var mapped && !ReferenceEquals(mapped, entries))
            {
                resource = Replace(resource, list, mapped);
            }
        }

        return resource;
    }

    /// <summary><paramref name="first"/> with each of its lists joined with that of <paramref name="second"/>.</summary>
    /// <param name="first">The resource whose other members the result has.</param>
    /// <param name="second">The resource joined with it.</param>
    /// <param name="join">Makes one list of two of the same kind, or <see langword="null"/> when they cannot be joined.</param>
    /// <returns>The joined resource, or <see langword="null"/> when one of its lists cannot be joined.</returns>
    public static Resource? JoinEntries(
        this Resource first,
        Resource second,
        Func<IReadOnlyList<Entry>, IReadOnlyList<Entry>, IReadOnlyList<Entry>?> join)
    {
        var result = first;
        for (var list = 0; list < Count; list++)
        {
            var (left, right) = (Read(first, list), Read(second, list));
            if (left is null or { Length: 0 } && right is null or { Length: 0 })
            {
                continue;
            }

            if (join(left ?? [], right ?? []) is not { } joined)
            {
                return null;
            }

            result = Replace(result, list, joined);
        }

        return result;
    }

    /// <summary>True when both resources have as many entries in each list, and each pair of them is the same.</summary>
    /// <param name="first">A resource.</param>
    /// <param name="second">Another one.</param>
    /// <param name="isSame">Compares two entries of one list.</param>
    public static bool HaveSameEntries(Resource first, Resource second, Func<Entry, Entry, bool> isSame)
    {
        for (var list = 0; list < Count; list++)
        {
            var (left, right) = (Read(first, list), Read(second, list));
            if ((left?.Length ?? 0) != (right?.Length ?? 0))
            {
                return false;
            }

            for (var i = 0; i < left?.Length; i++)
            {
                if (!isSame(left[i], right![i]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static EquatableArray<T> Of<T>(IReadOnlyList<Entry> entries)
        where T : Entry
    {
        var items = new T[entries.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = (T)entries[i];
        }

        return new(items);
    }
}
