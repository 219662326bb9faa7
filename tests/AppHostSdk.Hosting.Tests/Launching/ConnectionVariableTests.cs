using AppHostSdk.Model;
using AppHostSdk.Planning;

namespace AppHostSdk.Hosting.Tests.Launching;

/// <summary>What a consumer gets of connection strings and outside addresses: the formats of aspire-apphost.md §1.3, §1.6 and §2.3.</summary>
public class ConnectionVariableTests
{
    [Fact]
    public void Reference_gives_the_connection_string_and_its_single_values() => Expect(
        b => Web(b).WithReference(b.AddCache("my-cache", b.AddParameter("key", secret: true))),
        [("key", "s&c")],
        "ConnectionStrings__my-cache=localhost:40001,password=s&c",
        "ConnectionStrings__my_cache=localhost:40001,password=s&c",
        "MY_CACHE_HOST=localhost",
        "MY_CACHE_PASSWORD=s&c",
        "MY_CACHE_PORT=40001",
        "MY_CACHE_URI=redis://:s%26c@localhost:40001");

    [Fact]
    public void Another_name_is_given_by_the_reference() => Expect(
        b => Web(b).WithReference(b.AddCache("cache"), connectionName: "Redis-1"),
        [],
        "ConnectionStrings__Redis-1=localhost:40001",
        "ConnectionStrings__Redis_1=localhost:40001",
        "REDIS_1_HOST=localhost",
        "REDIS_1_PORT=40001");

    [Fact]
    public void Empty_name_leaves_it_out_of_the_single_values() => Expect(
        b => Web(b).WithReference(b.AddCache("cache"), connectionName: ""),
        [],
        "ConnectionStrings__cache=localhost:40001",
        "HOST=localhost",
        "PORT=40001");

    /// <summary>The names are those that Aspire 13.6.5 gives for each.</summary>
    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("orders_db", "orders_db")]
    [InlineData("orders-db", "orders-db orders_db")]
    [InlineData("a__b", "a__b a_b")]
    [InlineData("x.y", "x.y x_y")]
    [InlineData("q--w", "q--w q_w")]
    [InlineData("p-_-q", "p-_-q p_q")]
    [InlineData("0a", "0a _0a")]
    [InlineData("_z_", "_z_")]
    [InlineData("sp ace", "sp ace sp_ace")]
    [InlineData("-lead", "-lead _lead")]
    [InlineData("ü-a", "ü-a _a")]
    public void Name_that_not_every_shell_can_have_in_a_variable_is_given_in_another_form_too(string name, string variables)
    {
        foreach (var consumer in new Func<IDistributedApplicationBuilder, IResourceBuilder<IResourceWithEnvironment>>[]
        {
            b => b.AddExecutable("web", "node", "."), b => b.AddProject<Child>("web"), b => b.AddContainer("web", "nginx"),
        })
        {
            var environment = ResolvedLaunches.Of(b => consumer(b).WithReference(b.AddConnectionString("cs"), connectionName: name), ("cs", "x")).Environment("web");
            Assert.Equal(
                variables.Replace("sp ", "sp+", StringComparison.Ordinal).Split(' ').Select(v => $"ConnectionStrings__{v.Replace('+', ' ')}=x").Order(StringComparer.Ordinal),
                environment.Where(v => v.StartsWith("ConnectionStrings__", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Variable_of_the_resource_goes_before_any_name() => Expect(
        b =>
        {
            var cache = b.AddCache("cache");
            Web(b).WithReference(cache, connectionName: "other");
            cache.Resource.ConnectionStringEnvironmentVariable = "CACHE_URL";
        },
        [],
        "CACHE_URL=localhost:40001",
        "OTHER_HOST=localhost",
        "OTHER_PORT=40001");

    [Fact]
    public void Part_has_the_connection_string_of_the_whole_in_it() => Expect(
        b => Web(b).WithReference(b.AddResource(new KeyspaceResource("orders", b.AddCache("cache").Resource))),
        [],
        "ConnectionStrings__orders=localhost:40001,keyspace=orders");

    [Fact]
    public void Members_are_read_on_final_state() => Expect(
        b =>
        {
            var cache = b.AddCache("cache");
            Web(b).WithReference(cache).WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString);
            cache.Resource.Password = b.AddParameter("key").Resource;
        },
        [("key", "late")],
        "ConnectionStrings__cache=localhost:40001,password=late");

    [Theory]
    [InlineData(ReferenceEnvironmentInjectionFlags.None, "")]
    [InlineData(ReferenceEnvironmentInjectionFlags.ConnectionString, "ConnectionStrings__cache")]
    [InlineData(ReferenceEnvironmentInjectionFlags.ConnectionProperties, "CACHE_HOST CACHE_PORT")]
    [InlineData(ReferenceEnvironmentInjectionFlags.ServiceDiscovery, "services__api__http__0")]
    [InlineData(ReferenceEnvironmentInjectionFlags.Endpoints, "API_HTTP")]
    [InlineData(ReferenceEnvironmentInjectionFlags.Endpoints | ReferenceEnvironmentInjectionFlags.ConnectionString, "API_HTTP ConnectionStrings__cache")]
    [InlineData(ReferenceEnvironmentInjectionFlags.All, "API_HTTP CACHE_HOST CACHE_PORT ConnectionStrings__cache services__api__http__0")]
    public void Only_the_chosen_variables_are_given(ReferenceEnvironmentInjectionFlags flags, string names) => Assert.Equal(
        names,
        string.Join(' ', ResolvedLaunches.Of(b => Web(b)
            .WithReference(b.AddCache("cache"))
            .WithReferenceEnvironment(flags)
            .WithReference(b.AddProject<Child>("api").WithHttpEndpoint())).Environment("web").Select(v => v.Split('=')[0])));

    [Fact]
    public void Redirection_gives_everything_of_the_other() => Expect(
        b =>
        {
            var other = b.AddCache("other");
            var cache = b.AddCache("cache").WithConnectionStringRedirection(other.Resource);
            Web(b).WithReference(b.AddCache("first").WithConnectionStringRedirection(cache.Resource)).WithEnvironment("DIRECT", cache);
        },
        [],
        "ConnectionStrings__first=localhost:40001",
        "DIRECT=localhost:40001",
        "FIRST_HOST=localhost",
        "FIRST_PORT=40001");

    [Fact]
    public void Property_of_the_program_goes_before_that_of_the_resource() => Expect(
        b => Web(b).WithReference(b.AddCache("cache").WithConnectionProperty("HOST", "elsewhere").WithConnectionProperty("Mode", "fast")),
        [],
        "CACHE_HOST=elsewhere",
        "CACHE_MODE=fast",
        "CACHE_PORT=40001",
        "ConnectionStrings__cache=localhost:40001");

    [Fact]
    public void Connection_string_from_outside() => Expect(
        b => Web(b).WithReference(b.AddConnectionString("a")).WithReference(b.AddConnectionString("b", "B_URL")).WithReference(b.AddConnectionString("c"), optional: true),
        [("a", "outside a"), ("b", "outside b")],
        "B_URL=outside b",
        "ConnectionStrings__a=outside a");

    [Fact]
    public void Connection_string_made_of_others() => Expect(
        b =>
        {
            var key = b.AddParameter("key", secret: true);
            var made = b.AddConnectionString("made", ReferenceExpression.Create($"{b.AddCache("cache")};key={key}"));
            Web(b).WithReference(made).WithEnvironment("AGAIN", $"[{made}][{made:uri}]");
        },
        [("key", "k")],
        "AGAIN=[localhost:40001;key=k][localhost%3A40001%3Bkey%3Dk]",
        "ConnectionStrings__made=localhost:40001;key=k");

    [Fact]
    public void Every_property_of_an_endpoint() => Expect(
        b =>
        {
            var endpoint = b.AddProject<Child>("api").WithHttpsEndpoint(port: 7080).GetEndpoint("https");
            var web = Web(b);
            foreach (var property in Enum.GetValues<EndpointProperty>())
            {
                web.WithEnvironment($"P_{property}", endpoint.Property(property));
            }
        },
        [],
        "P_Host=localhost",
        "P_HostAndPort=localhost:7080",
        "P_IPV4Host=127.0.0.1",
        "P_Port=7080",
        "P_Scheme=https",
        "P_TargetPort=7080",
        "P_TlsEnabled=true",
        "P_Url=https://localhost:7080");

    [Fact]
    public void Arguments_are_values_too()
    {
        var launching = ResolvedLaunches.Of(
            b =>
            {
                var cache = b.AddCache("cache");
                Web(b).WithArgs("--port", cache.Resource.Primary.Property(EndpointProperty.Port), 5, b.AddParameter("key"), cache, ReferenceExpression.Create($"x={cache.Resource.Primary}"));
            },
            ("key", "k"));

        Assert.Equal(["--port", "40001", "5", "k", "localhost:40001", "x=tcp://localhost:40001"], launching["web"].Process!.Arguments);
    }

    [Fact]
    public void External_service_is_found_by_scheme_and_by_its_name() => Expect(
        b => Web(b).WithReference(b.AddExternalService("my-api", "https://api.example.com")).WithEnvironment("URL", b.AddExternalService("other", "http://o.example.com/v1")),
        [],
        "MY_API=https://api.example.com/",
        "URL=http://o.example.com/v1",
        "services__my-api__https__0=https://api.example.com/");

    [Fact]
    public void External_service_of_a_parameter_is_found_by_its_scheme() => Expect(
        b => Web(b).WithReference(b.AddExternalService("my-api", b.AddParameter("url"))),
        [("url", "http://api.example.com/v2")],
        "MY_API_HTTP=http://api.example.com/v2",
        "services__my-api__http__0=http://api.example.com/v2");

    [Theory]
    [InlineData(false, "The address 'api.example.com' of 'my-api' cannot be used: it is not absolute. Write scheme and host, and a path if there is one.")]
    [InlineData(true, "The address of 'my-api' cannot be used: it is not absolute. Write scheme and host, and a path if there is one.")]
    public void External_service_with_a_wrong_parameter_is_refused_and_a_secret_not_shown(bool secret, string refusal) => Assert.Equal(
        refusal,
        Assert.Throws<DistributedApplicationException>(() => ResolvedLaunches.Of(
            b => Web(b).WithReference(b.AddExternalService("my-api", b.AddParameter("url", secret))),
            ("url", "api.example.com"))).Message);

    [Fact]
    public void Address_given_directly() => Expect(
        b => Web(b).WithReference("docs", new Uri("https://docs.example.com")),
        [],
        "docs=https://docs.example.com/",
        "services__docs__default__0=https://docs.example.com/");

    [Fact]
    public void Service_under_another_name_keeps_the_case_of_that_name() => Expect(
        b => Web(b).WithReference(b.AddProject<Child>("api").WithHttpEndpoint(name: "main"), "Back-end"),
        [],
        "Back_end_MAIN=http://localhost:40001",
        "services__Back-end__main__0=http://localhost:40001");

    [Fact]
    public void Container_connects_through_the_network_of_the_containers() => Assert.Equal(
        ["CACHE_HOST=cache.dev.internal", "CACHE_PORT=6379", "ConnectionStrings__cache=cache.dev.internal:6379"],
        ResolvedLaunches.Of(b => b.AddContainer("web", "nginx").WithReference(b.AddCache("cache"))).Environment("web"));

    [Fact]
    public void Container_may_know_the_scheme_and_the_target_port_of_another() => Assert.Equal(
        ["X=tcp:6379"],
        ResolvedLaunches.Of(b =>
        {
            var cache = b.AddCache("cache");
            b.AddContainer("web", "nginx").WithEnvironment("X", $"{cache.Resource.Primary.Property(EndpointProperty.Scheme)}:{cache.Resource.Primary.Property(EndpointProperty.TargetPort)}");
        }).Environment("web"));

    [Fact]
    public void Secret_of_a_container_is_in_its_environment_and_in_nothing_else_of_it()
    {
        var launching = ResolvedLaunches.Of(b => b.AddContainer("db", "postgres").WithEnvironment("PASSWORD", b.AddParameter("key", secret: true)), ("key", "canary"));
        var container = launching["db"].Container!;

        Assert.Equal(["PASSWORD=canary"], launching.Environment("db"));
        Assert.DoesNotContain("canary", string.Join(' ', [container.Name, container.Image, .. container.Command, .. container.Labels.Select(l => $"{l.Key}={l.Value}")]), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", Planner.Plan(new PlanInput(RunGraph.Of(launching.Graph), launching.Launches)).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", GraphJson.Write(launching.Graph), StringComparison.Ordinal);
    }

    [Fact]
    public void Circle_is_refused_where_the_compiler_could_not_see_it() => Assert.Equal(
        "The connection string of 'a' needs itself.",
        ResolvedLaunches.Refusal(b =>
        {
            var a = b.AddConnectionString("a");
            Web(b).WithReference(a.WithConnectionStringRedirection(b.AddConnectionString("b").WithConnectionStringRedirection(a.Resource).Resource));
        }));

    [Fact]
    public void Resource_that_was_not_added_has_no_value() => Assert.Equal(
        "'lost' is used as a value, but it was not added to the application. Add it with AddResource.",
        ResolvedLaunches.Refusal(b => Web(b).WithEnvironment("X", new CacheResource("lost"))));

    [Fact]
    public async Task Objects_of_the_program_have_values_once_the_application_starts()
    {
        var builder = Apps.Builder(args: ["--Parameters:key=k"]);
        var key = builder.AddParameter("key");
        var child = builder.AddProject<Child>("api").WithHttpEndpoint().WithArgs("out=x");
        var endpoint = child.GetEndpoint("http");
        var expression = ReferenceExpression.Create($"{endpoint.Property(EndpointProperty.Port)}/{key}");
        await using var application = builder.Build();

        Assert.Equal("k", await key.Resource.GetValueAsync());
        Assert.False(endpoint.IsAllocated);
        Assert.StartsWith("{api.bindings.http.port}/{key.value} has no value yet", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await expression.GetValueAsync())).Message, StringComparison.Ordinal);

        await application.StartAsync().InTime();

        Assert.True(endpoint.IsAllocated);
        Assert.Equal(($"http://localhost:{endpoint.Port}", $"{endpoint.Port}/k"), (endpoint.Url, await expression.GetValueAsync()));
        Assert.Equal(("{0}/{1}", "{api.bindings.http.port}/{key.value}"), (expression.Format, expression.ValueExpression));
        await application.StopAsync().InTime();
    }

    [Fact]
    public void Who_waits_for_a_made_connection_string_waits_until_what_is_in_it_runs()
    {
        var graph = Apps.Graph(b =>
        {
            var cache = b.AddCache("cache");
            var job = b.AddExecutable("job", "node", ".");
            var made = b.AddConnectionString("made", ReferenceExpression.Create($"{cache};x")).WaitForCompletion(job);
            Web(b).WaitFor(made).WithReference(b.AddExternalService("x", "https://x.example.com")).WaitFor(b.AddParameter("p"));
        });

        Assert.Equal(
            "[] -> #1 cache, create container, runs redis:latest\n[1] -> #2 cache, start container, waits for nothing\n[] -> #3 job, start process, waits for nothing\n[3] -> #4 job, complete, is waited for, exit code 0\n[2,4] -> #5 web, start process, waits for cache to run and job to complete\n",
            Plans.Of(graph, "redis:latest").ToString());
    }

    private static IResourceBuilder<ExecutableResource> Web(IDistributedApplicationBuilder builder) => builder.AddExecutable("web", "node", ".");

    private static void Expect(Action<IDistributedApplicationBuilder> program, (string Key, string Value)[] parameters, params string[] environment) =>
        Assert.Equal(environment, ResolvedLaunches.Of(program, parameters).Environment("web"));
}
