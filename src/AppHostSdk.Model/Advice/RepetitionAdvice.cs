using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>What is declared twice, so that one of the two has no effect.</summary>
internal static class RepetitionAdvice
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var (command, other, when) in Pairs(index, resource, resource.Commands, (one, two) => one.Name == two.Name))
            {
                yield return index.Under(
                    new Finding(AdviceCatalog.CommandTwice, new SiteArgument(command.Site, "name"), EquatableArray.Of(new SiteArgument(other.Site, "name")), EquatableArray.Of(command.Name, resource.Name)),
                    when);
            }

            foreach (var (check, other, when) in Pairs(index, resource, resource.HealthChecks.OfType<HttpHealthCheckEntry>().ToEquatableArray(), (one, two) => HealthAnswerRule.IsSameRequest(one, two) && one.StatusCode == two.StatusCode))
            {
                yield return index.Under(
                    new Finding(
                        AdviceCatalog.HealthCheckTwice,
                        new SiteArgument(check.Site, null),
                        EquatableArray.Of(new SiteArgument(other.Site, null)),
                        EquatableArray.Of(resource.Name, check.Path, check.StatusCode.ToString(CultureInfo.InvariantCulture))),
                    when);
            }
        }

        foreach (var finding in Connections(index))
        {
            yield return finding;
        }
    }

    /// <summary>Each entry with an earlier one that is there in the same runs.</summary>
    private static IEnumerable<(T Entry, T Other, Condition When)> Pairs<T>(GraphIndex index, Resource resource, EquatableArray<T> entries, Func<T, T, bool> isSame)
        where T : Entry
    {
        for (var i = 1; i < entries.Count; i++)
        {
            foreach (var other in entries.Take(i).Where(e => isSame(e, entries[i])))
            {
                var both = index.Conditions.And(index.When(resource, entries[i]), index.When(resource, other));
                if (index.IsPossible(both))
                {
                    yield return (entries[i], other, both);
                    break;
                }
            }
        }
    }

    /// <summary>Parts of one whole that others connect to in the same way, and not merely as they do to the whole.</summary>
    private static IEnumerable<Finding> Connections(GraphIndex index)
    {
        var seen = new Dictionary<(string Whole, ModelValue Value), Resource>();
        foreach (var part in index.Graph.Resources.Where(r => r.Kind == ResourceKind.Logical))
        {
            if (part.Connections is not [{ IsRedirection: false, Value: var value }]
                || part.Relationships.FirstOrDefault(r => r.Kind == RelationshipEntry.Parent) is not { Other: var key }
                || index.Find(key) is not { } whole
                || value is ModelValue.Connection or ModelValue.Late
                || whole.Connections.Any(c => c.Value == value))
            {
                continue;
            }

            if (!seen.TryGetValue((key, value), out var other))
            {
                seen[(key, value)] = part;
                continue;
            }

            var both = index.Conditions.And(index.When(part), index.When(other));
            if (index.IsPossible(both))
            {
                yield return index.Under(
                    new Finding(
                        AdviceCatalog.SameConnectionTwice,
                        new SiteArgument(part.Site, "name"),
                        EquatableArray.Of(new SiteArgument(other.Site, "name")),
                        EquatableArray.Of(other.Name, part.Name, whole.Name)),
                    both);
            }
        }
    }
}
