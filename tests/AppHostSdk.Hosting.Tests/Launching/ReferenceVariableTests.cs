namespace AppHostSdk.Hosting.Tests.Launching;

/// <summary>What a consumer is told of others: the formats of aspire-apphost.md §2.3.</summary>
public class ReferenceVariableTests
{
    [Fact]
    public void Reference_gives_the_address_of_every_endpoint_in_both_formats() => Expect(
        b =>
        {
            var api = b.AddProject<Child>("catalog-api").WithHttpEndpoint().WithHttpsEndpoint().WithEndpoint(scheme: "tcp", name: "binary");
            b.AddExecutable("web", "node", ".").WithReference(api);
        },
        "CATALOG_API_BINARY=tcp://localhost:40003",
        "CATALOG_API_HTTP=http://localhost:40001",
        "CATALOG_API_HTTPS=https://localhost:40002",
        "services__catalog-api__binary__0=tcp://localhost:40003",
        "services__catalog-api__http__0=http://localhost:40001",
        "services__catalog-api__https__0=https://localhost:40002");

    [Fact]
    public void Named_http_endpoint_is_found_under_its_own_name() => Expect(
        b =>
        {
            var api = b.AddProject<Child>("api").WithHttpEndpoint(name: "admin").WithHttpEndpoint(name: "public-api");
            b.AddExecutable("web", "node", ".").WithReference(api);
        },
        "API_ADMIN=http://localhost:40001",
        "API_PUBLIC_API=http://localhost:40002",
        "services__api__admin__0=http://localhost:40001",
        "services__api__public-api__0=http://localhost:40002");

    [Fact]
    public void Endpoint_called_http_is_found_under_its_scheme() => Expect(
        b =>
        {
            var api = b.AddProject<Child>("api").WithHttpsEndpoint(name: "http");
            b.AddExecutable("web", "node", ".").WithReference(api);
        },
        "API_HTTP=https://localhost:40001",
        "services__api__https__0=https://localhost:40001");

    [Fact]
    public void Reference_to_one_endpoint_leaves_out_the_others() => Expect(
        b =>
        {
            var api = b.AddProject<Child>("api").WithHttpEndpoint().WithHttpEndpoint(name: "admin");
            b.AddExecutable("web", "node", ".").WithReference(api.GetEndpoint("ADMIN"));
        },
        "API_ADMIN=http://localhost:40002",
        "services__api__admin__0=http://localhost:40002");

    [Fact]
    public void Endpoint_declared_after_the_reference_is_included() => Expect(
        b =>
        {
            var api = b.AddProject<Child>("api");
            b.AddExecutable("web", "node", ".").WithReference(api);
            api.WithHttpEndpoint();
        },
        "API_HTTP=http://localhost:40001",
        "services__api__http__0=http://localhost:40001");

    [Fact]
    public void Further_reference_under_the_same_key_takes_the_next_index() => Expect(
        b =>
        {
            var api = b.AddProject<Child>("api").WithHttpsEndpoint(name: "http").WithHttpsEndpoint(name: "https");
            b.AddExecutable("web", "node", ".").WithReference(api);
        },
        "API_HTTP=https://localhost:40001",
        "API_HTTPS=https://localhost:40002",
        "services__api__https__0=https://localhost:40001",
        "services__api__https__1=https://localhost:40002");

    [Fact]
    public void Index_that_the_user_set_before_is_kept() => Expect(
        b =>
        {
            var api = b.AddProject<Child>("api").WithHttpEndpoint();
            b.AddExecutable("web", "node", ".").WithEnvironment("services__api__http__0", "http://elsewhere").WithReference(api);
        },
        "API_HTTP=http://localhost:40001",
        "services__api__http__0=http://elsewhere",
        "services__api__http__1=http://localhost:40001");

    [Fact]
    public void Value_set_after_the_reference_overrides_it() => Expect(
        b =>
        {
            var api = b.AddProject<Child>("api").WithHttpEndpoint();
            b.AddExecutable("web", "node", ".").WithReference(api).WithEnvironment("services__api__http__0", "http://elsewhere");
        },
        "API_HTTP=http://localhost:40001",
        "services__api__http__0=http://elsewhere");

    [Fact]
    public void References_in_both_directions_know_each_other()
    {
        var launching = ResolvedLaunches.Of(b =>
        {
            var left = b.AddProject<Child>("left").WithHttpEndpoint();
            var right = b.AddProject<Child>("right").WithHttpEndpoint().WithReference(left);
            left.WithReference(right);
        });

        Assert.Contains("services__right__http__0=http://localhost:40002", launching.Environment("left"));
        Assert.Contains("services__left__http__0=http://localhost:40001", launching.Environment("right"));
    }

    [Fact]
    public void Resource_may_refer_to_itself()
    {
        var launching = ResolvedLaunches.Of(b =>
        {
            var api = b.AddProject<Child>("api").WithHttpEndpoint();
            api.WithReference(api);
        });

        Assert.Contains("services__api__http__0=http://localhost:40001", launching.Environment("api"));
    }

    [Theory]
    [InlineData("api", "http", "API_HTTP")]
    [InlineData("my-api", "http", "MY_API_HTTP")]
    [InlineData("v1", "grpc-web", "V1_GRPC_WEB")]
    [InlineData("1st", "2nd", "_1ST__2ND")]
    [InlineData("Mixed", "CaSe", "MIXED_CASE")]
    [InlineData("a_b", "c", "A_B_C")]
    public void Endpoint_variable_has_only_letters_digits_and_underscores(string resource, string endpoint, string variable) =>
        Assert.Equal(variable, AppHostSdk.Model.EnvironmentNames.Endpoint(resource, endpoint));

    [Fact]
    public void Url_of_an_endpoint_can_stand_in_any_variable() => Expect(
        b =>
        {
            var cache = b.AddContainer("cache", "redis").WithEndpoint(targetPort: 6379, name: "tcp");
            b.AddExecutable("web", "node", ".").WithEnvironment("CACHE", cache.GetEndpoint("tcp"));
        },
        "CACHE=tcp://localhost:40001");

    [Fact]
    public void Later_value_for_a_variable_wins_and_null_means_empty() => Expect(
        b => b.AddExecutable("web", "node", ".").WithEnvironment("A", "1").WithEnvironment("B", "1").WithEnvironment("A", "2").WithEnvironment("B", (string?)null),
        "A=2",
        "B=");

    [Fact]
    public void Names_of_variables_differ_by_case() => Expect(
        b => b.AddExecutable("web", "node", ".").WithEnvironment("path_x", "1").WithEnvironment("PATH_X", "2"),
        "PATH_X=2",
        "path_x=1");

    [Fact]
    public void Parameter_is_replaced_by_its_value() => Assert.Equal(
        ["KEY=s3cret"],
        ResolvedLaunches.Of(b => b.AddExecutable("web", "node", ".").WithEnvironment("KEY", b.AddParameter("api-key", secret: true)), ("api-key", "s3cret")).Environment("web"));

    [Fact]
    public void References_of_a_container_lead_through_its_network_and_to_the_host() => Expect(
        b =>
        {
            var api = b.AddProject<Child>("api").WithHttpEndpoint();
            var cache = b.AddContainer("Cache", "redis").WithHttpEndpoint(port: 8080, targetPort: 80).WithEndpoint(targetPort: 6379, name: "tcp");
            b.AddContainer("web", "nginx").WithReference(api).WithReference(cache.GetEndpoint("http")).WithEnvironment("CACHE", $"{cache.GetEndpoint("tcp").Property(EndpointProperty.HostAndPort)},ssl=false");
        },
        "API_HTTP=http://host.docker.internal:50001",
        "CACHE=cache.dev.internal:6379,ssl=false",
        "CACHE_HTTP=http://cache.dev.internal:80",
        "services__Cache__http__0=http://cache.dev.internal:80",
        "services__api__http__0=http://host.docker.internal:50001");

    /// <summary>Every property of an endpoint, as a process and as a container sees it.</summary>
    [Theory]
    [InlineData(EndpointProperty.Url, "https://localhost:40001", "https://host.docker.internal:50001", "tcp://localhost:40002", "tcp://db.dev.internal:5432")]
    [InlineData(EndpointProperty.Host, "localhost", "host.docker.internal", "localhost", "db.dev.internal")]
    [InlineData(EndpointProperty.IPV4Host, "127.0.0.1", "host.docker.internal", "127.0.0.1", "db.dev.internal")]
    [InlineData(EndpointProperty.Port, "40001", "50001", "40002", "5432")]
    [InlineData(EndpointProperty.HostAndPort, "localhost:40001", "host.docker.internal:50001", "localhost:40002", "db.dev.internal:5432")]
    [InlineData(EndpointProperty.TargetPort, "40001", "40001", "5432", "5432")]
    [InlineData(EndpointProperty.Scheme, "https", "https", "tcp", "tcp")]
    [InlineData(EndpointProperty.TlsEnabled, "true", "true", "false", "false")]
    public void Each_consumer_has_its_own_view_of_an_endpoint(EndpointProperty property, string processByProcess, string processByContainer, string containerByProcess, string containerByContainer)
    {
        var launching = ResolvedLaunches.Of(b =>
        {
            var api = b.AddProject<Child>("api").WithHttpsEndpoint();
            var db = b.AddContainer("db", "postgres").WithEndpoint(targetPort: 5432);
            var (first, second) = (api.GetEndpoint("https").Property(property), db.GetEndpoint("tcp").Property(property));
            b.AddExecutable("process", "node", ".").WithEnvironment("A", first).WithEnvironment("B", second);
            b.AddContainer("container", "nginx").WithEnvironment("A", first).WithEnvironment("B", second);
        });

        Assert.Equal([$"A={processByProcess}", $"B={containerByProcess}"], launching.Environment("process"));
        Assert.Equal([$"A={processByContainer}", $"B={containerByContainer}"], launching.Environment("container"));
    }

    [Fact]
    public void A_reference_may_look_from_another_side_than_its_consumer()
    {
        var launching = ResolvedLaunches.Of(b =>
        {
            var api = b.AddProject<Child>("api").WithHttpEndpoint();
            var db = b.AddContainer("db", "postgres").WithEndpoint(targetPort: 5432);
            b.AddContainer("container", "nginx")
                .WithReference(api.GetEndpoint("http", KnownNetworkIdentifiers.LocalhostNetwork))
                .WithEnvironment("DB", db.GetEndpoint("tcp", KnownNetworkIdentifiers.LocalhostNetwork).Property(EndpointProperty.HostAndPort));
            b.AddExecutable("process", "node", ".")
                .WithEnvironment("API", api.GetEndpoint("http", KnownNetworkIdentifiers.DefaultAspireContainerNetwork))
                .WithEnvironment("DB", $"{db.GetEndpoint("tcp", KnownNetworkIdentifiers.DefaultAspireContainerNetwork)}/x");
        });

        Assert.Equal(["API_HTTP=http://localhost:40001", "DB=localhost:40002", "services__api__http__0=http://localhost:40001"], launching.Environment("container"));
        Assert.Equal(["API=http://host.docker.internal:50001", "DB=tcp://db.dev.internal:5432/x"], launching.Environment("process"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Apps.Builder().AddContainer("db", "x").GetEndpoint("tcp", (NetworkIdentifier)7));
    }

    [Fact]
    public void Datagrams_do_not_get_from_a_container_to_a_process() => Assert.StartsWith(
        "Container 'proxy' refers to endpoint 'udp' of 'dns', which speaks UDP. Containers reach processes of this machine over TCP only.",
        ResolvedLaunches.Refusal(b =>
        {
            var dns = b.AddExecutable("dns", "dnsd", ".").WithEndpoint(protocol: System.Net.Sockets.ProtocolType.Udp);
            b.AddContainer("proxy", "nginx").WithEnvironment("DNS", dns.GetEndpoint("udp"));
        }),
        StringComparison.Ordinal);

    [Fact]
    public void Endpoint_that_does_not_exist_is_refused_by_name() => Assert.Equal(
        "Resource 'api' has no endpoint named 'grpc'.",
        ResolvedLaunches.Refusal(b =>
        {
            var api = b.AddProject<Child>("api").WithHttpEndpoint();
            b.AddExecutable("web", "node", ".").WithEnvironment("API", api.GetEndpoint("grpc"));
        }));

    /// <summary>Compares the environment of the resource called web.</summary>
    private static void Expect(Action<IDistributedApplicationBuilder> program, params string[] environment) =>
        Assert.Equal(environment, ResolvedLaunches.Of(program).Environment("web"));
}
