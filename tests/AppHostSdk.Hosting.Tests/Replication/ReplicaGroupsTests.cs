using AppHostSdk.Health;
using AppHostSdk.Model;
using AppHostSdk.Planning;
using AppHostSdk.Replication;
using AppHostSdk.Supervision;

namespace AppHostSdk.Hosting.Tests.Replication;

/// <summary>What several copies of a resource are together.</summary>
public class ReplicaGroupsTests
{
    private static readonly HashSet<int> Nobody = [];

    private readonly ReplicaGroup _set = new(new Model.Resource { Key = "api", Name = "api", Kind = ResourceKind.Project }, ["api-1", "api-2"], "http://localhost:5000");

    [Fact]
    public void It_runs_while_one_does_and_is_ready_when_all_are() => Assert.Equal(
        [
            "Starting",
            "Running unhealthy 0 of 2 replicas are ready",
            "Running unhealthy 1 of 2 replicas are ready",
            "Running healthy http://localhost:5000",
            "Running unhealthy 1 of 2 replicas are ready",
            "Running healthy http://localhost:5000",
        ],
        Seen(
            State(1, ResourcePhase.Starting),
            State(2, ResourcePhase.Starting),
            State(1, ResourcePhase.Running) with { IsHealthy = false },
            State(2, ResourcePhase.Running) with { IsHealthy = false },
            State(1, ResourcePhase.Running) with { IsHealthy = true, HasBeenReady = true },
            State(2, ResourcePhase.Running) with { IsHealthy = true, HasBeenReady = true },
            State(1, ResourcePhase.Exited) with { ExitCode = 3, IsFailure = true },
            State(1, ResourcePhase.Starting),
            State(1, ResourcePhase.Running) with { IsHealthy = true, HasBeenReady = true }));

    [Fact]
    public void It_has_ended_when_all_have_and_as_the_worst_of_them() => Assert.Equal(
        ["Waiting waits for db", "Starting", "Running unhealthy 1 of 2 replicas are ready", "Running http://localhost:5000", "Running unhealthy 1 of 2 replicas are ready", "Stopping", "Exited failed 3 final api-1: gave up"],
        Seen(
            State(1, ResourcePhase.Waiting) with { Detail = "waits for db" },
            State(2, ResourcePhase.Waiting) with { Detail = "waits for db" },
            State(1, ResourcePhase.Starting),
            State(1, ResourcePhase.Running) with { HasBeenReady = true },
            State(2, ResourcePhase.Running) with { HasBeenReady = true },
            State(1, ResourcePhase.Exited) with { ExitCode = 3, IsFailure = true, IsFinal = true, Detail = "gave up" },
            State(2, ResourcePhase.Stopping),
            State(2, ResourcePhase.Exited) with { ExitCode = 0, IsFinal = true }));

    [Fact]
    public void Connections_follow_the_states()
    {
        var pool = new ReplicaPool([1, 2]);
        _set.Feed(pool);
        _set.Note(State(1, ResourcePhase.Starting));
        Assert.Null(pool.Take(Nobody));
        _set.Note(State(1, ResourcePhase.Running) with { IsHealthy = false });
        Assert.Equal(0, pool.Take(Nobody)!.Replica);
        _set.Note(State(2, ResourcePhase.Running) with { IsHealthy = true, HasBeenReady = true });
        Assert.Equal([1, 1], [pool.Take(Nobody)!.Replica, pool.Take(Nobody)!.Replica]);
        _set.Note(State(1, ResourcePhase.Running) with { HasBeenReady = true });
        _set.Note(State(2, ResourcePhase.Running) with { IsHealthy = false, HasBeenReady = true });
        Assert.Equal([0, 0, 0], Enumerable.Range(0, 3).Select(_ => pool.Take(Nobody)!.Replica));
        _set.Note(State(1, ResourcePhase.Stopping) with { HasBeenReady = true });
        Assert.Equal(1, pool.Take(Nobody)!.Replica);
        _set.Note(State(1, ResourcePhase.Exited) with { IsFinal = true });
        _set.Note(State(2, ResourcePhase.Exited) with { IsFinal = true });
        Assert.True(pool.IsHopeless);
    }

    [Fact]
    public void Plan_has_each_of_them_and_waits_for_all() => Assert.Equal(
        """
        [] -> #1 db, start process, waits for nothing
        [1] -> #2 api-1, start process, waits for db to run
        [2] -> #3 api-1, become healthy, has health checks
        [1] -> #4 api-2, start process, waits for db to run
        [4] -> #5 api-2, become healthy, has health checks
        [3,5] -> #6 web-1, start process, waits for api-1 to be healthy and api-2 to be healthy
        [3,5] -> #7 web-2, start process, waits for api-1 to be healthy and api-2 to be healthy

        """.ReplaceLineEndings("\n"),
        Plans.Of(
            Apps.Graph(b =>
            {
                var db = b.AddExecutable("db", "x", ".").WithReplicas(1);
                var api = b.AddExecutable("api", "x", ".").WithHttpEndpoint().WithHttpHealthCheck().WithReplicas(2).WaitFor(db);
                b.AddExecutable("web", "x", ".").WithReplicas(2).WaitFor(api);
            })).ToString());

    [Fact]
    public void A_part_of_it_is_there_when_all_of_them_are()
    {
        var plan = Plans.Of(
            Apps.Graph(b =>
            {
                var api = b.AddProject<Child>("api").WithReplicas(2);
                b.AddExecutable("web", "x", ".").WaitFor(b.AddResource(new Part("part", api.Resource)));
            }));

        Assert.EndsWith("[1,2] -> #3 web, start process, waits for api-1 to run and api-2 to run\n", plan.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_taken_is_refused() => Assert.Equal(
        "A replica of 'api' is called 'api-2', but there is a resource of that name. Give one of them another name.",
        ResolvedLaunches.Refusal(b =>
        {
            b.AddExecutable("api", "x", ".").WithReplicas(2);
            b.AddExecutable("API-2", "x", ".");
        }));

    [Fact]
    public void Each_listens_on_a_port_of_its_own_and_others_know_one_address()
    {
        var launching = ResolvedLaunches.Of(b =>
        {
            var api = b.AddProject<Child>("api").WithHttpEndpoint(port: 5000).WithEndpoint("raw", e => e.TargetPortEnvironmentVariable = "RAW_PORT").WithHttpHealthCheck("/health").WithReplicas(2);
            api.WithEnvironment("PUBLIC", api.GetEndpoint("http")).WithEnvironment("OWN", api.GetEndpoint("http").Property(EndpointProperty.TargetPort));
            b.AddExecutable("web", "x", ".").WithReference(api).WithEnvironment("API", api.GetEndpoint("http").Property(EndpointProperty.Port));
        });

        Assert.Equal(["api-1", "api-2", "web"], launching.Launches.Keys);
        Assert.Equal(
            ["ASPNETCORE_URLS=http://localhost:40002", "OWN=40002", "PUBLIC=http://localhost:5000", "RAW_PORT=40003"],
            launching.Environment("api-1").Where(v => v.Split('=')[0] is "ASPNETCORE_URLS" or "OWN" or "PUBLIC" or "RAW_PORT"));
        Assert.Contains("ASPNETCORE_URLS=http://localhost:40004", launching.Environment("api-2"));
        Assert.Equal(
            ["API=5000", "API_HTTP=http://localhost:5000", "API_RAW=tcp://localhost:40001", "services__api__http__0=http://localhost:5000", "services__api__raw__0=tcp://localhost:40001"],
            launching.Environment("web"));
        Assert.Equal(new HttpHealthCheck("http://localhost:40002", "/health", 200), launching["api-1"].HealthChecks.Single());
        Assert.Equal("http://localhost:5000", launching["api-2"].Urls[0]);
        Assert.Equal("api", launching["api-2"].Origin.Name);
        Assert.Null(launching["api-1"].Conflict());
    }

    [Fact]
    public void Others_are_not_told_the_port_that_one_of_them_listens_on() => Assert.Equal(
        "'api' runs as replicas, each of which listens on a port of its own: the TargetPort of endpoint 'http' is known in their environment only. Use Port.",
        ResolvedLaunches.Refusal(b =>
        {
            var api = b.AddExecutable("api", "x", ".").WithHttpEndpoint().WithReplicas(2);
            b.AddExecutable("web", "x", ".").WithEnvironment("P", api.GetEndpoint("http").Property(EndpointProperty.TargetPort));
        }));

    private static ResourceState State(int replica, ResourcePhase phase) => new($"api-{replica}", $"api-{replica}", phase);

    private IEnumerable<string> Seen(params ResourceState[] states) => states.Select(_set.Note).OfType<ResourceState>().Select(s => string.Join(' ', new[]
    {
        s.Phase.ToString(),
        s.IsHealthy switch { null => null, true => "healthy", false => "unhealthy" },
        s.IsFailure ? "failed" : null,
        s.ExitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        s.IsFinal ? "final" : null,
        s.Detail,
    }.Where(w => w is not null)));

    private sealed class Part(string name, IResource parent) : Resource(name), IResourceWithParent
    {
        public IResource Parent => parent;
    }
}
