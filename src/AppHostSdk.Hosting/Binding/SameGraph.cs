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

    // Not the equality of the record: it would load a comparer for the type of each of its lists, at each start.
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
        && ResourceEntries.HaveSameEntries(known, actual, static (left, right) => right with { Site = left.Site } == left);
}
