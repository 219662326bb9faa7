namespace AppHostSdk.Model;

/// <summary>
/// The lists of entries that a resource has. The only place that enumerates them: a new list needs a property of
/// <see cref="Resource"/>, a row here, and its form in JSON.
/// </summary>
public static class ResourceEntries
{
    internal static readonly EntryList[] Lists =
    [
        new(nameof(Resource.Images), static r => r.Images.Items, static (r, e) => r with { Images = Of<ImageEntry>(e) }),
        new(nameof(Resource.Endpoints), static r => r.Endpoints.Items, static (r, e) => r with { Endpoints = Of<EndpointEntry>(e) }),
        new(
            nameof(Resource.Environment),
            static r => r.Environment.Items,
            static (r, e) => r with { Environment = Of<EnvironmentEntry>(e) }),
        new(nameof(Resource.Arguments), static r => r.Arguments.Items, static (r, e) => r with { Arguments = Of<ArgumentEntry>(e) }),
        new(nameof(Resource.Waits), static r => r.Waits.Items, static (r, e) => r with { Waits = Of<WaitEntry>(e) }),
        new(nameof(Resource.Lifecycle), static r => r.Lifecycle.Items, static (r, e) => r with { Lifecycle = Of<LifecycleEntry>(e) }),
        new(
            nameof(Resource.HealthChecks),
            static r => r.HealthChecks.Items,
            static (r, e) => r with { HealthChecks = Of<HealthCheckEntry>(e) }),
        new(nameof(Resource.Mounts), static r => r.Mounts.Items, static (r, e) => r with { Mounts = Of<MountEntry>(e) }),
        new(
            nameof(Resource.Relationships),
            static r => r.Relationships.Items,
            static (r, e) => r with { Relationships = Of<RelationshipEntry>(e) }),
        new(nameof(Resource.Urls), static r => r.Urls.Items, static (r, e) => r with { Urls = Of<UrlEntry>(e) }),
        new(nameof(Resource.Settings), static r => r.Settings.Items, static (r, e) => r with { Settings = Of<SettingEntry>(e) }),
        new(nameof(Resource.Commands), static r => r.Commands.Items, static (r, e) => r with { Commands = Of<CommandEntry>(e) }),
        new(nameof(Resource.Handlers), static r => r.Handlers.Items, static (r, e) => r with { Handlers = Of<HandlerEntry>(e) }),
        new(
            nameof(Resource.Connections),
            static r => r.Connections.Items,
            static (r, e) => r with { Connections = Of<ConnectionEntry>(e) }),
        new(
            nameof(Resource.ConnectionProperties),
            static r => r.ConnectionProperties.Items,
            static (r, e) => r with { ConnectionProperties = Of<ConnectionPropertyEntry>(e) }),
        new(nameof(Resource.Publishing), static r => r.Publishing.Items, static (r, e) => r with { Publishing = Of<PublishingEntry>(e) }),
        new(nameof(Resource.Details), static r => r.Details.Items, static (r, e) => r with { Details = Of<DetailEntry>(e) }),
    ];

    /// <summary>The lists of <paramref name="resource"/> that are not empty, by the names of their properties.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<Entry> Entries)> EntryLists(this Resource resource)
    {
        foreach (var list in Lists)
        {
            if (list.Read(resource) is { Length: > 0 } entries)
            {
                yield return (list.Name, entries);
            }
        }
    }

    /// <summary>Every entry of <paramref name="resource"/>, list by list.</summary>
    public static IEnumerable<Entry> Entries(this Resource resource)
    {
        foreach (var list in Lists)
        {
            foreach (var entry in list.Read(resource) ?? [])
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
        foreach (var list in Lists)
        {
            if (list.Read(resource) is { Length: > 0 } entries && map(entries) is var mapped && !ReferenceEquals(mapped, entries))
            {
                resource = list.Replace(resource, mapped);
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
        foreach (var list in Lists)
        {
            var (left, right) = (list.Read(first), list.Read(second));
            if (left is null or { Length: 0 } && right is null or { Length: 0 })
            {
                continue;
            }

            if (join(left ?? [], right ?? []) is not { } joined)
            {
                return null;
            }

            result = list.Replace(result, joined);
        }

        return result;
    }

    /// <summary>True when both resources have as many entries in each list, and each pair of them is the same.</summary>
    /// <param name="first">A resource.</param>
    /// <param name="second">Another one.</param>
    /// <param name="isSame">Compares two entries of one list.</param>
    public static bool HaveSameEntries(Resource first, Resource second, Func<Entry, Entry, bool> isSame)
    {
        foreach (var list in Lists)
        {
            var (left, right) = (list.Read(first), list.Read(second));
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
