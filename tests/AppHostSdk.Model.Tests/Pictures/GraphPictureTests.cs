using AppHostSdk.Tests;

namespace AppHostSdk.Model.Tests;

public class GraphPictureTests
{
    [Fact]
    public void Everything_as_mermaid() => Snapshot.Match(GraphPicture.Mermaid(RichGraph.Create()), extension: "mmd");

    [Fact]
    public void Everything_as_dot() => Snapshot.Match(GraphPicture.Dot(RichGraph.Create()), extension: "dot");

    [Fact]
    public void An_empty_graph_is_a_picture_too()
    {
        var graph = new AppGraph { Application = "Host" };
        Assert.Equal("%% Host\nflowchart LR\n  classDef conditional stroke-dasharray:5 5\n  n1>\"no resources\"]\n", GraphPicture.Mermaid(graph));
        Assert.Equal("digraph \"Host\" {\n  rankdir=LR;\n  n1 [label=\"no resources\", shape=note];\n}\n", GraphPicture.Dot(graph));
    }

    [Fact]
    public void What_connects_two_resources_is_one_edge()
    {
        var app = new HostProgram();
        var cache = app.Container("cache").WithEndpoint("tcp", targetPort: 6379);
        app.Project("api").WithReference(cache).WithReference(cache).WithEnvironment("CACHE", new ModelValue.Endpoint(cache.Key, "tcp")).WaitFor(cache);

        Assert.Equal(["refers to", "CACHE: tcp", "waits until running"], Assert.Single(Picture(app).Edges).Lines);
    }

    [Fact]
    public void Every_reference_in_a_value_is_drawn()
    {
        var app = new HostProgram();
        var host = app.Parameter("host");
        var api = app.Project("api").WithHttpEndpoint();
        app.Project("web")
            .WithEnvironment("URL", new ModelValue.Template(EquatableArray.Of(ModelValue.From("http://"), new ModelValue.Parameter(host.Key), new ModelValue.Endpoint(api.Key, "http"))))
            .WithArgs(new ModelValue.List(EquatableArray.Of<ModelValue>(new ModelValue.Parameter(host.Key))));
        app.Add(OperationKind.AddContainer, "cache", ("image", new ModelValue.Parameter(host.Key)));

        Assert.Equal(["web → host: URL, argument", "web → api: URL: http", "cache → host: image"], Edges(Picture(app)));
    }

    [Fact]
    public void Containers_share_a_volume_but_no_path_of_its_name_and_no_anonymous_one()
    {
        var mounts = EquatableArray.Of(
            new MountEntry(ModelValue.From("data"), "/a", IsVolume: true, IsReadOnly: false),
            new MountEntry(ModelValue.From("data"), "/b", IsVolume: false, IsReadOnly: true),
            new MountEntry(ModelValue.None, "/c", IsVolume: true, IsReadOnly: false));
        var app = new HostProgram();
        app.Container("one");
        app.Container("two");
        var graph = app.Graph;
        var picture = PictureBuilder.Of(graph with { Resources = graph.Resources.Map(r => r with { Mounts = mounts }) });

        Assert.Equal(
            ["one", "two", "data", "data", "anonymous", "anonymous"],
            picture.Nodes.Select(n => n.Lines[0]));
        Assert.Equal(["0-2", "0-3", "0-4", "1-2", "1-3", "1-5"], picture.Edges.Select(e => $"{e.From}-{e.To}"));
        Assert.Equal("/b (read-only)", Assert.Single(picture.Edges[1].Lines));
    }

    [Fact]
    public void A_condition_is_said_once_and_everything_under_it_is_dashed()
    {
        var app = new HostProgram();
        var api = app.Project("api");
        app.When = app.Is("database", "postgres");
        var db = app.Container("db");
        api.WaitFor(db);
        app.When = app.Conditions.And(app.When, app.Conditions.Is(Atom.Mode, "run"));
        api.WithReference(db);
        var picture = Picture(app);

        Assert.Equal([false, true], picture.Nodes.Select(n => n.IsConditional));
        Assert.Equal("when configuration 'database' is 'postgres'", picture.Nodes[1].Lines[^1]);
        Assert.Equal(["api → db: refers to, when running and configuration 'database' is 'postgres'", "api → db: waits until running"], Edges(picture));
        Assert.All(picture.Edges, e => Assert.True(e.IsConditional));
    }

    [Fact]
    public void An_incomplete_graph_says_so_and_why()
    {
        var app = new HostProgram();
        app.Project("api");
        app.Open();
        app.Open();

        Assert.Equal(
            ["INCOMPLETE: the program has parts that the compiler does not follow", "AHS2001: the name is known only at run time"],
            Picture(app).Nodes[^1].Lines);
    }

    [Fact]
    public void A_key_that_leads_nowhere_is_shown_as_such()
    {
        var graph = new AppGraph
        {
            Application = "Host",
            Resources = EquatableArray.Of(new Resource
            {
                Key = "api",
                Name = "api",
                Kind = ResourceKind.Project,
                Waits = EquatableArray.Of(new WaitEntry(WaitKind.Started, "gone"), new WaitEntry(WaitKind.Completed, "gone", 3)),
            }),
        };

        var picture = PictureBuilder.Of(graph);
        Assert.Equal(["gone", "not in the graph"], picture.Nodes[1].Lines);
        Assert.Equal(["api → gone: waits until running, waits until ended with 3"], Edges(picture));
    }

    [Fact]
    public void A_value_of_the_running_host_is_called_by_its_source()
    {
        var app = new HostProgram();
        app.Add(OperationKind.AddContainer, "cache", ("image", ModelValue.From("redis")), ("tag", app.Late("Cache:Tag")));

        Assert.Equal(["cache", "container", "redis:{Cache:Tag}"], Picture(app).Nodes[0].Lines);
    }

    [Fact]
    public void Images_that_some_runs_use_are_said_with_their_condition()
    {
        var app = new HostProgram();
        var tag = app.Parameter("tag");
        var cache = app.Container("cache", "redis:7");
        app.When = app.Is("fork", "true");
        cache.Do(OperationKind.WithImage, ("image", ModelValue.From("valkey")), ("tag", new ModelValue.Parameter(tag.Key)));
        Assert.Equal(["cache", "container", "redis:7", "valkey:{tag} when configuration 'fork' is true"], Picture(app).Nodes[1].Lines);
        Assert.Equal(["cache → tag: tag, when configuration 'fork' is true"], Edges(Picture(app)));

        app.When = Condition.Always;
        cache.Do(OperationKind.WithImage, ("tag", ModelValue.From("8")));
        Assert.Equal(["cache", "container", "redis:8", "valkey:8 when configuration 'fork' is true"], Picture(app).Nodes[1].Lines);

        cache.Do(OperationKind.WithImage, ("image", ModelValue.From("garnet")));
        Assert.Equal(["cache", "container", "garnet"], Picture(app).Nodes[1].Lines);
    }

    [Fact]
    public void A_part_of_another_resource_has_a_shape_of_its_own()
    {
        var app = new HostProgram();
        var server = app.Container("server");
        app.Add(OperationKind.AddResource, "db", ("kind", ModelValue.From("Logical"))).Do(OperationKind.WithParentRelationship, ("parent", new ModelValue.Resource(server.Key)));
        var picture = Picture(app);

        Assert.Equal((PictureShape.Part, "logical"), (picture.Nodes[1].Shape, picture.Nodes[1].Lines[1]));
        Assert.Equal(["db → server: parent"], Edges(picture));
    }

    [Fact]
    public void Endpoints_of_launch_profiles_are_shown()
    {
        var app = new HostProgram();
        app.Project("api").WithEndpoint("admin");
        var launch = new ProjectLaunch("Projects.Api", "../Api/Api.csproj", "", "", "", "")
        {
            Profiles = EquatableArray.Of(new LaunchProfile("http") { Urls = EquatableArray.Of(new ListenAddress("http", "localhost", 5080)) }),
        };

        Assert.Equal(
            ["api", "project", "Api.csproj", "listens on http:5080, admin"],
            PictureBuilder.Of(app.Graph with { Projects = EquatableArray.Of(launch) }).Nodes[0].Lines);
    }

    private static Picture Picture(HostProgram app) => PictureBuilder.Of(app.Graph);

    private static IEnumerable<string> Edges(Picture picture) =>
        picture.Edges.Select(e => $"{picture.Nodes[e.From].Lines[0]} → {picture.Nodes[e.To].Lines[0]}: {string.Join(", ", e.Lines)}");
}
