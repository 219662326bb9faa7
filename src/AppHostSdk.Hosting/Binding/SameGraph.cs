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

    // Member by member: the equality of the record would load a comparer for the type of each of its lists, at each start.
    private static bool IsSame(Model.Resource known, Model.Resource actual) =>
        known.Key == actual.Key
        && known.Name == actual.Name
        && known.Kind == actual.Kind
        && known.Condition.Node == actual.Condition.Node
        && known.Project == actual.Project
        && known.LaunchProfile == actual.LaunchProfile
        && known.Image == actual.Image
        && known.Tag == actual.Tag
        && known.Command == actual.Command
        && known.WorkingDirectory == actual.WorkingDirectory
        && known.Secret == actual.Secret
        && known.Parameter == actual.Parameter
        && IsSame(known.Images, actual.Images)
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
        && IsSame(known.Publishing, actual.Publishing);

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
