using AppHostSdk.Model;

namespace AppHostSdk.Execution;

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
        graph = Replicas.Expand(LogicalWaits.Resolve(graph));
        var nodes = new List<PlanNode>();
        var started = new Dictionary<string, int>();
        var healthy = new Dictionary<string, int>();
        var completed = new Dictionary<(string Key, int ExitCode), int>();
        var awaited = graph.Resources.SelectMany(r => r.Waits).Where(w => w.Kind == WaitKind.Completed).ToLookup(w => w.Dependency, w => w.ExitCode);
        foreach (var resource in WaitOrder.Of(graph))
        {
            var waits = resource.Waits.Where(w => started.ContainsKey(w.Dependency)).Select(wait => wait.Kind switch
            {
                WaitKind.Completed => Wait(wait, completed[(wait.Dependency, wait.ExitCode)], "to complete"),
                WaitKind.Healthy when healthy.TryGetValue(wait.Dependency, out var node) => Wait(wait, node, "to be healthy"),
                _ => Wait(wait, started[wait.Dependency], "to run"),
            }).GroupBy(w => (w.Node, w.Kind)).Select(same => same.First() with { KeepsWaiting = same.All(w => w.KeepsWaiting) }).ToEquatableArray();
            var dependsOn = waits.Select(w => w.Node).Distinct().Order().ToEquatableArray();
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

            foreach (var exitCode in awaited[resource.Key].Distinct().Order())
            {
                completed[(resource.Key, exitCode)] = Add(resource, PlanOperation.Complete, [started[resource.Key]], $"is waited for, exit code {exitCode}");
                nodes[^1] = nodes[^1] with { ExitCode = exitCode };
            }
        }

        return new Plan(nodes.ToEquatableArray());

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
}

/// <summary>Orders resources so that each comes after what it waits for, otherwise as declared.</summary>
internal static class WaitOrder
{
    public static IReadOnlyList<Model.Resource> Of(AppGraph graph)
    {
        var runnable = graph.Resources.Where(r => r.IsStarted).ToList();
        var dependents = runnable.SelectMany(r => r.Waits.Select(w => (w.Dependency, Waiter: r))).ToLookup(e => e.Dependency, e => e.Waiter);
        var position = runnable.Index().ToDictionary(r => r.Item.Key, r => r.Index);
        var pending = runnable.ToDictionary(r => r.Key, r => r.Waits.Count(w => position.ContainsKey(w.Dependency)));
        var ready = new PriorityQueue<Model.Resource, int>(runnable.Where(r => pending[r.Key] == 0).Select(r => (r, position[r.Key])));
        var order = new List<Model.Resource>(runnable.Count);
        while (ready.TryDequeue(out var resource, out _))
        {
            order.Add(resource);
            foreach (var waiter in dependents[resource.Key])
            {
                if (--pending[waiter.Key] == 0)
                {
                    ready.Enqueue(waiter, position[waiter.Key]);
                }
            }
        }

        return order.Count == runnable.Count
            ? order
            : throw new DistributedApplicationException(
                "These resources wait for each other, so none of them would start: "
                + string.Join(", ", runnable.Where(r => pending[r.Key] > 0).Select(r => r.Name)) + ".");
    }
}
