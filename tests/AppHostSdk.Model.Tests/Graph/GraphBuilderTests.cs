namespace AppHostSdk.Model.Tests;

/// <summary>The meaning of every operation.</summary>
public class GraphBuilderTests
{
    private readonly HostProgram _app = new();

    [Fact]
    public void Every_recorded_operation_has_a_meaning()
    {
        ModelValue any = new ModelValue.Resource("api");
        var text = new HashSet<string> { "name", "project", "target", "event" };
        foreach (var kind in Enum.GetValues<OperationKind>().Where(OperationSchema.IsRecorded))
        {
            var builder = new GraphBuilder();
            var arguments = OperationSchema.ArgumentsOf(kind).Select(a => (a, a == "kind" ? ModelValue.From(nameof(ResourceKind.Container)) : a == "setting" ? ModelValue.From(nameof(ResourceSetting.Entrypoint)) : (kind, a) == (OperationKind.WithDetail, "detail") ? ModelValue.From(nameof(ResourceDetail.NetworkAlias)) : text.Contains(a) ? ModelValue.From("x") : any)).ToArray();
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
    public void AddProject_adds_a_project_of_a_generated_type()
    {
        _app.Project("api", "Projects.Catalog_Api");

        Assert.Equal(
            new Resource { Key = "api", Name = "api", Kind = ResourceKind.Project, Project = "Projects.Catalog_Api", Site = 1 },
            Assert.Single(_app.Graph.Resources));
    }

    [Fact]
    public void AddContainer_adds_a_container_of_an_image_and_a_tag()
    {
        _app.Container("cache", "redis", "7.4");

        Assert.Equal(
            new Resource
            {
                Key = "cache",
                Name = "cache",
                Kind = ResourceKind.Container,
                Image = new ModelValue.Text("redis"),
                Tag = new ModelValue.Text("7.4"),
                Site = 1,
            },
            Assert.Single(_app.Graph.Resources));
    }

    [Theory]
    [InlineData("redis", "redis", null)]
    [InlineData("redis:7.4", "redis", "7.4")]
    [InlineData("library/redis:7.4", "library/redis", "7.4")]
    [InlineData("registry.example.com/team/redis:7.4", "registry.example.com/team/redis", "7.4")]
    [InlineData("localhost:5000/redis", "localhost:5000/redis", null)]
    [InlineData("localhost:5000/redis:7.4", "localhost:5000/redis", "7.4")]
    [InlineData("localhost:5000/team/redis", "localhost:5000/team/redis", null)]
    [InlineData("redis@sha256:0123abcd", "redis@sha256:0123abcd", null)]
    [InlineData("redis:7.4@sha256:0123abcd", "redis:7.4@sha256:0123abcd", null)]
    [InlineData("localhost:5000/redis@sha256:0123abcd", "localhost:5000/redis@sha256:0123abcd", null)]
    [InlineData("", "", null)]
    [InlineData(":7.4", ":7.4", null)]
    public void A_tag_in_the_image_is_the_tag(string written, string image, string? tag)
    {
        var built = _app.Container("cache", written).Built;

        Assert.Equal(new ModelValue.Text(image), built.Image);
        Assert.Equal(ModelValue.From(tag), built.Tag);
    }

    [Fact]
    public void A_tag_given_apart_is_the_tag_and_the_image_stays_as_written()
    {
        var built = _app.Container("cache", "localhost:5000/redis", "7.4").Built;

        Assert.Equal("localhost:5000/redis", built.Image.AsText);
        Assert.Equal("7.4", built.Tag.AsText);
    }

    [Fact]
    public void A_late_image_or_tag_stays_late()
    {
        var (image, tag) = (_app.Late("image"), _app.Late("tag"));

        var built = _app.Add(OperationKind.AddContainer, "cache", ("image", image), ("tag", tag)).Built;

        Assert.Equal(image, built.Image);
        Assert.Equal(tag, built.Tag);
    }

    [Fact]
    public void AddExecutable_adds_a_program_with_its_directory_and_arguments()
    {
        var built = _app.Add(
            OperationKind.AddExecutable,
            "web",
            ("command", ModelValue.From("npm")),
            ("workingDirectory", ModelValue.From("../web")),
            ("args", new ModelValue.List(EquatableArray.Of(ModelValue.From("run"), ModelValue.From("dev"))))).Built;

        Assert.Equal(ResourceKind.Executable, built.Kind);
        Assert.Equal(new ModelValue.Text("npm"), built.Command);
        Assert.Equal(new ModelValue.HostPath("../web"), built.WorkingDirectory);
        Assert.Equal(
            EquatableArray.Of(new ArgumentEntry(ModelValue.From("run")) { Site = 1 }, new ArgumentEntry(ModelValue.From("dev")) { Site = 1 }),
            built.Arguments);
    }

    [Fact]
    public void A_late_working_directory_stays_late()
    {
        var late = _app.Late("directory");

        Assert.Equal(late, _app.Add(OperationKind.AddExecutable, "web", ("workingDirectory", late)).Built.WorkingDirectory);
    }

    [Fact]
    public void AddParameter_adds_a_parameter_that_is_secret_only_when_told()
    {
        Assert.Equal(ResourceKind.Parameter, _app.Parameter("plain").Built.Kind);
        Assert.False(_app.Add(OperationKind.AddParameter, "untold").Built.Secret);
        Assert.False(_app.Parameter("told-not", secret: false).Built.Secret);
        Assert.True(_app.Parameter("told", secret: true).Built.Secret);
    }

    [Fact]
    public void WithReference_refers_to_a_resource_or_to_one_of_its_endpoints()
    {
        var cache = _app.Container("cache");
        var api = _app.Project("api").WithReference(cache).WithReference(cache, "tcp");

        Assert.Equal(
            EquatableArray.Of<EnvironmentEntry>(
                new ReferenceVariables("cache", null) { Site = 3 },
                new ReferenceVariables("cache", "tcp") { Site = 4 }),
            api.Built.Environment);
    }

    [Fact]
    public void WithReference_to_anything_else_is_refused()
    {
        var api = _app.Project("api");

        Assert.Throws<ArgumentException>(() => api.Do(OperationKind.WithReference, ("source", ModelValue.From("cache"))));
        Assert.Throws<ArgumentException>(() => api.Do(OperationKind.WithReference));
    }

    [Fact]
    public void WithEnvironment_adds_to_the_environment_in_order()
    {
        var api = _app.Project("api")
            .WithEnvironment("LEVEL", ModelValue.From("debug"))
            .WithEnvironment("EMPTY", ModelValue.None)
            .WithEnvironment("LEVEL", new ModelValue.Parameter("level"));

        Assert.Equal(
            EquatableArray.Of<EnvironmentEntry>(
                new EnvironmentVariable("LEVEL", ModelValue.From("debug")) { Site = 2 },
                new EnvironmentVariable("EMPTY", ModelValue.None) { Site = 3 },
                new EnvironmentVariable("LEVEL", new ModelValue.Parameter("level")) { Site = 4 }),
            api.Built.Environment);
    }

    [Fact]
    public void WithArgs_appends_each_argument()
    {
        var web = _app.Executable("web").WithArgs(ModelValue.From("a"), ModelValue.From("b")).WithArgs().WithArgs(ModelValue.From("c"));

        Assert.Equal([("a", 2), ("b", 2), ("c", 4)], web.Built.Arguments.Select(a => (a.Value.AsText!, a.Site)));
    }

    [Fact]
    public void WithEndpoint_declares_what_is_given()
    {
        var api = _app.Project("api").WithEndpoint("admin", 5000, 8080, "https", "ADMIN_PORT", isProxied: false, isExternal: true, "udp");

        Assert.Equal(
            new EndpointDeclaration("admin")
            {
                Scheme = "https",
                Protocol = "udp",
                Port = ModelValue.From(5000),
                TargetPort = ModelValue.From(8080),
                PortVariable = "ADMIN_PORT",
                IsProxied = false,
                IsExternal = true,
                Site = 2,
            },
            Assert.Single(api.Built.Endpoints));
    }

    [Theory]
    [InlineData("admin", "http", "udp", "admin")]
    [InlineData(null, "http", "udp", "http")]
    [InlineData(null, null, "udp", "udp")]
    [InlineData(null, null, null, "tcp")]
    public void An_endpoint_without_a_name_is_called_by_its_scheme_or_else_its_protocol(string? name, string? scheme, string? protocol, string expected) =>
        Assert.Equal(new EndpointDeclaration(expected) { Scheme = scheme, Protocol = protocol, Site = 2 }, Assert.Single(
            _app.Project("api").WithEndpoint(name, scheme: scheme, protocol: protocol).Built.Endpoints));

    [Fact]
    public void Port_0_means_any_port()
    {
        var declared = (EndpointDeclaration)Assert.Single(_app.Project("api").WithEndpoint("http", port: 0, targetPort: 0).Built.Endpoints);

        Assert.True(declared.IsAnyPort);
        Assert.True(declared.TargetPort.IsNone);
    }

    [Fact]
    public void A_late_port_stays_late()
    {
        var late = _app.Late("port");

        var api = _app.Project("api").Do(OperationKind.WithEndpoint, ("name", ModelValue.From("http")), ("port", late));

        Assert.Equal(late, ((EndpointDeclaration)Assert.Single(api.Built.Endpoints)).Port);
    }

    [Fact]
    public void WithExternalHttpEndpoints_is_one_entry_after_the_ones_it_marks()
    {
        var api = _app.Project("api").WithHttpEndpoint().WithExternalHttpEndpoints();

        Assert.Equal(new HttpEndpointsExternal { Site = 3 }, api.Built.Endpoints[1]);
    }

    [Theory]
    [InlineData(OperationKind.WaitFor, WaitKind.Healthy)]
    [InlineData(OperationKind.WaitForStart, WaitKind.Started)]
    [InlineData(OperationKind.WaitForCompletion, WaitKind.Completed)]
    public void Waits_wait_for_different_things(OperationKind operation, WaitKind kind)
    {
        _app.Container("cache");
        var api = _app.Project("api").Do(operation, ("dependency", new ModelValue.Resource("cache")));

        Assert.Equal(new WaitEntry(kind, "cache", 0) { Site = 3 }, Assert.Single(api.Built.Waits));
    }

    [Fact]
    public void WaitForCompletion_expects_an_exit_code()
    {
        _app.Project("migrations");
        var api = _app.Project("api").Do(
            OperationKind.WaitForCompletion,
            ("dependency", new ModelValue.Resource("migrations")),
            ("exitCode", ModelValue.From(3)));

        Assert.Equal(3, Assert.Single(api.Built.Waits).ExitCode);
    }

    [Fact]
    public void A_wait_for_something_that_is_no_resource_is_refused() =>
        Assert.Throws<ArgumentException>(() => _app.Project("api").Do(OperationKind.WaitFor, ("dependency", ModelValue.From("cache"))));

    [Fact]
    public void WithHttpHealthCheck_asks_the_root_for_200_unless_told()
    {
        var api = _app.Project("api").WithHttpHealthCheck().WithHttpHealthCheck("/ready", 204, "admin");

        Assert.Equal(
            EquatableArray.Of<HealthCheckEntry>(new HttpHealthCheckEntry("/", 200, null) { Site = 2 }, new HttpHealthCheckEntry("/ready", 204, "admin") { Site = 3 }),
            api.Built.HealthChecks);
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
