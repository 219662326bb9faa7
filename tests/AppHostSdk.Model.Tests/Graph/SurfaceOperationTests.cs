namespace AppHostSdk.Model.Tests;

/// <summary>The meaning of the operations that show resources, fill containers, and hand functions to the run time.</summary>
public class SurfaceOperationTests
{
    private readonly HostProgram _app = new();

    [Fact]
    public void Functions_stand_where_the_program_has_them()
    {
        var builder = new GraphBuilder();
        var (first, second) = (builder.AddCallback(new Provenance(ProvenanceKind.Source, "a")), builder.AddCallback(new Provenance(ProvenanceKind.Source, "b")));
        var api = _app.Project("api")
            .WithEnvironment("A", ModelValue.From("1"))
            .Do(OperationKind.WithEnvironmentCallback, ("callback", first))
            .WithEnvironment("B", second)
            .WithArgs(ModelValue.From("x"))
            .Do(OperationKind.WithArgsCallback, ("callback", second));

        Assert.Equal([1, 2], [first.Slot, second.Slot]);
        Assert.Equal([1, 2], builder.Build("Host").Slots.Select(s => s.Id));
        Assert.Equal(
            [new EnvironmentVariable("A", ModelValue.From("1")), new EnvironmentCallback(first), new EnvironmentVariable("B", second)],
            api.Built.Environment.Select(e => e with { Site = 0 }));
        Assert.Equal([ModelValue.From("x"), second], api.Built.Arguments.Select(a => a.Value));
    }

    [Fact]
    public void Paths_of_mounts_belong_to_the_host_and_volumes_to_the_engine()
    {
        var db = _app.Container("db")
            .Do(OperationKind.WithMount, ("target", ModelValue.From("/a")), ("source", ModelValue.From("../data")), ("isReadOnly", ModelValue.From(true)))
            .Do(OperationKind.WithMount, ("target", ModelValue.From("/b")), ("source", ModelValue.From("data")), ("isVolume", ModelValue.From("true")))
            .Do(OperationKind.WithMount, ("target", ModelValue.From("/c")), ("isVolume", ModelValue.From("true")));

        Assert.Equal(
            [
                new MountEntry(new ModelValue.HostPath("../data"), "/a", IsVolume: false, IsReadOnly: true),
                new MountEntry(ModelValue.From("data"), "/b", IsVolume: true, IsReadOnly: false),
                new MountEntry(ModelValue.None, "/c", IsVolume: true, IsReadOnly: false),
            ],
            db.Built.Mounts.Select(m => m with { Site = 0 }));
    }

    [Fact]
    public void The_last_entry_for_a_setting_wins()
    {
        var db = _app.Container("db").Do(OperationKind.WithSetting, ("setting", ModelValue.From("Entrypoint")), ("value", ModelValue.From("a")));
        db.Do(OperationKind.WithSetting, ("setting", ModelValue.From("ContainerName")), ("value", ModelValue.From("n")));
        db.Do(OperationKind.WithSetting, ("setting", ModelValue.From("Entrypoint")), ("value", ModelValue.From("b")));

        Assert.Equal(ModelValue.From("b"), db.Built.Setting(ResourceSetting.Entrypoint));
        Assert.Equal(ModelValue.From("n"), db.Built.Setting(ResourceSetting.ContainerName));
        Assert.Equal(ModelValue.None, db.Built.Setting(ResourceSetting.MemoryLimit));
        Assert.Throws<ArgumentException>(() => db.Do(OperationKind.WithSetting, ("setting", ModelValue.From("Colour"))));
    }

    [Fact]
    public void Details_pile_up_in_their_order()
    {
        var db = _app.Container("db").Do(OperationKind.WithDetail, ("detail", ModelValue.From("NetworkAlias")), ("value", ModelValue.From("a")));
        db.Do(OperationKind.WithDetail, ("detail", ModelValue.From("NetworkAlias")), ("value", ModelValue.From("b")));

        Assert.Equal([ModelValue.From("a"), ModelValue.From("b")], db.Built.Details.Select(d => d.Value));
        Assert.Throws<ArgumentException>(() => db.Do(OperationKind.WithDetail, ("detail", ModelValue.From("Colour"))));
    }

    [Theory]
    [InlineData("registry", "ghcr.io/redis", "7")]
    [InlineData("digest", "redis@sha256:0f", null)]
    [InlineData("digest tag", "redis", "8")]
    [InlineData("digest image", "valkey", "9")]
    [InlineData("registry image", "ghcr.io/valkey", "9")]
    [InlineData("tag digest", "redis@sha256:0f", null)]
    [InlineData("registry digest", "ghcr.io/redis@sha256:0f", null)]
    public void Parts_of_an_image_are_changed_one_by_one(string calls, string image, string? tag)
    {
        var cache = _app.Container("cache", "redis:7");
        foreach (var call in calls.Split(' '))
        {
            cache.Do(OperationKind.WithImage, call switch
            {
                "registry" => [("registry", ModelValue.From("ghcr.io"))],
                "digest" => [("digest", ModelValue.From("0f"))],
                "tag" => [("tag", ModelValue.From("8"))],
                _ => [("image", ModelValue.From("valkey:9"))],
            });
        }

        Assert.Equal((ModelValue.From(image), ModelValue.From(tag)), cache.Built.FinalImage());
    }

    [Theory]
    [InlineData("registry", "ghcr.io:x", "'ghcr.io:x'")]
    [InlineData("registry", "localhost:5000/Team", "lower case")]
    [InlineData("digest", "0f", "'sha256:0f' is not a valid digest")]
    public void Parts_that_make_no_image_are_a_mistake(string argument, string value, string says)
    {
        _app.Container("cache").Do(OperationKind.WithImage, (argument, ModelValue.From(value)));

        var finding = Assert.Single(_app.Findings);
        Assert.StartsWith($"AHS1013 at 2.{argument}", finding, StringComparison.Ordinal);
        Assert.Contains(says, finding, StringComparison.Ordinal);
    }

    /// <summary>As Aspire does for RabbitMQ; and the latest version has its variant under the variant's own name.</summary>
    [Theory]
    [InlineData("4.3", "4.3-management")]
    [InlineData("4", "4-management")]
    [InlineData("3.12-alpine", "3.12-management-alpine")]
    [InlineData("alpine", "management-alpine")]
    [InlineData("3-management", "3-management")]
    [InlineData("3-management-alpine", "3-management-alpine")]
    [InlineData("management", "management")]
    [InlineData("latest", "management")]
    [InlineData("", "management")]
    public void A_variant_is_put_into_the_tag(string tag, string expected)
    {
        var queue = Variant(_app.Container("queue", "rabbitmq").Do(OperationKind.WithImage, ("image", ModelValue.From("library/rabbitmq")), ("tag", tag.Length == 0 ? ModelValue.None : ModelValue.From(tag))));

        Assert.Empty(_app.Findings);
        Assert.Equal((ModelValue.From("library/rabbitmq"), ModelValue.From(expected)), queue.Built.FinalImage());
        Assert.Equal(ModelValue.From("edge"), queue.Do(OperationKind.WithImage, ("tag", ModelValue.From("edge"))).Built.FinalImage().Tag);
        Assert.Empty(_app.Findings);
    }

    [Theory]
    [InlineData("tag", "edge", "'rabbitmq:edge' cannot be pulled as the image of 'queue': only versions of it, with or without 'alpine', are known to have a variant 'management'. Choose it after the call")]
    [InlineData("tag", "4.", "'rabbitmq:4.' cannot")]
    [InlineData("tag", "4.3-rc", "'rabbitmq:4.3-rc' cannot")]
    [InlineData("image", "acme/rabbit:4", "'acme/rabbit:4' cannot be pulled as the image of 'queue': only docker.io/library/rabbitmq is known to have a variant 'management'. Choose it after the call")]
    [InlineData("registry", "ghcr.io", "'ghcr.io/rabbitmq' cannot be pulled")]
    [InlineData("digest", "e9b31f1783e6021e5ca81b2fa5a64e09143aaa99324ab2e1a3acea09d41ce5cf", "its digest says which one it is, so there is no variant 'management' of it. Choose it after the call")]
    public void A_variant_of_an_image_that_is_not_known_to_have_it_is_a_mistake(string argument, string value, string says)
    {
        Variant(_app.Container("queue", "rabbitmq").Do(OperationKind.WithImage, (argument, ModelValue.From(value))));

        var finding = Assert.Single(_app.Findings);
        Assert.StartsWith("AHS1013 at 3:", finding, StringComparison.Ordinal);
        Assert.Contains(says, finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variant_is_checked_with_each_image_that_there_may_be()
    {
        var queue = _app.Container("queue", "rabbitmq");
        _app.When = _app.Is("Tag", "edge");
        queue.Do(OperationKind.WithImage, ("tag", ModelValue.From("edge")));
        _app.When = _app.Conditions.Not(_app.When);
        queue.Do(OperationKind.WithImage, ("tag", _app.Late("Tag")));
        _app.When = Condition.Always;
        Variant(queue);

        Assert.EndsWith(" This happens when configuration 'Tag' is 'edge'.", Assert.Single(_app.Findings), StringComparison.Ordinal);
    }

    private static Res Variant(Res container) =>
        container.Do(OperationKind.WithImage, ("variant", ModelValue.From("management")), ("variantOf", ModelValue.From("docker.io/library/rabbitmq")));

    [Fact]
    public void An_image_that_is_known_late_keeps_its_registry()
    {
        var late = _app.Late("Image");
        var cache = _app.Add(OperationKind.AddContainer, "cache", ("image", late)).Do(OperationKind.WithImage, ("registry", ModelValue.From("ghcr.io")));

        Assert.Equal(new ModelValue.Template(EquatableArray.Of(ModelValue.From("ghcr.io"), ModelValue.From("/"), late)), cache.Built.FinalImage().Image);
    }

    [Fact]
    public void A_request_without_a_name_is_named_after_its_path()
    {
        var api = _app.Project("api")
            .WithHttpEndpoint()
            .Do(OperationKind.WithCommand, ("path", ModelValue.From("/reset")), ("displayName", ModelValue.From("Reset")))
            .Do(OperationKind.WithCommand, ("name", ModelValue.From("flush")), ("path", ModelValue.From("/flush")), ("endpointName", ModelValue.From("http")));

        Assert.Equal(["http-/reset", "flush"], api.Built.Commands.Select(c => c.Name));
        Assert.Empty(_app.Findings);
    }

    [Fact]
    public void Commands_and_urls_that_name_an_endpoint_are_checked()
    {
        var api = _app.Project("api").WithHttpEndpoint();
        api.Do(OperationKind.WithCommand, ("path", ModelValue.From("/x")), ("displayName", ModelValue.From("X")), ("endpointName", ModelValue.From("admin")));
        api.Do(OperationKind.WithUrl, ("url", new ModelValue.Template(EquatableArray.Of(new ModelValue.Endpoint("api", "htpp"), ModelValue.From("/docs")))));

        // A URL that depends on the launch profile is no mistake where the profile has no such endpoint.
        api.Do(OperationKind.WithUrlCallback, ("callback", new ModelValue.Callback(1)), ("endpointName", ModelValue.From("https")));

        Assert.Collection(
            _app.Findings,
            finding => Assert.StartsWith("AHS1003 at 3.endpointName (1.name): ", finding, StringComparison.Ordinal),
            finding => Assert.StartsWith("AHS1003 at 4.url (1.name): ", finding, StringComparison.Ordinal));
    }

    [Fact]
    public void A_graph_is_extended_by_what_others_describe()
    {
        var api = _app.Project("api");
        var graph = _app.Graph;
        var extended = GraphBuilder.Extend(
            graph,
            [
                HostProgram.Operation(OperationKind.AddContainer, "cache", ("name", ModelValue.From("cache")), ("image", ModelValue.From("redis"))),
                HostProgram.Operation(OperationKind.WaitFor, api.Key, ("dependency", new ModelValue.Resource("cache"))),
            ]);

        Assert.Equal(["api", "cache"], extended.Resources.Select(r => r.Key));
        Assert.Equal("cache", extended.Resources[0].Waits[0].Dependency);
        _app.When = _app.Is("x", "1");
        _app.Container("other");
        Assert.Throws<ArgumentException>(() => GraphBuilder.Extend(_app.Graph, []));
    }
}
