using System.Globalization;
using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>What of the world outside matters for a plan.</summary>
/// <param name="Images">The images the engine has, of those the graph uses.</param>
internal sealed record ObservedWorld(IReadOnlySet<string> Images)
{
    public static ObservedWorld Empty { get; } = new(new HashSet<string>());
}

/// <summary>Derives the plan. A pure function of the graph and what was observed.</summary>
internal static class Planner
{
    /// <summary>The plan that brings every resource of <paramref name="graph"/> up.</summary>
    /// <param name="graph">A graph without conditions and without wait cycles.</param>
    /// <param name="imageOf">The full image reference of a container resource.</param>
    /// <param name="observed">What is there already.</param>
    public static Plan Plan(AppGraph graph, Func<Model.Resource, string> imageOf, ObservedWorld observed)
    {
        graph = ReplicaExpansion.Expand(LogicalDependencies.Resolve(graph));
        var nodes = new List<PlanNode>();
        var started = new Dictionary<string, int>();
        var healthy = new Dictionary<string, int>();
        var completed = new Dictionary<string, int>();
        var awaited = graph.Resources.SelectMany(r => r.Waits).Where(w => w.Kind == WaitKind.Completed).ToLookup(w => w.Dependency);
        foreach (var resource in WaitOrder.Of(graph))
        {
            var waits = Waits(resource);
            var dependsOn = Numbers(waits);
            var cause = waits.IsEmpty ? "waits for nothing" : "waits for " + string.Join(" and ", waits.Select(w => w.Words).Distinct());

            if (resource.Kind == ResourceKind.Container)
            {
                // Fetching and creating hurt nobody, so they need not wait; only the start does.
                var image = imageOf(resource);
                var policy = resource.Setting(ResourceSetting.ImagePullPolicy).AsText;
                EquatableArray<int> pulled = resource.Settings.Any(s => s.Setting == ResourceSetting.Dockerfile)
                    ? [Add(resource, PlanOperation.BuildImage, [], $"{image} is built; what has not changed is in the engine's cache")]
                    : policy == nameof(ImagePullPolicy.Always)
                    ? [Add(resource, PlanOperation.PullImage, [], $"{image} is fetched at every start")]
                    : policy == nameof(ImagePullPolicy.Never) || observed.Images.Contains(image)
                    ? []
                    : [Add(resource, PlanOperation.PullImage, [], $"the engine has no {image}")];
                var created = Add(resource, PlanOperation.CreateContainer, pulled, $"runs {image}");
                started[resource.Key] = Add(resource, PlanOperation.StartContainer, [created, .. dependsOn], cause, waits);
            }
            else
            {
                started[resource.Key] = Add(resource, PlanOperation.StartProcess, dependsOn, cause, waits);
            }

            if (!resource.HealthChecks.IsEmpty)
            {
                healthy[resource.Key] = Add(resource, PlanOperation.BecomeHealthy, [started[resource.Key]], "has health checks");
            }

            if (!awaited.Contains(resource.Key))
            {
                continue;
            }

            foreach (var exitCode in awaited[resource.Key].Select(w => w.ExitCode).Distinct().Order())
            {
                completed[Completion(resource.Key, exitCode)] = Add(resource, PlanOperation.Complete, [started[resource.Key]], $"is waited for, exit code {exitCode}");
                nodes[^1] = nodes[^1] with { ExitCode = exitCode };
            }
        }

        return new Plan(nodes.ToEquatableArray());

        // The steps that are waited for, each once, in order. Sequences of numbers would be compiled anew at each start.
        static EquatableArray<int> Numbers(EquatableArray<PlannedWait> waits)
        {
            if (waits.IsEmpty)
            {
                return default;
            }

            var numbers = new List<int>();
            foreach (var wait in waits)
            {
                if (!numbers.Contains(wait.Node))
                {
                    numbers.Add(wait.Node);
                }
            }

            numbers.Sort();
            return numbers.ToEquatableArray();
        }

        // Two waits for the same step are one; it ends when the less patient one does.
        EquatableArray<PlannedWait> Waits(Model.Resource resource)
        {
            var waits = new List<PlannedWait>();
            foreach (var wait in resource.Waits.Where(w => started.ContainsKey(w.Dependency)))
            {
                var planned = wait.Kind switch
                {
                    WaitKind.Completed => Wait(wait, completed[Completion(wait.Dependency, wait.ExitCode)], "to complete"),
                    WaitKind.Healthy when healthy.TryGetValue(wait.Dependency, out var node) => Wait(wait, node, "to be healthy"),
                    _ => Wait(wait, started[wait.Dependency], "to run"),
                };
                var same = waits.FindIndex(w => w.Node == planned.Node && w.Kind == planned.Kind);
                if (same < 0)
                {
                    waits.Add(planned);
                }
                else
                {
                    waits[same] = waits[same] with { KeepsWaiting = waits[same].KeepsWaiting && planned.KeepsWaiting };
                }
            }

            return waits.ToEquatableArray();
        }

        PlannedWait Wait(WaitEntry wait, int node, string words)
        {
            var name = graph.Find(wait.Dependency)!.Name;
            return new(node, wait.Dependency, name, wait.Kind, $"{name} {words}", wait.ExitCode, wait.Behavior.AsText == nameof(WaitBehavior.WaitOnResourceUnavailable));
        }

        int Add(Model.Resource resource, PlanOperation operation, EquatableArray<int> dependsOn, string cause, EquatableArray<PlannedWait> waits = default)
        {
            nodes.Add(new PlanNode(nodes.Count + 1, resource.Key, operation, dependsOn, cause) { Waits = waits });
            return nodes.Count;
        }
    }

    /// <summary>What tells one end of a resource from others. A text, since comparing objects of another type is prepared anew at each start.</summary>
    private static string Completion(string key, int exitCode) => string.Create(CultureInfo.InvariantCulture, $"{exitCode} {key}");
}

/// <summary>Orders resources so that each comes after what it waits for, otherwise as declared.</summary>
internal static class WaitOrder
{
    private const int Ordered = -1;

    public static IReadOnlyList<Model.Resource> Of(AppGraph graph)
    {
        var runnable = graph.Resources.Where(r => r.IsStarted).ToList();
        var position = new Dictionary<string, int>(runnable.Count);
        foreach (var resource in runnable)
        {
            position.Add(resource.Key, position.Count);
        }

        var pending = new int[runnable.Count];
        var waiters = new List<int>?[runnable.Count];
        for (var waiter = 0; waiter < runnable.Count; waiter++)
        {
            foreach (var wait in runnable[waiter].Waits)
            {
                if (position.TryGetValue(wait.Dependency, out var dependency))
                {
                    (waiters[dependency] ??= []).Add(waiter);
                    pending[waiter]++;
                }
            }
        }

        // Always the first one that is ready: whoever becomes ready may stand before the last.
        var order = new List<Model.Resource>(runnable.Count);
        for (int at = 0, next; at < runnable.Count; at = next)
        {
            next = at + 1;
            if (pending[at] != 0)
            {
                continue;
            }

            order.Add(runnable[at]);
            pending[at] = Ordered;
            foreach (var waiter in waiters[at] ?? [])
            {
                if (--pending[waiter] == 0)
                {
                    next = Math.Min(next, waiter);
                }
            }
        }

        return order.Count == runnable.Count
            ? order
            : throw new DistributedApplicationException(
                "These resources wait for each other, so none of them would start: "
                + string.Join(", ", runnable.Where(r => pending[position[r.Key]] > 0).Select(r => r.Name)) + ".");
    }
}
