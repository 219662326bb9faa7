using AppHostSdk.Model;
using AppHostSdk.Planning;

namespace AppHostSdk.Hosting.Tests.Planning;

public class PlannerTests
{
    [Fact]
    public void Resources_without_waits_start_independently_in_the_order_of_the_program() => Expect(
        b =>
        {
            b.AddExecutable("web", "node", ".");
            b.AddProject<Child>("api");
        },
        """
        [] -> #1 web, start process, waits for nothing
        [] -> #2 api, start process, waits for nothing
        """);

    [Fact]
    public void References_do_not_order() => Expect(
        b =>
        {
            var api = b.AddProject<Child>("api").WithHttpEndpoint();
            b.AddProject<Child>("web").WithReference(api);
        },
        """
        [] -> #1 api, start process, waits for nothing
        [] -> #2 web, start process, waits for nothing
        """);

    [Fact]
    public void Chain_that_is_declared_backwards_is_planned_forwards() => Expect(
        b =>
        {
            var web = b.AddExecutable("web", "node", ".");
            var api = b.AddExecutable("api", "node", ".");
            var db = b.AddExecutable("db", "node", ".");
            web.WaitFor(api);
            api.WaitFor(db);
        },
        """
        [] -> #1 db, start process, waits for nothing
        [1] -> #2 api, start process, waits for db to run
        [2] -> #3 web, start process, waits for api to run
        """);

    [Fact]
    public void Diamond_joins_at_its_end() => Expect(
        b =>
        {
            var db = b.AddExecutable("db", "node", ".");
            var left = b.AddExecutable("left", "node", ".").WaitFor(db);
            var right = b.AddExecutable("right", "node", ".").WaitFor(db);
            b.AddExecutable("top", "node", ".").WaitFor(right).WaitFor(left);
        },
        """
        [] -> #1 db, start process, waits for nothing
        [1] -> #2 left, start process, waits for db to run
        [1] -> #3 right, start process, waits for db to run
        [2,3] -> #4 top, start process, waits for right to run and left to run
        """);

    [Fact]
    public void Wait_for_a_part_is_a_wait_for_the_whole() => Expect(
        b =>
        {
            var server = b.AddResource(new Server("server"));
            var database = b.AddResource(new Database("database", server.Resource));
            b.AddExecutable("web", "node", ".").WaitFor(database).WaitFor(server);
        },
        """
        [] -> #1 server, start process, waits for nothing
        [1] -> #2 web, start process, waits for server to run
        """);

    private sealed class Server(string name) : ExecutableResource(name, "server", ".");

    private sealed class Database(string name, Server parent) : AppHostSdk.Resource(name), IResourceWithParent<Server>
    {
        public Server Parent { get; } = parent;
    }

    [Fact]
    public void Wait_for_a_resource_with_health_checks_is_a_wait_for_its_health() => Expect(
        b =>
        {
            var api = b.AddExecutable("api", "node", ".").WithHttpEndpoint().WithHttpHealthCheck("/health");
            b.AddExecutable("web", "node", ".").WaitFor(api);
            b.AddExecutable("tail", "node", ".").WaitForStart(api);
        },
        """
        [] -> #1 api, start process, waits for nothing
        [1] -> #2 api, become healthy, has health checks
        [2] -> #3 web, start process, waits for api to be healthy
        [1] -> #4 tail, start process, waits for api to run
        """);

    [Fact]
    public void Image_that_the_engine_lacks_is_pulled_and_only_the_start_of_the_container_waits() => Expect(
        b =>
        {
            var db = b.AddExecutable("db", "node", ".");
            b.AddContainer("cache", "redis", "7").WaitFor(db);
        },
        """
        [] -> #1 db, start process, waits for nothing
        [] -> #2 cache, pull image, the engine has no redis:7
        [2] -> #3 cache, create container, runs redis:7
        [3,1] -> #4 cache, start container, waits for db to run
        """);

    [Fact]
    public void Image_that_the_engine_has_is_not_pulled() => Expect(
        b => b.AddContainer("cache", "redis", "7"),
        """
        [] -> #1 cache, create container, runs redis:7
        [1] -> #2 cache, start container, waits for nothing
        """,
        "redis:7");

    [Fact]
    public void Image_that_is_built_is_not_fetched()
    {
        var graph = Apps.Graph(b => b.AddDockerfile("web", "../web"));
        var input = Plans.Input(graph);
        var image = input.Launches["web"].Container!.Image;

        Assert.Equal(
            $"""
            [] -> #1 web, build image, {image} is built; what has not changed is in the engine's cache
            [1] -> #2 web, create container, runs {image}
            [2] -> #3 web, start container, waits for nothing

            """.ReplaceLineEndings("\n"),
            Planner.Plan(input).ToString());
    }

    [Fact]
    public void Containers_with_one_missing_image_pull_it_each() => Expect(
        b =>
        {
            b.AddContainer("cache", "redis");
            b.AddContainer("queue", "redis");
        },
        """
        [] -> #1 cache, pull image, the engine has no redis:latest
        [1] -> #2 cache, create container, runs redis:latest
        [2] -> #3 cache, start container, waits for nothing
        [] -> #4 queue, pull image, the engine has no redis:latest
        [4] -> #5 queue, create container, runs redis:latest
        [5] -> #6 queue, start container, waits for nothing
        """);

    [Fact]
    public void Completion_is_awaited_once_per_exit_code() => Expect(
        b =>
        {
            var job = b.AddExecutable("job", "node", ".");
            b.AddExecutable("a", "node", ".").WaitForCompletion(job, 2);
            b.AddExecutable("b", "node", ".").WaitForCompletion(job);
            b.AddExecutable("c", "node", ".").WaitForCompletion(job, 2);
        },
        """
        [] -> #1 job, start process, waits for nothing
        [1] -> #2 job, complete, is waited for, exit code 0
        [1] -> #3 job, complete, is waited for, exit code 2
        [3] -> #4 a, start process, waits for job to complete
        [2] -> #5 b, start process, waits for job to complete
        [3] -> #6 c, start process, waits for job to complete
        """);

    [Fact]
    public void Repeated_waits_count_once_and_parameters_are_not_waited_for() => Expect(
        b =>
        {
            var key = b.AddParameter("key");
            var db = b.AddExecutable("db", "node", ".");
            b.AddExecutable("api", "node", ".").WaitFor(db).WaitFor(db).WaitForStart(db).WaitFor(key);
        },
        """
        [] -> #1 db, start process, waits for nothing
        [1] -> #2 api, start process, waits for db to run
        """);

    [Fact]
    public void Empty_application_has_an_empty_plan() => Expect(_ => { }, "");

    [Fact]
    public void Waits_in_a_circle_are_refused_by_name()
    {
        var graph = Apps.Graph(b =>
        {
            var free = b.AddExecutable("free", "node", ".");
            var a = b.AddExecutable("a", "node", ".").WaitFor(free);
            var c = b.AddExecutable("c", "node", ".").WaitFor(a);
            a.WaitFor(c);
        });

        var refusal = Assert.Throws<DistributedApplicationException>(() => Plans.Of(graph));

        Assert.Equal("These resources wait for each other, so none of them would start: a, c.", refusal.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Any_plan_is_the_same_twice_complete_and_refers_backwards_only(int seed)
    {
        var graph = Random(seed);

        var plan = Plans.Of(graph);

        Assert.Equal(plan.ToString(), Plans.Of(graph).ToString());
        Assert.Equal(Enumerable.Range(1, plan.Steps.Count), plan.Steps.Select(n => n.Id));
        Assert.All(plan.Steps, n => Assert.All(n.DependsOn, d => Assert.InRange(d, 1, n.Id - 1)));
        Assert.Equal(
            graph.Resources.Select(r => r.Key).Order(),
            plan.Steps.Where(n => n.Action is StartProcess or StartContainer).Select(n => n.Resource).Order());

        // Every wait of the program is a dependency of the waiter's start on a step of what it waits for.
        var byId = plan.Steps.ToDictionary(n => n.Id);
        foreach (var (waiter, wait) in graph.Resources.SelectMany(r => r.Waits.Select(w => (r, w))))
        {
            var start = plan.Steps.Single(n => n.Resource == waiter.Key && n.Action is StartProcess or StartContainer);
            Assert.Contains(start.DependsOn, d => byId[d].Resource == wait.Dependency);
        }
    }

    private static AppGraph Random(int seed) => Apps.Graph(b =>
    {
        var random = new Random(seed);
        var resources = new List<IResourceBuilder<IResourceWithWaitSupport>>();
        for (var i = 0; i < 60; i++)
        {
            IResourceBuilder<IResourceWithWaitSupport> resource = random.Next(3) switch
            {
                0 => b.AddContainer($"c{i}", $"image{random.Next(5)}").WithHttpEndpoint(targetPort: 80).WithHttpHealthCheck(),
                1 => b.AddExecutable($"e{i}", "node", "."),
                _ => b.AddProject<Child>($"p{i}"),
            };
            foreach (var dependency in resources.Where(_ => random.Next(8) == 0).ToList())
            {
                switch (random.Next(3))
                {
                    case 0:
                        resource.WaitFor(dependency);
                        break;
                    case 1:
                        resource.WaitForStart(dependency);
                        break;
                    default:
                        resource.WaitForCompletion(dependency, random.Next(3));
                        break;
                }
            }

            resources.Add(resource);
        }
    });

    private static void Expect(Action<IDistributedApplicationBuilder> program, string plan, params string[] images) =>
        Assert.Equal(plan.Length == 0 ? "" : plan + "\n", Plans.Of(Apps.Graph(program), images).ToString());
}
