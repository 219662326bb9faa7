using AppHostSdk.Model;

namespace AppHostSdk.Binding;

/// <summary>
/// The quick comparison, for a host about which nothing was left open and that did what was derived: most hosts, at each start.
/// Whatever else there is, the thorough one finds.
/// </summary>
internal static class SameGraph
{
    /// <summary>True when both have the same resources in the same order, but for the sites, which the record has not.</summary>
    public static bool IsSame(AppGraph compiled, AppGraph recorded)
    {
        if (compiled is not { IsComplete: true, Slots.IsEmpty: true, Conditions.Nodes.IsEmpty: true } || compiled.Resources.Count != recorded.Resources.Count)
        {
            return false;
        }

        for (var i = 0; i < compiled.Resources.Count; i++)
        {
            if (!IsSame(compiled.Resources[i], recorded.Resources[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSame(Model.Resource known, Model.Resource actual) =>
        IsSame(known.Images, actual.Images)
        && IsSame(known.Endpoints, actual.Endpoints)
        && IsSame(known.Environment, actual.Environment)
        && IsSame(known.Arguments, actual.Arguments)
        && IsSame(known.Waits, actual.Waits)
        && IsSame(known.HealthChecks, actual.HealthChecks)
        && IsSame(known.Mounts, actual.Mounts)
        && IsSame(known.Relationships, actual.Relationships)
        && IsSame(known.Urls, actual.Urls)
        && IsSame(known.Settings, actual.Settings)
        && IsSame(known.Details, actual.Details)
        && IsSame(known.Commands, actual.Commands)
        && IsSame(known.Handlers, actual.Handlers)
        && IsSame(known.Lifecycle, actual.Lifecycle)
        && IsSame(known.Connections, actual.Connections)
        && IsSame(known.ConnectionProperties, actual.ConnectionProperties)
        && IsSame(known.Publishing, actual.Publishing)
        && actual with
        {
            Site = known.Site,
            Images = known.Images,
            Endpoints = known.Endpoints,
            Environment = known.Environment,
            Arguments = known.Arguments,
            Waits = known.Waits,
            HealthChecks = known.HealthChecks,
            Mounts = known.Mounts,
            Relationships = known.Relationships,
            Urls = known.Urls,
            Settings = known.Settings,
            Details = known.Details,
            Commands = known.Commands,
            Handlers = known.Handlers,
            Lifecycle = known.Lifecycle,
            Connections = known.Connections,
            ConnectionProperties = known.ConnectionProperties,
            Publishing = known.Publishing,
        } == known;

    private static bool IsSame<T>(EquatableArray<T> known, EquatableArray<T> actual)
        where T : Entry
    {
        if (known.Count != actual.Count)
        {
            return false;
        }

        for (var i = 0; i < known.Count; i++)
        {
            if (actual[i] with { Site = known[i].Site } != known[i])
            {
                return false;
            }
        }

        return true;
    }
}
