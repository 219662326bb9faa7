using System.Globalization;
using AppHostSdk.Launching;
using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>Derives the plan that brings every resource of a graph up. A pure function of its input.</summary>
internal sealed class Planner
{
    private readonly PlanInput _input;
    private readonly AppGraph _graph;
    private readonly List<PlanStep> _steps = [];
    private readonly Dictionary<string, int> _started = [];
    private readonly Dictionary<string, int> _healthy = [];
    private readonly Dictionary<string, int> _completed = [];
    private int? _network;

    private Planner(PlanInput input) => (_input, _graph) = (input, input.Graph.Started);

    /// <summary>Makes the plan.</summary>
    /// <exception cref="DistributedApplicationException">Resources wait for each other.</exception>
    public static Plan Plan(PlanInput input)
    {
        var planner = new Planner(input);
        planner.AddAll();
        return new Plan(planner._steps.ToEquatableArray());
    }

    private void AddAll()
    {
        foreach (var (key, proxy) in _input.Proxies)
        {
            var resource = _input.Graph.Described.Find(key)!;
            Add(resource, proxy, [], string.Create(CultureInfo.InvariantCulture, $"leads from port {proxy.Port} to {(ReplicaExpansion.Of(resource).Count > 0 ? "its replicas" : "the one that its program listens on")}"));
        }

        var awaited = _graph.Resources.SelectMany(r => r.Waits).Where(w => w.Kind == WaitKind.Completed).ToLookup(w => w.Dependency);
        foreach (var resource in WaitOrder.Of(_graph))
        {
            AddStart(resource);
            if (!resource.HealthChecks.IsEmpty)
            {
                _healthy[resource.Key] = Add(resource, new BecomeHealthy(), [_started[resource.Key]], "has health checks");
            }

            foreach (var exitCode in awaited.Contains(resource.Key) ? ExitCodes(awaited[resource.Key]) : [])
            {
                _completed[Completion(resource.Key, exitCode)] = Add(resource, new Complete(exitCode), [_started[resource.Key]], $"is waited for, exit code {exitCode}");
            }
        }
    }

    // Apart, because queries of numbers are compiled anew at each start that makes one.
    private static IEnumerable<int> ExitCodes(IEnumerable<WaitEntry> waits) => waits.Select(w => w.ExitCode).Distinct().Order();

    private void AddStart(Model.Resource resource)
    {
        var launch = _input.Launches[resource.Key];
        var waits = Waits(resource);
        var dependsOn = Numbers(waits);
        var cause = waits.IsEmpty ? "waits for nothing" : "waits for " + string.Join(" and ", waits.Select(w => w.Words).Distinct());
        if (IsManual(resource))
        {
            cause = waits.IsEmpty ? "waits for a manual start" : cause + ", and for a manual start";
        }

        PlanAction start = new StartProcess();
        if (launch.Container is { } container)
        {
            // Preparing hurts nothing, so it need not wait; only the start does.
            start = new StartContainer();
            EquatableArray<int> prepared = [.. Image(resource, container), .. Network()];
            dependsOn = [Provide(resource, launch, prepared, dependsOn), .. dependsOn];
        }
        else if (launch.BuiltFrom is { } project)
        {
            dependsOn = [Add(resource, new BuildProject(project), [], "the app host's build does not include it"), .. dependsOn];
        }

        _started[resource.Key] = Add(resource, start, dependsOn, cause, waits);
    }

    private EquatableArray<int> Image(Model.Resource resource, Containers.ContainerSpec container)
    {
        var image = container.Image;
        if (container.Build is { } build)
        {
            return [Add(resource, new BuildImage(build, image), [], $"{image} is built; what has not changed is in the engine's cache")];
        }

        return container.PullPolicy switch
        {
            ImagePullPolicy.Always => [Add(resource, new PullImage(image, IsForced: true), [], $"{image} is fetched at every start")],
            ImagePullPolicy.Never => [],
            _ when _input.Observed.Images.Contains(image) => [],
            _ => [Add(resource, new PullImage(image, IsForced: false), [], _input.Observed.IsKnown ? $"the engine has no {image}" : $"unless the engine has {image}: it has not answered yet")],
        };
    }

    /// <summary>The network is that of all containers, and comes with the first.</summary>
    private EquatableArray<int> Network()
    {
        if (_network is null && _input.Network is { } name)
        {
            var network = _network = _input.Observed.Network is null
                ? Add(null, new CreateNetwork(name), [], "containers find each other by name in it")
                : Add(null, new ReuseNetwork(name), [], "an earlier run left it with its containers");
            foreach (var forward in _input.Forwards)
            {
                Add(null, forward, [network.Value], string.Create(CultureInfo.InvariantCulture, $"leads containers to port {forward.Port} of {forward.Host}"));
            }
        }

        return _network is { } number ? [number] : [];
    }

    private int Provide(Model.Resource resource, LaunchSpec launch, EquatableArray<int> prepared, EquatableArray<int> waits)
    {
        var (name, runs) = (launch.Container!.Name, $"runs {launch.Container.Image}");
        var late = _input.IsDecidedLate?.Invoke(launch) == true ? "functions of the program have a say in it"
            : (_input.Observed.SharesFiles || !_input.Observed.IsKnown) && BindSources.AreMissing(launch.Container) ? "it mounts what is not there yet"
            : null;

        // What is there now may be gone when its turn comes.
        var isDecided = _input.Decisions.TryGetValue(resource.Key, out var decision) && late is null && !IsManual(resource);
        var (action, cause) = decision switch
        {
            { Reused: not null } when isDecided => (new ReuseContainer(name, decision), decision.Cause),
            { Obsolete.Count: > 0 } when isDecided => (new RecreateContainer(name, decision), decision.Cause),
            _ when launch.Container.IsPersistent && !isDecided => (new ProvideContainer(name), runs),
            _ => ((PlanAction)new CreateContainer(name), runs),
        };
        return late is null
            ? Add(resource, action, prepared, cause)
            : Add(resource, action, [.. prepared, .. waits], $"{cause}; after its waits, because {late}", isLate: true);
    }

    private static bool IsManual(Model.Resource resource) => resource.Lifecycle.OfType<ExplicitStart>().Any();

    // Two waits for the same step are one; it ends when the less patient one does.
    private EquatableArray<PlannedWait> Waits(Model.Resource resource)
    {
        var waits = new List<PlannedWait>();
        foreach (var wait in resource.Waits.Where(w => _started.ContainsKey(w.Dependency)))
        {
            var planned = wait.Kind switch
            {
                WaitKind.Completed => Wait(wait, _completed[Completion(wait.Dependency, wait.ExitCode)], "to complete"),
                WaitKind.Healthy when _healthy.TryGetValue(wait.Dependency, out var step) => Wait(wait, step, "to be healthy"),
                _ => Wait(wait, _started[wait.Dependency], "to run"),
            };
            var same = waits.FindIndex(w => w.Step == planned.Step && w.Kind == planned.Kind);
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

    private PlannedWait Wait(WaitEntry wait, int step, string words)
    {
        var name = _graph.Find(wait.Dependency)!.Name;
        return new(step, wait.Dependency, name, wait.Kind, $"{name} {words}", wait.ExitCode, wait.Behavior.AsText == nameof(WaitBehavior.WaitOnResourceUnavailable));
    }

    // The steps that are waited for, each once, in order. Sequences of numbers would be compiled anew at each start.
    private static EquatableArray<int> Numbers(EquatableArray<PlannedWait> waits)
    {
        if (waits.IsEmpty)
        {
            return default;
        }

        var numbers = new List<int>();
        foreach (var wait in waits)
        {
            if (!numbers.Contains(wait.Step))
            {
                numbers.Add(wait.Step);
            }
        }

        numbers.Sort();
        return numbers.ToEquatableArray();
    }

    private int Add(Model.Resource? resource, PlanAction action, EquatableArray<int> dependsOn, string cause, EquatableArray<PlannedWait> waits = default, bool isLate = false)
    {
        _steps.Add(new PlanStep(_steps.Count + 1, resource?.Key, action, dependsOn, cause) { Name = resource?.Name, Waits = waits, IsLate = isLate });
        return _steps.Count;
    }

    /// <summary>What tells one end of a resource from others. A text, since comparing objects of another type is prepared anew at each start.</summary>
    private static string Completion(string key, int exitCode) => string.Create(CultureInfo.InvariantCulture, $"{exitCode} {key}");
}
