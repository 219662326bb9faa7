using AppHostSdk.Health;
using AppHostSdk.Model;
using AppHostSdk.Running;

namespace AppHostSdk.Hosting.Tests.Launching;

/// <summary>What each kind of resource is started with: aspire-apphost.md §2.4 and §2.5.</summary>
public class LaunchTests
{
    private static readonly string[] EveryProject = ["LOGGING__CONSOLE__FORMATTERNAME=simple"];

    [Fact]
    public void Project_is_told_where_to_listen() => ExpectProject(
        b => b.WithHttpEndpoint(),
        "ASPNETCORE_URLS=http://localhost:40001");

    [Fact]
    public void Project_listens_on_all_its_http_and_https_endpoints_and_knows_its_https_port() => ExpectProject(
        b => b.WithHttpEndpoint().WithHttpsEndpoint().WithHttpEndpoint(name: "admin").WithEndpoint(name: "binary").WithHttpsEndpoint(name: "second"),
        "ASPNETCORE_HTTPS_PORT=40002",
        "ASPNETCORE_URLS=http://localhost:40001;https://localhost:40002;http://localhost:40003;https://localhost:40005");

    [Fact]
    public void Project_without_http_endpoint_is_not_told_where_to_listen() => ExpectProject(b => b.WithEndpoint(name: "binary"));

    [Fact]
    public void Addresses_that_the_user_set_stay() => ExpectProject(
        b => b.WithHttpsEndpoint().WithEnvironment("ASPNETCORE_URLS", "http://*:1").WithEnvironment("ASPNETCORE_HTTPS_PORT", "2").WithEnvironment("LOGGING__CONSOLE__FORMATTERNAME", "json"),
        "ASPNETCORE_HTTPS_PORT=2",
        "ASPNETCORE_URLS=http://*:1",
        "LOGGING__CONSOLE__FORMATTERNAME=json");

    [Fact]
    public void Every_project_logs_plainly() => Assert.Equal(EveryProject, ResolvedLaunches.Of(b => b.AddProject<Child>("api")).Environment("api"));

    /// <summary>Who keeps telemetry for a receiver that never comes keeps its own end waiting.</summary>
    [Fact]
    public void Project_keeps_telemetry_that_is_not_taken_only_for_a_receiver_of_the_application()
    {
        var launching = ResolvedLaunches.Of(b =>
        {
            var collector = b.AddContainer("collector", "collector").WithHttpEndpoint(targetPort: 4317);
            b.AddProject<Child>("known").WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.GetEndpoint("http"));
            b.AddProject<Child>("unknown").WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317");
        });

        Assert.Equal("in_memory", launching["known"].Process!.Environment["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"]);
        Assert.False(launching["unknown"].Process!.Environment.ContainsKey("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"));
    }

    [Fact]
    public void Endpoint_with_a_variable_of_its_own_is_bound_by_the_program_and_not_by_the_web_server() => ExpectProject(
        b => b.WithHttpEndpoint().WithHttpEndpoint(name: "admin", env: "ADMIN_PORT").WithHttpsEndpoint(env: "TLS_PORT"),
        "ADMIN_PORT=40002",
        "ASPNETCORE_URLS=http://localhost:40001",
        "TLS_PORT=40003");

    [Fact]
    public void Fixed_port_is_where_a_process_listens() => ExpectProject(
        b => b.WithHttpEndpoint(port: 5000).WithHttpEndpoint(targetPort: 5001, name: "admin").WithHttpEndpoint(port: 5002, targetPort: 5002, name: "third"),
        "ASPNETCORE_URLS=http://localhost:5000;http://localhost:5001;http://localhost:5002");

    [Fact]
    public void Executable_gets_its_ports_by_the_variables_it_named_and_nothing_else()
    {
        var launching = ResolvedLaunches.Of(b => b.AddExecutable("web", "node", "../web", "server.js", "--fast")
            .WithHttpEndpoint(env: "PORT")
            .WithEndpoint(name: "debug", env: "DEBUG_PORT", port: 9229)
            .WithHttpEndpoint(name: "silent")
            .WithArgs("--verbose"));
        var process = launching["web"].Process!;

        Assert.Equal(["DEBUG_PORT=9229", "PORT=40001"], launching.Environment("web"));
        Assert.Equal(("web", "node", "/web"), (process.Name, process.FileName, process.WorkingDirectory));
        Assert.Equal(["server.js", "--fast", "--verbose"], process.Arguments);
        Assert.Equal(["http://localhost:40001", "tcp://localhost:9229", "http://localhost:40002"], launching["web"].Urls);
        Assert.Null(launching["web"].Container);
    }

    /// <summary>The build says the same: FileCheckTests.</summary>
    [Theory]
    [InlineData("tool.sh", "there is no program 'tool.sh' in PATH. A file of that name is in its working directory: write \"./tool.sh\" to run it.")]
    [InlineData("no-such-tool --fast", "there is no program 'no-such-tool --fast' in PATH. A command is the program alone, its arguments follow the working directory: AddExecutable(\"x\", \"no-such-tool\", \"{0}\", \"--fast\").")]
    [InlineData("./tool.sh 'a \"b c\"", "{0}/tool.sh 'a \"b c\" does not exist. A command is the program alone, its arguments follow the working directory: AddExecutable(\"x\", \"./tool.sh\", \"{0}\", \"'a\", \"b c\").")]
    [InlineData("no-such-tool", "there is no program 'no-such-tool' in PATH. Check the command given to AddExecutable.")]
    public void Command_that_names_no_program_is_refused_with_what_to_write(string command, string refusal)
    {
        using var directory = new TemporaryDirectory();
        directory.Write("tool.sh", "#!/bin/sh");
        var process = ResolvedLaunches.Of(b => b.AddExecutable("x", command, directory.Path))["x"].Process!;

        var e = Assert.Throws<DistributedApplicationException>(() => new AppHostSdk.Processes.LinuxProcessLauncher().Start(process, (_, _) => { }));

        Assert.Equal(refusal.Replace("{0}", directory.Path, StringComparison.Ordinal), e.Message);
    }

    [Fact]
    public void Project_starts_its_built_program_in_its_directory()
    {
        var process = ResolvedLaunches.Of(b => b.AddProject<Child>("api").WithArgs("a b", ""))["api"].Process!;

        Assert.Equal(("/host/TestChild", "/host"), (process.FileName, process.WorkingDirectory));
        Assert.Equal(["a b", ""], process.Arguments);
    }

    [Fact]
    public void Project_without_a_program_runs_on_the_shared_host()
    {
        var process = ResolvedLaunches.Of(b => b.AddProject<LibraryChild>("api").WithArgs("x"))["api"].Process!;

        Assert.Equal("dotnet", Path.GetFileName(process.FileName));
        Assert.Equal(["exec", "/host/TestChild.dll", "x"], process.Arguments);
    }

    [Fact]
    public void Project_that_the_build_does_not_know_is_refused_with_what_to_do() => Assert.Equal(
        $"'api' is the project {typeof(Unbuilt).FullName}, which the app host's build does not know. Add a ProjectReference to it to the app host's project file and rebuild.",
        ResolvedLaunches.Refusal(b => b.AddProject<Unbuilt>("api")));

    [Theory]
    [InlineData("redis", null, "redis:latest")]
    [InlineData("redis", "7.2", "redis:7.2")]
    [InlineData("redis:7.2", null, "redis:7.2")]
    [InlineData("localhost:5000/team/app", null, "localhost:5000/team/app:latest")]
    [InlineData("localhost:5000/team/app:1", null, "localhost:5000/team/app:1")]
    [InlineData("redis@sha256:0123", null, "redis@sha256:0123")]
    public void Container_runs_the_image_that_was_meant(string image, string? tag, string expected) => Assert.Equal(
        expected,
        ResolvedLaunches.Of(b => _ = tag is null ? b.AddContainer("c", image) : b.AddContainer("c", image, tag))["c"].Container!.Image);

    [Fact]
    public void Container_publishes_its_ports_on_loopback_only_and_carries_its_creator()
    {
        var launching = ResolvedLaunches.Of(b => b.AddContainer("Cache", "redis", "7")
            .WithEndpoint(targetPort: 6379, name: "tcp")
            .WithHttpEndpoint(port: 8080, targetPort: 80, env: "PORT")
            .WithEndpoint(targetPort: 53, name: "dns", protocol: System.Net.Sockets.ProtocolType.Udp)
            .WithEnvironment("A", "1")
            .WithArgs("--save", ""));
        var container = launching["Cache"].Container!;

        Assert.Matches("^cache-[a-z0-9]{8}$", container.Name);
        Assert.Equal(["--save", ""], container.Command);
        Assert.Equal(["A=1", "PORT=80"], launching.Environment("Cache"));
        Assert.Equal(
            ["127.0.0.1:40001 -> 6379/tcp", "127.0.0.1:8080 -> 80/tcp", "127.0.0.1:40002 -> 53/udp"],
            container.Ports.Select(p => $"{p.HostAddress}:{p.Host} -> {p.Container}/{p.Protocol}"));
        Assert.Equal("Cache", container.Labels["dev.apphostsdk.resource"]);
        Assert.Equal("Shop", container.Labels["dev.apphostsdk.application"]);
        Assert.Equal(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), container.Labels["dev.apphostsdk.creator-pid"]);
        Assert.Equal(container.Name[^8..], container.Labels[RunIdentity.SessionLabel]);
    }

    [Fact]
    public void Two_sessions_name_their_containers_differently() => Assert.NotEqual(
        ResolvedLaunches.Of(b => b.AddContainer("c", "redis"))["c"].Container!.Name,
        ResolvedLaunches.Of(b => b.AddContainer("c", "redis"))["c"].Container!.Name);

    [Fact]
    public void Health_is_asked_at_https_if_there_is_one_else_at_http_else_at_the_endpoint_named()
    {
        var launching = ResolvedLaunches.Of(b =>
        {
            b.AddProject<Child>("secure").WithHttpEndpoint().WithHttpsEndpoint().WithHttpHealthCheck("/health");
            b.AddProject<Child>("plain").WithHttpEndpoint().WithHttpHealthCheck();
            b.AddProject<Child>("named").WithHttpEndpoint().WithHttpEndpoint(name: "admin").WithHttpHealthCheck("live?full=1", 204, "admin").WithHttpHealthCheck("/ready");
        });

        Assert.Equal([new HttpHealthCheck("https://localhost:40002", "/health", 200)], launching["secure"].HealthChecks);
        Assert.Equal([new HttpHealthCheck("http://localhost:40003", "/", 200)], launching["plain"].HealthChecks);
        Assert.Equal([new HttpHealthCheck("http://localhost:40005", "live?full=1", 204), new HttpHealthCheck("http://localhost:40004", "/ready", 200)], launching["named"].HealthChecks);
    }

    [Fact]
    public void Health_check_without_http_endpoint_is_refused() => Assert.Equal(
        "'db' has a health check over http but no http endpoint. Declare one with WithHttpEndpoint().",
        ResolvedLaunches.Refusal(b => b.AddExecutable("db", "node", ".").WithEndpoint().WithHttpHealthCheck()));

    [Fact]
    public void Health_check_at_an_endpoint_that_does_not_speak_http_is_refused() => Assert.Equal(
        "'db' has a health check over http at endpoint 'tcp', whose scheme is tcp. Name an http or https endpoint.",
        ResolvedLaunches.Refusal(b => b.AddExecutable("db", "node", ".").WithEndpoint().WithHttpHealthCheck(endpointName: "tcp")));

    [Fact]
    public void A_process_listens_on_its_target_port_and_is_known_by_its_port()
    {
        var launching = ResolvedLaunches.Of(b =>
        {
            var web = b.AddExecutable("web", "node", ".").WithHttpEndpoint(port: 8080, targetPort: 3000, env: "PORT").WithHttpHealthCheck();
            b.AddProject<Child>("api").WithEndpoint("http", e => (e.Port, e.TargetPort, e.UriScheme) = (5000, 5001, "http")).WithReference(web.GetEndpoint("http"));
        });

        Assert.Equal(["PORT=3000"], launching.Environment("web"));
        Assert.Equal(new HttpHealthCheck("http://localhost:3000", "/", 200), launching["web"].HealthChecks.Single());
        Assert.Equal("http://localhost:8080", launching["web"].Urls.Single());
        Assert.Contains("ASPNETCORE_URLS=http://localhost:5001", launching.Environment("api"));
        Assert.Contains("services__web__http__0=http://localhost:8080", launching.Environment("api"));
    }

    [Theory]
    [InlineData(false, true, System.Net.Sockets.ProtocolType.Tcp, "Leave isProxied out, pass only one of the ports, or the same number twice.")]
    [InlineData(true, false, System.Net.Sockets.ProtocolType.Tcp, "Leave isProxied out, pass only one of the ports, or the same number twice.")]
    [InlineData(true, true, System.Net.Sockets.ProtocolType.Udp, "Proxies speak TCP only: pass only one of the ports, or the same number twice.")]
    public void Two_ports_without_a_proxy_are_refused(bool isProxied, bool proxySupport, System.Net.Sockets.ProtocolType protocol, string advice) => Assert.Equal(
        "Endpoint 'e' of 'web' has port 8080 and targetPort 3000, and no proxy may stand between them. " + advice,
        ResolvedLaunches.Refusal(b => b.AddExecutable("web", "node", ".").WithEndpoint(8080, 3000, name: "e", isProxied: isProxied, protocol: protocol).WithEndpointProxySupport(proxySupport)));

    [Theory]
    [InlineData(-1, "Endpoint 'http' of 'web' has port -1, which is no port. Ports are 1 to 65535.")]
    [InlineData(65536, "Endpoint 'http' of 'web' has port 65536, which is no port. Ports are 1 to 65535.")]
    public void Number_that_is_no_port_is_refused(int port, string refusal)
    {
        Assert.Equal(refusal, ResolvedLaunches.Refusal(b => b.AddExecutable("web", "node", ".").WithHttpEndpoint(port: port)));
        Assert.Equal(refusal.Replace("port ", "targetPort ", StringComparison.Ordinal).Replace("no targetPort", "no port", StringComparison.Ordinal), ResolvedLaunches.Refusal(b => b.AddContainer("web", "node").WithHttpEndpoint(targetPort: port)));
    }

    [Fact]
    public void Port_zero_means_any() => ExpectProject(b => b.WithHttpEndpoint(port: 0, targetPort: 0), "ASPNETCORE_URLS=http://localhost:40001");

    [Fact]
    public void Container_endpoint_without_target_port_is_refused() => Assert.Equal(
        "Endpoint 'tcp' of container 'cache' does not say which port the container listens on. Pass targetPort.",
        ResolvedLaunches.Refusal(b => b.AddContainer("cache", "redis").WithEndpoint()));

    [Fact]
    public void Free_port_is_never_one_that_another_endpoint_is_fixed_to()
    {
        var launching = ResolvedLaunches.Of(b =>
        {
            b.AddExecutable("free", "node", ".").WithHttpEndpoint();
            b.AddExecutable("fixed", "node", ".").WithHttpEndpoint(port: 40001);
            b.AddContainer("box", "redis").WithEndpoint(port: 40002, targetPort: 1);
            b.AddExecutable("target", "node", ".").WithHttpEndpoint(targetPort: 40003);
        });

        Assert.Equal(["http://localhost:40004"], launching["free"].Urls);
    }

    /// <summary>Compares the environment of a project, without what every project gets and nobody set here.</summary>
    private static void ExpectProject(Func<IResourceBuilder<ProjectResource>, object> describe, params string[] environment) =>
        Assert.Equal(environment, ResolvedLaunches.Of(b => describe(b.AddProject<Child>("api"))).Environment("api").Except(EveryProject));

    private sealed class Unbuilt : IProjectMetadata
    {
        public string ProjectPath => "";
    }
}
