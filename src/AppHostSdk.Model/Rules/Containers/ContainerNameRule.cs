namespace AppHostSdk.Model;

/// <summary>What the engine names containers and volumes by is a name for it, and names one container only.</summary>
internal static class ContainerNameRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        var taken = new Dictionary<string, List<(Resource Resource, SettingEntry Entry, Condition When)>>(StringComparer.Ordinal);
        foreach (var resource in index.Graph.Resources.Where(r => r.Kind == ResourceKind.Container && !(r.Settings.IsEmpty && r.Mounts.IsEmpty)))
        {
            foreach (var (entry, name, when) in Names(index, resource))
            {
                if (Problem(name) is { } problem)
                {
                    if (!GraphIndex.IsOfInvalidName(resource, name))
                    {
                        yield return Invalid(index, $"container '{resource.Name}'", name, problem, "", new SiteArgument(entry.Site, "value"), when, index.Reaching(resource, entry));
                    }

                    continue;
                }

                if (!taken.TryGetValue(name, out var others))
                {
                    taken[name] = others = [];
                }

                foreach (var (otherResource, other, otherWhen) in others)
                {
                    var both = index.Conditions.And(when, otherWhen);
                    // Two resources of one name are said by AHS0001.
                    var isSameName = string.Equals(otherResource.Name, resource.Name, StringComparison.OrdinalIgnoreCase);
                    if (otherResource.Key != resource.Key && !isSameName && !index.MayHaveMore(resource) && !index.MayHaveMore(otherResource) && index.IsPossible(both))
                    {
                        yield return index.Under(
                            new Finding(
                                RuleCatalog.ContainerNameTwice,
                                new SiteArgument(entry.Site, "value"),
                                EquatableArray.Of(new SiteArgument(other.Site, "value")),
                                EquatableArray.Of(otherResource.Name, resource.Name, name)),
                            both,
                            index.Reaching(resource, entry),
                            index.Reaching(otherResource, other));
                        break;
                    }
                }

                others.Add((resource, entry, when));
            }

            foreach (var volume in resource.Mounts.Where(m => m.IsVolume && index.IsPossible(index.When(resource, m))))
            {
                if (volume.Source.AsText is { } name && Problem(name) is { } problem && !GraphIndex.IsOfInvalidName(resource, name))
                {
                    var when = index.When(resource, volume);
                    var hint = name.IndexOfAny(['/', '\\']) >= 0 ? " For a directory of this machine use WithBindMount." : "";
                    yield return Invalid(index, $"a volume of '{resource.Name}'", name, problem, hint, new SiteArgument(volume.Site, "source"), when, index.Reaching(resource, volume));
                }
            }
        }
    }

    /// <summary>The names that the program gives a container, each with the condition under which no later call gives another.</summary>
    private static IEnumerable<(SettingEntry Entry, string Name, Condition When)> Names(GraphIndex index, Resource resource) =>
        from counting in index.Counting(resource, resource.Settings.Where(s => s.Setting == ResourceSetting.ContainerName))
        where counting.Entry.Value.AsText is not null && index.IsPossible(counting.When)
        select (counting.Entry, counting.Entry.Value.AsText!, counting.When);

    /// <summary>What the engines refuse in a name: they take ASCII letters, digits, and after the first of them <c>_</c>, <c>.</c> and <c>-</c>.</summary>
    private static string? Problem(string name) =>
        name.Length == 0 ? "it is empty"
        : !IsLetterOrDigit(name[0]) ? "it does not start with a letter or digit"
        : NameFormat.Containing(name, c => !IsLetterOrDigit(c) && c is not ('_' or '.' or '-'));

    private static bool IsLetterOrDigit(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    private static Finding Invalid(GraphIndex index, string what, string name, string problem, string hint, SiteArgument place, Condition when, IEnumerable<Condition> party) => index.Under(
        new Finding(RuleCatalog.InvalidEngineName, place, default, EquatableArray.Of(name, what, problem, hint)),
        when,
        party);
}
