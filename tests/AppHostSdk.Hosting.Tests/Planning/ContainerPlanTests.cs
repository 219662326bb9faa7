using AppHostSdk.Containers;
using AppHostSdk.Planning;
using AppHostSdk.Running;

namespace AppHostSdk.Hosting.Tests.Planning;

/// <summary>What a plan says of containers, by what the engine has.</summary>
public class ContainerPlanTests
{
    private static readonly ContainerDecision Nothing = new("wanted", [], null);

    [Fact]
    public void The_network_and_its_forwards_come_with_the_first_container() => Expect(
        b =>
        {
            b.AddExecutable("web", "node", ".");
            b.AddContainer("cache", "redis");
            b.AddContainer("queue", "redis");
        },
        input => input with { Network = "apphost", Forwards = [new("localhost", 5000, 15000)] },
        """
        [] -> #1 web, start process, waits for nothing
        [] -> #2 create network, containers find each other by name in it
        [2] -> #3 open forward, leads containers to port 5000 of localhost
        [2] -> #4 cache, create container, runs redis:latest
        [4] -> #5 cache, start container, waits for nothing
        [2] -> #6 queue, create container, runs redis:latest
        [6] -> #7 queue, start container, waits for nothing
        """);

    [Fact]
    public void A_persistent_container_that_is_as_wanted_is_reused_with_its_network() => Expect(
        Persistent,
        input => Decided(input with { Network = "apphost", Observed = input.Observed with { Network = new("1", "apphost", null) } }, ContainerDecision.Of("wanted", [Found("wanted", "exited")])),
        """
        [] -> #1 reuse network, an earlier run left it with its containers
        [1] -> #2 db, reuse container, an earlier run left it as it is wanted, and it is exited
        [2] -> #3 db, start container, waits for nothing
        """);

    [Fact]
    public void One_that_is_not_is_recreated_and_the_plan_says_why() => Expect(
        Persistent,
        input => Decided(input, ContainerDecision.Of("image=redis:8", [Found("image=redis:7", "running")])),
        """
        [] -> #1 db, recreate container, image was redis:7 and is redis:8
        [1] -> #2 db, start container, waits for nothing
        """);

    [Fact]
    public void One_of_which_nothing_is_there_is_created() => Expect(
        Persistent,
        input => Decided(input, Nothing),
        """
        [] -> #1 db, create container, runs redis:latest
        [1] -> #2 db, start container, waits for nothing
        """);

    [Fact]
    public void What_cannot_be_known_is_left_open() => Expect(
        Persistent,
        input => input,
        """
        [] -> #1 db, reuse or create container, runs redis:latest
        [1] -> #2 db, start container, waits for nothing
        """);

    [Fact]
    public void A_manual_start_finds_what_is_there_by_then() => Expect(
        b => b.AddContainer("db", "redis").WithLifetime(ContainerLifetime.Persistent).WithExplicitStart(),
        input => Decided(input, ContainerDecision.Of("wanted", [Found("wanted", "running")])),
        """
        [] -> #1 db, reuse or create container, runs redis:latest
        [1] -> #2 db, start container, waits for a manual start
        """);

    [Fact]
    public void What_functions_of_the_program_decide_is_created_after_its_waits() => Expect(
        b => b.AddContainer("db", "redis").WithLifetime(ContainerLifetime.Persistent).WaitFor(b.AddExecutable("job", "node", ".")),
        input => Decided(input with { IsDecidedLate = l => l.Resource.Name == "db" }, Nothing),
        """
        [] -> #1 job, start process, waits for nothing
        [1] -> #2 db, reuse or create container, runs redis:latest; after its waits, because functions of the program have a say in it
        [2,1] -> #3 db, start container, waits for job to run
        """);

    [Theory]
    [InlineData(true, true, "; after its waits, because it mounts what is not there yet")]
    [InlineData(true, false, "")]
    [InlineData(false, false, "; after its waits, because it mounts what is not there yet")]
    public void What_is_mounted_may_come_with_the_waits_unless_the_engine_has_other_files(bool isKnown, bool sharesFiles, string late) => Expect(
        b => b.AddContainer("db", "redis").WithImagePullPolicy(ImagePullPolicy.Never).WithBindMount("/no/such/directory", "/data"),
        input => input with { Observed = input.Observed with { IsKnown = isKnown, SharesFiles = sharesFiles } },
        $"""
        [] -> #1 db, create container, runs redis:latest{late}
        [1] -> #2 db, start container, waits for nothing
        """);

    [Fact]
    public void Without_an_answer_of_the_engine_an_image_is_pulled_if_it_is_missing_then() => Expect(
        b => b.AddContainer("db", "redis"),
        input => input with { Observed = ObservedWorld.Unknown },
        """
        [] -> #1 db, pull image, unless the engine has redis:latest: it has not answered yet
        [1] -> #2 db, create container, runs redis:latest
        [2] -> #3 db, start container, waits for nothing
        """);

    [Fact]
    public void Another_start_decides_anew()
    {
        var again = new ResourcePlan([new PullImage("x", false), new ReuseContainer("db", Nothing)], [new RecreateContainer("db", Nothing)], new StartContainer(), [], []).Again();

        Assert.Equal([new PullImage("x", false), new ProvideContainer("db")], again.Preparation);
        Assert.Equal([new ProvideContainer("db")], again.LatePreparation);
    }

    [Theory]
    [InlineData("removing", "wanted", "being removed")]
    [InlineData("dead", "wanted", "it is dead; its engine could not remove it, and cannot start it any more")]
    [InlineData("running", "other", "other")]
    public void A_container_that_will_not_do_is_obsolete(string state, string specification, string reason)
    {
        var decision = ContainerDecision.Of("wanted", [Found(specification, state)]);

        Assert.Null(decision.Reused);
        Assert.Contains(reason, Assert.Single(decision.Obsolete).Reason, StringComparison.Ordinal);
    }

    private static void Persistent(IDistributedApplicationBuilder builder) => builder.AddContainer("db", "redis").WithLifetime(ContainerLifetime.Persistent);

    private static PlanInput Decided(PlanInput input, ContainerDecision decision) => input with { Decisions = new Dictionary<string, ContainerDecision> { ["db"] = decision } };

    private static ContainerSummary Found(string specification, string state) =>
        new("id", "db", "redis", state, new Dictionary<string, string> { [RunIdentity.SpecificationLabel] = specification });

    private static void Expect(Action<IDistributedApplicationBuilder> program, Func<PlanInput, PlanInput> change, string plan) =>
        Assert.Equal(plan.ReplaceLineEndings("\n") + "\n", Planner.Plan(change(Plans.Input(Apps.Graph(program), "redis:latest"))).ToString());
}
