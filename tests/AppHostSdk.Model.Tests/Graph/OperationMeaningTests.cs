namespace AppHostSdk.Model.Tests;

/// <summary>The meaning of the operations that hosts are mostly made of.</summary>
public class OperationMeaningTests
{
    private readonly HostProgram _app = new();

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
}
