namespace AppHostSdk.Model;

/// <summary>References without waits, and waits of the wrong kind.</summary>
internal static class WaitAdvice
{
    // How people call what does its work and ends.
    private static readonly string[] JobWords = ["MIGRAT", "SEED", "SETUP", "INIT", "PROVISION", "BOOTSTRAP"];

    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        var completed = new HashSet<string>(
            index.Graph.Resources.SelectMany(r => r.Waits).Where(w => w.Kind == WaitKind.Completed).Select(w => w.Dependency),
            StringComparer.Ordinal);
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var finding in References(index, resource).Concat(Waits(index, resource, completed)).Concat(ByHand(index, resource)))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> References(GraphIndex index, Resource resource)
    {
        // Where a part is open the wait may be there.
        if (!index.Graph.IsComplete)
        {
            yield break;
        }

        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reference in resource.Environment.OfType<ReferenceVariables>())
        {
            if (index.Find(reference.Source) is { } source
                && IsInfrastructure(index, source)
                && index.IsPossible(index.Conditions.And(index.When(resource, reference), index.When(source)))
                && !WaitsFor(index, resource, source)
                && !WaitsFor(index, source, resource)
                && said.Add(source.Key))
            {
                yield return new Finding(
                    AdviceCatalog.ReferenceWithoutWait,
                    new SiteArgument(reference.Site, "source"),
                    EquatableArray.Of(new SiteArgument(source.Site, "name")),
                    EquatableArray.Of(resource.Name, source.Name, source.Name.Replace('-', '_')));
            }
        }
    }

    private static IEnumerable<Finding> Waits(GraphIndex index, Resource resource, HashSet<string> completed)
    {
        foreach (var wait in resource.Waits)
        {
            if (index.Find(wait.Dependency) is not { } dependency || !index.IsPossible(index.Conditions.And(index.When(resource, wait), index.When(dependency))))
            {
                continue;
            }

            var place = new SiteArgument(wait.Site, null);
            var serves = Serves(index, dependency);
            if (wait.Kind == WaitKind.Healthy && dependency.Kind is ResourceKind.Project or ResourceKind.Executable && serves is null && LooksLikeJob(dependency, completed))
            {
                yield return new Finding(AdviceCatalog.JobAwaitedAsService, place, default, EquatableArray.Of(resource.Name, dependency.Name));
            }
            else if (wait.Kind == WaitKind.Completed && ServerEvidence.Of(index, WholeOf(index, dependency)) is var (words, surely)
                && index.Conditions.And(index.When(resource, wait), surely) is var when
                && index.IsPossible(when))
            {
                yield return index.Under(new Finding(AdviceCatalog.CompletionOfServer, place, default, EquatableArray.Of(resource.Name, dependency.Name, words)), when);
            }
            else if (wait.Kind == WaitKind.Completed && serves is not null)
            {
                yield return new Finding(AdviceCatalog.CompletionOfService, place, default, EquatableArray.Of(resource.Name, dependency.Name, serves));
            }
        }
    }

    /// <summary>Waits of what is started with the application for what is not. Who waits for a part waits for its whole.</summary>
    private static IEnumerable<Finding> ByHand(GraphIndex index, Resource resource)
    {
        foreach (var wait in resource.Waits)
        {
            if (index.Find(wait.Dependency) is not { } awaited)
            {
                continue;
            }

            var dependency = WholeOf(index, awaited);
            var byHand = index.Any(dependency.Lifecycle.OfType<ExplicitStart>(), e => index.When(dependency, e));
            var ownByHand = index.Any(resource.Lifecycle.OfType<ExplicitStart>(), e => index.When(resource, e));
            var when = index.Conditions.And(index.Conditions.And(index.When(resource, wait), byHand), index.Conditions.Not(ownByHand));
            if (index.IsPossible(when))
            {
                yield return index.Under(
                    new Finding(
                        AdviceCatalog.WaitForExplicitStart,
                        new SiteArgument(wait.Site, "dependency"),
                        dependency.Lifecycle.OfType<ExplicitStart>().Select(e => new SiteArgument(e.Site, null)).ToEquatableArray(),
                        EquatableArray.Of(resource.Name, dependency.Name)),
                    when);
            }
        }
    }

    /// <summary>What others need before they can work: containers, and what is part of one.</summary>
    private static bool IsInfrastructure(GraphIndex index, Resource resource) =>
        resource.Kind == ResourceKind.Container || (resource.Kind == ResourceKind.Logical && Wholes(index, resource).Any(w => w.Kind == ResourceKind.Container));

    /// <summary>What is started for a resource: a wait for a part is a wait for its whole.</summary>
    private static Resource WholeOf(GraphIndex index, Resource resource) =>
        resource.Kind == ResourceKind.Logical ? Wholes(index, resource).LastOrDefault() ?? resource : resource;

    /// <summary>What a part is a part of, innermost first.</summary>
    private static IEnumerable<Resource> Wholes(GraphIndex index, Resource resource)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { resource.Key };
        var pending = new Stack<Resource>([resource]);
        while (pending.Count > 0)
        {
            foreach (var parent in pending.Pop().Relationships.Where(r => r.Kind == RelationshipEntry.Parent))
            {
                if (index.Find(parent.Other) is { } whole && seen.Add(whole.Key))
                {
                    yield return whole;
                    pending.Push(whole);
                }
            }
        }
    }

    /// <summary>
    /// True when a way of waits leads from one to the other, whatever the conditions on it are: who waits for a part waits for the
    /// whole, and who waits for the whole has its parts.
    /// </summary>
    private static bool WaitsFor(GraphIndex index, Resource from, Resource to)
    {
        var goals = new HashSet<string>(Wholes(index, to).Select(w => w.Key), StringComparer.Ordinal) { to.Key };
        var seen = new HashSet<string>(StringComparer.Ordinal) { from.Key };
        var pending = new Stack<Resource>([from]);
        while (pending.Count > 0)
        {
            var resource = pending.Pop();
            foreach (var key in resource.Waits.Select(w => w.Dependency).Concat(resource.Kind == ResourceKind.Logical ? Wholes(index, resource).Select(w => w.Key) : []))
            {
                if (goals.Contains(key))
                {
                    return true;
                }

                if (seen.Add(key) && index.Find(key) is { } next)
                {
                    pending.Push(next);
                }
            }
        }

        return false;
    }

    private static string? Serves(GraphIndex index, Resource resource) =>
        !resource.HealthChecks.IsEmpty ? "a health check" : !index.EndpointsOf(resource).IsEmpty ? "endpoints" : null;

    private static bool LooksLikeJob(Resource resource, HashSet<string> completed) =>
        JobWords.Any(resource.Name.ToUpperInvariant().Contains) || completed.Contains(resource.Key);
}
