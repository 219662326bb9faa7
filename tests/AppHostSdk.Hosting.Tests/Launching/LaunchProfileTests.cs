using AppHostSdk.Health;
using AppHostSdk.Model;

namespace AppHostSdk.Hosting.Tests.Launching;

/// <summary>What launch profiles and app settings do to the start of a project: aspire-apphost.md §2.5.</summary>
public class LaunchProfileTests
{
    private static readonly ProjectLaunch Project = Child.Launch with
    {
        Profiles =
        [
            new LaunchProfile("http")
            {
                CommandName = "Project",
                Urls = [Address("http://localhost:5080")],
                Environment = [new("ASPNETCORE_ENVIRONMENT", "Development"), new("A", "profile")],
                Arguments = "--name \"a b\"",
                LaunchUrl = "swagger",
            },
            new LaunchProfile("https") { CommandName = "Project", Urls = [Address("https://localhost:7080"), Address("http://localhost:5080")] },
            new LaunchProfile("IIS Express") { CommandName = "IISExpress", Environment = [new("A", "iis")] },
            new LaunchProfile("tool")
            {
                CommandName = "Executable",
                ExecutablePath = "tools/%APPHOST_TEST_NOT_SET%/$(TargetName).sh",
                WorkingDirectory = "$(ProjectDir)work",
                Environment = [new("A", "tool")],
                Arguments = "$(TargetPath) $(Unknown)",
            },
            new LaunchProfile("bare tool") { CommandName = "Executable", ExecutablePath = "dotnet" },
        ],
    };

    private static readonly ProjectLaunch Kestrel = Project with
    {
        KestrelEndpoints =
        [
            new KestrelEndpoint("Secure", "https", Address("https://*:6443"), null),
            new KestrelEndpoint("grpc", "grpc", Address("http://localhost"), "Http2"),
            new KestrelEndpoint("local", "local", Address("http://unix:/x"), null),
        ],
    };

    [Fact]
    public void First_profile_is_the_default() => ExpectEnvironment(
        ResolvedLaunches.Of(Project, b => b.AddProject<Child>("api")),
        "A=profile",
        "ASPNETCORE_ENVIRONMENT=Development",
        "ASPNETCORE_URLS=http://localhost:5080",
        "DOTNET_LAUNCH_PROFILE=http");

    [Theory]
    [InlineData("--DOTNET_LAUNCH_PROFILE=https")]
    [InlineData("--AppHost:DefaultLaunchProfileName=https")]
    [InlineData("--AppHost:DefaultLaunchProfileName=https --DOTNET_LAUNCH_PROFILE=http")]
    [InlineData("--AppHost:DefaultLaunchProfileName= --DOTNET_LAUNCH_PROFILE=https")]
    public void Profile_of_the_host_is_followed(string args) => ExpectEnvironment(
        ResolvedLaunches.Of(Project, b => b.AddProject<Child>("api"), args.Split(' ')),
        "ASPNETCORE_HTTPS_PORT=7080",
        "ASPNETCORE_URLS=https://localhost:7080;http://localhost:5080",
        "DOTNET_LAUNCH_PROFILE=https");

    [Theory]
    [InlineData("--DOTNET_LAUNCH_PROFILE=staging")]
    [InlineData("--DOTNET_LAUNCH_PROFILE=IIS Express")]
    [InlineData("--DOTNET_LAUNCH_PROFILE=tool")]
    public void Profile_that_the_project_does_not_have_or_an_IDE_starts_is_not_followed(string arg) =>
        Assert.Equal("http", Value(ResolvedLaunches.Of(Project, b => b.AddProject<Child>("api"), arg), "DOTNET_LAUNCH_PROFILE"));

    [Theory]
    [InlineData("https", "https")]
    [InlineData("IIS Express", "IIS Express")]
    [InlineData("", "http")]
    public void Profile_that_the_program_names_wins(string name, string selected) =>
        Assert.Equal(selected, Value(ResolvedLaunches.Of(Project, b => b.AddProject<Child>("api", name), "--DOTNET_LAUNCH_PROFILE=http"), "DOTNET_LAUNCH_PROFILE"));

    [Fact]
    public void Excluded_profile_gives_nothing()
    {
        var launching = ResolvedLaunches.Of(Project, b => b.AddProject<Child>("api", null).WithHttpEndpoint(port: 1), "--DOTNET_LAUNCH_PROFILE=https");

        ExpectEnvironment(launching, "ASPNETCORE_URLS=http://localhost:1");
        Assert.Empty(launching["api"].Process!.Arguments);
        Assert.Equal(["http://localhost:1"], launching["api"].Urls);
    }

    [Fact]
    public void Program_wins_over_the_profile()
    {
        var launching = ResolvedLaunches.Of(Project, b => b.AddProject<Child>("api")
            .WithEnvironment("A", "program")
            .WithEnvironment("DOTNET_LAUNCH_PROFILE", "mine")
            .WithHttpEndpoint(port: 6000)
            .WithArgs("x"));

        ExpectEnvironment(launching, "A=program", "ASPNETCORE_ENVIRONMENT=Development", "ASPNETCORE_URLS=http://localhost:6000", "DOTNET_LAUNCH_PROFILE=mine");
    }

    [Fact]
    public void Variables_are_expanded_from_the_host_and_only_the_profiles()
    {
        var project = With(new LaunchProfile("p") { Environment = [new("A", "<%PATH%>"), new("B", "%APPHOST_TEST_NOT_SET%")] });
        var launching = ResolvedLaunches.Of(project, b => b.AddProject<Child>("api").WithEnvironment("C", "%PATH%"));

        Assert.Equal(
            [$"<{Environment.GetEnvironmentVariable("PATH")}>", "%APPHOST_TEST_NOT_SET%", "%PATH%"],
            new[] { "A", "B", "C" }.Select(name => Value(launching, name)));
    }

    [Fact]
    public void Arguments_are_split_like_a_command_line_and_come_before_those_of_the_program() => Assert.Equal(
        ["--name", "a b", "x", "y z"],
        ResolvedLaunches.Of(Project, b => b.AddProject<Child>("api").WithArgs("x", "y z"))["api"].Process!.Arguments);

    [Fact]
    public void Arguments_of_the_shared_host_come_first()
    {
        var project = LibraryChild.Launch with { Profiles = [new LaunchProfile("p") { Arguments = "-v %PATH%" }] };

        Assert.Equal(
            ["exec", "/host/TestChild.dll", "-v", .. CommandLine.Split(Environment.GetEnvironmentVariable("PATH")!), "x"],
            ResolvedLaunches.Of(project, b => b.AddProject<LibraryChild>("api").WithArgs("x"))["api"].Process!.Arguments);
    }

    [Fact]
    public void Profile_of_another_program_starts_that_one_when_it_is_named()
    {
        var launching = ResolvedLaunches.Of(Project, b => b.AddProject<Child>("api", "tool").WithHttpEndpoint(port: 1).WithArgs("x"));
        var process = launching["api"].Process!;

        Assert.Equal(("/host/tools/%APPHOST_TEST_NOT_SET%/TestChild.sh", "/host/work"), (process.FileName, process.WorkingDirectory));
        Assert.Equal(["/host/TestChild.dll", "$(Unknown)", "x"], process.Arguments);
        ExpectEnvironment(launching, "A=tool", "ASPNETCORE_URLS=http://localhost:1", "DOTNET_LAUNCH_PROFILE=tool");
    }

    [Fact]
    public void Program_of_a_profile_is_looked_up_and_starts_in_the_directory_of_the_project()
    {
        var process = ResolvedLaunches.Of(Project, b => b.AddProject<Child>("api", "bare tool"))["api"].Process!;

        Assert.Equal(("dotnet", "/host"), (process.FileName, process.WorkingDirectory));
        Assert.Empty(process.Arguments);
    }

    [Fact]
    public void Addresses_of_the_program_win_over_its_endpoints_and_those_of_the_profile_do_not()
    {
        var project = With(new LaunchProfile("p")
        {
            Urls = [Address("http://localhost:5080")],
            Environment = [new("ASPNETCORE_URLS", "http://localhost:1"), new("Kestrel__Endpoints__Web__Url", "http://localhost:2"), new("HTTP_PORTS", "3")],
        });

        ExpectEnvironment(
            ResolvedLaunches.Of(project, b => b.AddProject<Child>("api")),
            "ASPNETCORE_URLS=http://localhost:5080",
            "DOTNET_LAUNCH_PROFILE=p");
        ExpectEnvironment(
            ResolvedLaunches.Of(project, b => b.AddProject<Child>("api").WithEnvironment("ASPNETCORE_URLS", "http://localhost:4")),
            "ASPNETCORE_URLS=http://localhost:4",
            "DOTNET_LAUNCH_PROFILE=p");
    }

    [Theory]
    [InlineData("http://*:5000", "http://*:5000", "http://localhost:5000")]
    [InlineData("http://0.0.0.0:5000", "http://0.0.0.0:5000", "http://localhost:5000")]
    [InlineData("http://[::]:5000", "http://[::]:5000", "http://localhost:5000")]
    [InlineData("http://127.0.0.1:5000", "http://localhost:5000", "http://localhost:5000")]
    [InlineData("http://10.1.2.3:5000", "http://10.1.2.3:5000", "http://10.1.2.3:5000")]
    [InlineData("http://[fd00::1]:5000", "http://[fd00::1]:5000", "http://[fd00::1]:5000")]
    [InlineData("http://shop:5000", "http://shop:5000", "http://localhost:5000")]
    [InlineData("http://localhost", "http://localhost:40001", "http://localhost:40001")]
    [InlineData("http://*:0", "http://*:40001", "http://localhost:40001")]
    public void Project_binds_what_the_user_asked_for_and_others_find_it(string url, string bound, string seen)
    {
        var launching = ResolvedLaunches.Of(With(new LaunchProfile("p") { Urls = [Address(url)] }), b =>
        {
            var api = b.AddProject<Child>("api").WithHttpHealthCheck("/health");
            b.AddExecutable("user", "x", ".").WithReference(api).WithEnvironment("URL", api.GetEndpoint("http"));
        });

        Assert.Equal(bound, Value(launching, "ASPNETCORE_URLS"));
        Assert.Equal([seen], launching["api"].Urls);
        Assert.Equal(new Uri(seen + "/health"), Assert.IsType<HttpHealthCheck>(launching["api"].HealthChecks.Single()).Url);
        Assert.Equal([$"API_HTTP={seen}", $"URL={seen}", $"services__api__http__0={seen}"], launching.Environment("user"));
    }

    [Fact]
    public void Endpoints_of_app_settings_are_set_one_by_one_and_the_others_with_them()
    {
        var launching = ResolvedLaunches.Of(Kestrel, b => b.AddProject<Child>("api")
            .WithHttpEndpoint(port: 7000, name: "admin")
            .WithHttpEndpoint(name: "own", env: "OWN_PORT"));

        ExpectEnvironment(
            launching,
            "A=profile",
            "ASPNETCORE_ENVIRONMENT=Development",
            "ASPNETCORE_HTTPS_PORT=6443",
            "DOTNET_LAUNCH_PROFILE=http",
            "Kestrel__Endpoints__Secure__Url=https://*:6443",
            "Kestrel__Endpoints__admin__Url=http://localhost:7000",
            "Kestrel__Endpoints__grpc__Url=http://localhost:40001",
            "OWN_PORT=40002");
    }

    [Fact]
    public void Endpoints_of_app_settings_are_there_without_a_profile() => ExpectEnvironment(
        ResolvedLaunches.Of(Kestrel, b => b.AddProject<Child>("api", null).WithEnvironment("Kestrel__Endpoints__grpc__Url", "http://mine")),
        "ASPNETCORE_HTTPS_PORT=6443",
        "Kestrel__Endpoints__Secure__Url=https://*:6443",
        "Kestrel__Endpoints__grpc__Url=http://mine");

    [Theory]
    [InlineData("swagger", "https://localhost:1/swagger http://localhost:2/swagger tcp://localhost:3")]
    [InlineData("/swagger/?a=b#c", "https://localhost:1/swagger/?a=b#c http://localhost:2/swagger/?a=b#c tcp://localhost:3")]
    [InlineData("https://localhost:1/docs?a=b#c", "https://localhost:1/docs?a=b#c http://localhost:2 tcp://localhost:3")]
    [InlineData("http://localhost:2/docs", "https://localhost:1 http://localhost:2/docs tcp://localhost:3")]
    [InlineData("https://elsewhere.example/", "https://localhost:1 http://localhost:2 tcp://localhost:3")]
    [InlineData("{Scheme}://{ServiceHost}:{ServicePort}/swagger", "https://localhost:1 http://localhost:2 tcp://localhost:3")]
    [InlineData("", "https://localhost:1 http://localhost:2 tcp://localhost:3")]
    [InlineData(null, "https://localhost:1 http://localhost:2 tcp://localhost:3")]
    public void Page_to_open_is_shown_with_the_address(string? page, string urls)
    {
        var project = With(new LaunchProfile("p") { Urls = [Address("https://localhost:1"), Address("http://localhost:2")], LaunchUrl = page });

        Assert.Equal(urls.Split(' '), ResolvedLaunches.Of(project, b => b.AddProject<Child>("api").WithEndpoint(name: "binary", port: 3))["api"].Urls);
    }

    [Fact]
    public void Page_of_an_endpoint_that_the_program_moved_is_shown_at_its_port()
    {
        var project = With(new LaunchProfile("p") { Urls = [Address("http://localhost:1")], LaunchUrl = "http://localhost:1/docs" });

        Assert.Equal(["http://localhost:2/docs"], ResolvedLaunches.Of(project, b => b.AddProject<Child>("api").WithHttpEndpoint(port: 2))["api"].Urls);
    }

    [Fact]
    public void Endpoint_that_only_another_profile_has_is_refused_before_anything_starts()
    {
        var compiled = new GraphBuilder();
        compiled.Apply(new ModelOperation(OperationKind.AddProject, "api", ["api".Value(), typeof(Child).FullName!.Value()]), Condition.Always);
        compiled.Apply(new ModelOperation(OperationKind.AddExecutable, "user", ["user".Value(), "x".Value(), ".".Value(), new ModelValue.List([])]), Condition.Always);
        compiled.Apply(new ModelOperation(OperationKind.WithReference, "user", [new ModelValue.Endpoint("api", "https")]), Condition.Always);
        var graph = compiled.Build("Shop") with { Projects = [Project] };
        Assert.Empty(GraphRules.Check(graph));

        Assert.Null(Record.Exception(() => Build("https")));
        Assert.Equal(
            "error AHS1003: 'api' has no endpoint named 'https'; it has 'http'. Its launch profile 'https' has it, but 'http' is used: name the profile in AddProject, or start the app host with a profile of that name.",
            Assert.Throws<DistributedApplicationException>(() => Build("http")).Message);

        void Build(string hostProfile)
        {
            var model = new AppHostSdk.Binding.CompiledModel { Assembly = typeof(Child).Assembly, HostDirectory = "", Graph = () => graph, Sites = () => [] };
            var builder = AppHostSdk.Binding.CompiledApplication.CreateBuilder(model, ["--DOTNET_LAUNCH_PROFILE=" + hostProfile]);
            var api = builder.AddProject<Child>("api");
            builder.AddExecutable("user", "x", ".").WithReference(api.GetEndpoint("https"));
            builder.Build().Dispose();
        }
    }

    [Fact]
    public void Profile_that_turns_out_not_to_exist_is_refused() => Assert.Contains(
        "AHS1006: The project of 'api' has no launch profile named 'htps'",
        Assert.Throws<DistributedApplicationException>(() => ResolvedLaunches.Of(Project, b => b.AddProject<Child>("api", "htps"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Configuration_is_not_read_when_it_decides_nothing()
    {
        var builder = AppHostSdk.Binding.CompiledApplication.CreateBuilder(Apps.OpenModel(projects: With(Project.Profiles[0])), []);
        builder.AddProject<Child>("api");
        builder.AddProject<Child>("other", null);
        var graph = ((DistributedApplicationBuilder)builder).Recording.Finish("Shop") with { Projects = [With(Project.Profiles[0])] };

        var applied = AppHostSdk.Configuration.LaunchProfiles.Apply(graph, new(() => throw new InvalidOperationException("The configuration was read.")));

        Assert.Equal("http".Value(), applied.Resources[0].LaunchProfile);
    }

    private static ProjectLaunch With(params LaunchProfile[] profiles) => Child.Launch with { Profiles = [.. profiles] };

    private static ListenAddress Address(string url) => ListenAddress.Parse(url, out _)!;

    private static string? Value(ResolvedLaunches launching, string name) => launching["api"].Process!.Environment.GetValueOrDefault(name);

    private static void ExpectEnvironment(ResolvedLaunches launching, params string[] variables) => Assert.Equal(
        variables,
        launching.Environment("api").Where(v => !v.StartsWith("LOGGING__", StringComparison.Ordinal) && !v.StartsWith("OTEL_", StringComparison.Ordinal)));
}
