namespace AppHostSdk.Model.Tests;

/// <summary>The meaning of every operation.</summary>
public class GraphBuilderTests
{
    private readonly HostProgram _app = new();

    [Fact]
    public void Every_recorded_operation_has_a_meaning()
    {
        ModelValue any = new ModelValue.Resource("api");
        var text = new HashSet<string> { "name", "project", "target", "event", "destinationPath" };
        foreach (var kind in Enum.GetValues<OperationKind>().Where(OperationSchema.IsRecorded))
        {
            var builder = new GraphBuilder();
            var arguments = OperationSchema.ArgumentsOf(kind).Select(a => (a, a == "kind" ? ModelValue.From(nameof(ResourceKind.Container)) : a == "setting" ? ModelValue.From(nameof(ResourceSetting.Entrypoint)) : a == "publish" ? ModelValue.From(nameof(PublishingKind.Container)) : (kind, a) == (OperationKind.WithDetail, "detail") ? ModelValue.From(nameof(ResourceDetail.NetworkAlias)) : text.Contains(a) ? ModelValue.From("x") : any)).ToArray();
            if (!OperationSchema.AddsResource(kind))
            {
                builder.Apply(HostProgram.Operation(OperationKind.AddParameter, "api", ("name", ModelValue.From("api"))), Condition.Always);
            }

            var before = builder.Build("Host");
            builder.Apply(HostProgram.Operation(kind, "api", arguments), Condition.Always);

            Assert.True(before != builder.Build("Host") || kind == OperationKind.WithArgs, $"{kind} changed nothing");
        }
    }

    [Fact]
    public void A_resource_of_a_kind_of_its_own()
    {
        var server = _app.Add(OperationKind.AddResource, "server", ("kind", ModelValue.From("Container")));
        _app.When = _app.Is("x", "1");
        server.Do(OperationKind.WithImage, ("image", ModelValue.From("postgres:17")));
        _app.When = Condition.Always;
        server.Do(OperationKind.WithImage, ("tag", ModelValue.From("18")));
        _app.Add(OperationKind.AddResource, "db", ("kind", ModelValue.From("Logical"))).Do(OperationKind.WithParentRelationship, ("parent", new ModelValue.Resource("server")));
        _app.Add(OperationKind.AddResource, "app", ("kind", ModelValue.From("Executable")), ("command", ModelValue.From("npm")), ("workingDirectory", ModelValue.From("../web")));
        _app.Add(OperationKind.AddResource, "key", ("kind", ModelValue.From("Parameter")), ("secret", ModelValue.From(true)));

        var resources = _app.Graph.Resources;
        Assert.Equal([ResourceKind.Container, ResourceKind.Logical, ResourceKind.Executable, ResourceKind.Parameter], resources.Select(r => r.Kind));
        Assert.Equal(
            [new ImageEntry(ModelValue.From("postgres"), ModelValue.From("17")), new ImageEntry(ModelValue.None, ModelValue.From("18"))],
            resources[0].Images.Select(i => i with { Site = 0, Condition = Condition.Always }));
        Assert.Equal((ModelValue.From("postgres"), ModelValue.From("18")), resources[0].FinalImage());
        Assert.Equal(("parent", "server"), (resources[1].Relationships[0].Kind, resources[1].Relationships[0].Other));
        Assert.Equal((ModelValue.From("npm"), new ModelValue.HostPath("../web")), (resources[2].Command, (ModelValue.HostPath)resources[2].WorkingDirectory));
        Assert.True(resources[3].Secret);
        Assert.Throws<ArgumentException>(() => _app.Add(OperationKind.AddResource, "pod", ("kind", ModelValue.From("Pod"))));
    }

    [Fact]
    public void What_no_run_reaches_is_left_out_and_what_all_reach_is_not_conditional()
    {
        var builder = new GraphBuilder();
        var run = builder.Conditions.Is(Atom.Mode, "run");
        builder.Apply(HostProgram.Operation(OperationKind.AddParameter, "a", ("name", ModelValue.From("a"))), run);
        builder.Apply(HostProgram.Operation(OperationKind.AddContainer, "b", ("name", ModelValue.From("b")), ("image", ModelValue.From("x"))), Condition.Always);
        builder.Apply(HostProgram.Operation(OperationKind.WaitFor, "b", ("dependency", new ModelValue.Resource("a"))), run);
        builder.Apply(HostProgram.Operation(OperationKind.WithArgs, "b", ("args", new ModelValue.List(EquatableArray.Of(ModelValue.From("x"))))), builder.Conditions.Not(run));

        var graph = builder.Build("Host", run);

        Assert.Equal(["a", "b"], graph.Resources.Select(r => r.Name));
        Assert.Empty(graph.Resources[1].Arguments);
        Assert.True(graph.Conditions.Nodes.IsEmpty);
        Assert.Equal(["b"], builder.Build("Host", builder.Conditions.Not(run)).Resources.Select(r => r.Name));
    }

    [Theory]
    [InlineData(OperationKind.CreateBuilder)]
    [InlineData(OperationKind.CreateResourceBuilder)]
    [InlineData(OperationKind.GetEndpoint)]
    [InlineData(OperationKind.Build)]
    [InlineData(OperationKind.Run)]
    public void An_operation_that_is_not_recorded_has_none(OperationKind kind)
    {
        var api = _app.Project("api");

        Assert.False(OperationSchema.IsRecorded(kind));
        var error = Assert.Throws<ArgumentException>(() => api.Do(kind));
        Assert.StartsWith($"{kind} does not change a resource.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_has_the_condition_under_which_it_was_called()
    {
        var api = _app.Project("api");
        _app.When = _app.Conditions.Is(Atom.Mode, "run");
        var cache = _app.Container("cache");
        var web = _app.Add(OperationKind.AddExecutable, "web", ("args", new ModelValue.List(EquatableArray.Of(ModelValue.From("dev")))));
        api.WithReference(cache)
            .WithEnvironment("LEVEL", ModelValue.From("debug"))
            .WithArgs(ModelValue.From("--verbose"))
            .WithHttpEndpoint()
            .WithExternalHttpEndpoints()
            .WaitFor(cache)
            .WithHttpHealthCheck();

        var graph = _app.Graph;
        var run = new Condition(2);
        Assert.Equal(EquatableArray.Of(Atom.Mode), graph.Conditions.Atoms);
        Assert.Equal([Condition.Always, run, run], graph.Resources.Select(r => r.Condition));
        Assert.Equal(run, Assert.Single(web.Built.Arguments).Condition);
        var entries = new IEnumerable<Entry>[] { api.Built.Environment, api.Built.Arguments, api.Built.Endpoints, api.Built.Waits, api.Built.HealthChecks };
        Assert.Equal(Enumerable.Repeat(run, 7), entries.SelectMany(e => e).Select(e => e.Condition));
    }

    [Fact]
    public void What_is_never_called_is_ignored()
    {
        var api = _app.Project("api");
        var before = _app.Graph;
        _app.When = Condition.Never;

        var ghost = _app.Container("ghost");
        ghost.WithHttpEndpoint();
        api.WaitFor(ghost).WithReference(ghost);

        Assert.Equal(before, _app.Graph);
    }

    [Fact]
    public void Resources_and_entries_keep_the_order_of_the_program()
    {
        var b = _app.Project("b");
        _app.Project("a");
        b.WaitFor(_app.Project("c"));

        Assert.Equal(["b", "a", "c"], _app.Graph.Resources.Select(r => r.Name));
    }

    [Fact]
    public void The_first_resource_of_a_name_has_it_as_key_and_further_ones_are_numbered()
    {
        var builder = new GraphBuilder();

        Assert.Equal(["api", "api#1", "API#2", "web", "Web#1"], new[] { "api", "api", "API", "web", "Web" }.Select(builder.NewKey));
    }

    [Fact]
    public void No_name_can_be_written_so_that_two_resources_share_a_key()
    {
        var builder = new GraphBuilder();
        string[] names = ["api", "api#1", "api", "api#2", "api", "api#1", "API", "API", "api#1#1"];

        Assert.Equal(names.Length, names.Select(builder.NewKey).Distinct().Count());
    }

    [Fact]
    public void Alternatives_of_one_name_are_resources_of_their_own()
    {
        var run = _app.Conditions.Is(Atom.Mode, "run");
        _app.When = run;
        var container = _app.Container("db", "postgres");
        _app.When = _app.Conditions.Not(run);
        var parameter = _app.Parameter("db");
        parameter.WithEnvironment("X", ModelValue.None);

        Assert.NotEqual(container.Key, parameter.Key);
        Assert.Equal(["db", "db"], _app.Graph.Resources.Select(r => r.Name));
        Assert.Empty(container.Built.Environment);
        Assert.Single(parameter.Built.Environment);
    }

    [Fact]
    public void Slots_are_numbered_from_1_and_keep_where_they_come_from()
    {
        var (first, second) = (_app.Late("a"), _app.Late("b"));

        Assert.Equal((1, 2), (first.Slot, second.Slot));
        Assert.Equal(
            EquatableArray.Of(
                new Slot(1, new Provenance(ProvenanceKind.Configuration, "a")),
                new Slot(2, new Provenance(ProvenanceKind.Configuration, "b"))),
            _app.Graph.Slots);
    }

    [Fact]
    public void A_graph_with_an_open_part_is_incomplete()
    {
        Assert.True(_app.Graph.IsComplete);
        _app.Open();

        Assert.False(_app.Graph.IsComplete);
        Assert.Equal(new OpenPart(1, "AHS2001", "the name is known only at run time"), Assert.Single(_app.Graph.OpenParts));
    }

    [Fact]
    public void An_operation_on_an_unknown_resource_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => _app.Apply(OperationKind.WithArgs, "api"));

        Assert.StartsWith("WithArgs acts on 'api', which is not in the graph.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_resource_with_the_same_key_is_refused()
    {
        _app.Project("api");

        Assert.Throws<ArgumentException>(() => _app.Apply(OperationKind.AddContainer, "api", ("name", ModelValue.From("api"))));
        Assert.Equal(ResourceKind.Project, Assert.Single(_app.Graph.Resources).Kind);
    }

    [Fact]
    public void A_resource_without_a_name_is_refused_and_leaves_no_trace()
    {
        var error = Assert.Throws<ArgumentException>(() => _app.Apply(OperationKind.AddContainer, "api"));

        Assert.StartsWith("AddContainer on 'api' needs 'name'.", error.Message, StringComparison.Ordinal);
        Assert.Empty(_app.Graph.Resources);
        Assert.Throws<ArgumentException>(() => _app.Apply(OperationKind.WithArgs, "api"));
        _app.Apply(OperationKind.AddContainer, "api", ("name", ModelValue.From("api")));
        Assert.Single(_app.Graph.Resources);
    }

    [Fact]
    public void The_same_operations_give_the_same_graph()
    {
        Assert.Equal(Build(), Build());

        static AppGraph Build()
        {
            var app = new HostProgram();
            var api = app.Project("api").WithHttpEndpoint(5000);
            app.When = app.Is("database", "postgres");
            api.WaitFor(app.Container("db", "postgres:17"));
            return app.Graph;
        }
    }

    [Fact]
    public void Evaluating_tests_in_another_order_gives_the_same_graph()
    {
        Assert.Equal(Build("database", "cache"), Build("cache", "database"));

        static AppGraph Build(params string[] order)
        {
            var app = new HostProgram();
            var tests = order.ToDictionary(key => key, key => app.Is(key, "yes"));
            app.When = app.Conditions.And(tests["cache"], tests["database"]);
            app.Project("api");
            return app.Graph;
        }
    }
}
