namespace AppHostSdk.Model.Tests;

/// <summary>The rules where launch profiles decide what exists.</summary>
public class LaunchRuleTests
{
    private readonly HostProgram _app = new();

    private ProjectLaunch _api = Launch("Projects.Api", ("http", "http://localhost:5000"), ("https", "https://localhost:7000;http://localhost:5000"));

    private ProjectLaunch _web = Launch("Projects.Web", ("http", "http://localhost:5001"), ("https", "https://localhost:7000;http://localhost:5001"));

    private IEnumerable<string> Findings =>
        GraphRules.Check(_app.Graph with { Projects = EquatableArray.Of(_api, _web) }).Select(HostProgram.Describe);

    private IEnumerable<string> FindingsWithSeverity =>
        GraphRules.Check(_app.Graph with { Projects = EquatableArray.Of(_api, _web) }).Select(f => (f.IsCertain ? "" : "warning ") + HostProgram.Describe(f));

    [Theory]
    [InlineData("http")]
    [InlineData("HTTPS")]
    public void Endpoint_of_a_profile_that_may_be_selected_may_exist(string endpoint)
    {
        var api = _app.Project("api");
        _app.Project("web", "Projects.Web").WithReference(api, endpoint).WithHttpHealthCheck();

        Assert.Empty(Findings);
    }

    [Fact]
    public void Endpoint_of_no_profile_is_missing_and_those_there_are_are_named()
    {
        var api = _app.Project("api").WithHttpEndpoint(name: "admin");
        _app.Project("web", "Projects.Web").WithReference(api, "htps");

        Assert.Equal(
            ["AHS1003 at 4.source (1.name): 'api' has no endpoint named 'htps'; it has 'http', 'admin', 'https'. Did you mean 'https'?"],
            Findings);
    }

    [Theory]
    [InlineData("http", "AHS5025 at 2.port: Endpoint 'identity-http' of 'api' has the port 5000 and the scheme of endpoint 'http'")]
    [InlineData("https", "AHS1004 at 2.port (1.port): Port 5000 is taken by both endpoint 'http' of 'api'")]
    public void Endpoint_that_is_another_name_for_one_of_the_profile(string scheme, string finding)
    {
        _app.Project("api").WithEndpoint("identity-http", 5000, scheme: scheme);

        Assert.StartsWith(finding, Assert.Single(Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Port_that_a_condition_chooses_is_the_profiles_where_it_is_the_same()
    {
        var api = _app.Project("api").WithEndpoint("identity-http", 5005, scheme: "http");
        _app.When = _app.Is("port", "same");
        api.WithEndpoint("identity-http", 5000, scheme: "http");
        _app.When = _app.Is("port", "other");
        api.WithEndpoint("identity-http", 5006, scheme: "http");

        Assert.StartsWith("AHS5025 at 3.port: ", Assert.Single(Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoint_of_another_profile_than_the_one_named_is_missing()
    {
        var api = _app.ProjectWithProfile("api", "http");
        var bare = _app.ProjectWithProfile("bare", null);
        _app.Project("web", "Projects.Web").WithReference(api, "https").WithReference(bare, "https");

        Assert.Equal(
            [
                "AHS1003 at 4.source (1.name): 'api' has no endpoint named 'https'; it has 'http'. Its launch profile 'https' has it, but 'http' is used: name the profile in AddProject, or start the app host with a profile of that name.",
                "AHS1003 at 5.source (2.name): 'bare' has no endpoint named 'https': it has no endpoints. Its launch profile 'https' has it, but none is used: name the profile in AddProject, or start the app host with a profile of that name.",
            ],
            Findings);
    }

    [Fact]
    public void Projects_that_bind_addresses_of_their_own_do_not_meet()
    {
        _api = Launch("Projects.Api", ("http", "http://127.0.0.2:5000"));
        _web = Launch("Projects.Web", ("http", "http://127.0.0.3:5000"));
        _app.Project("api");
        _app.Project("web", "Projects.Web");
        Assert.Empty(Findings);

        _web = Launch("Projects.Web", ("http", "http://127.0.0.2:5000"));
        Assert.StartsWith("AHS1004 at 2.port (1.port)", Assert.Single(Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Profile_that_is_never_selected_by_itself_does_not_help()
    {
        _api = _api with { Profiles = _api.Profiles.Add(new LaunchProfile("IIS") { CommandName = "IIS", Urls = EquatableArray.Of(new ListenAddress("gopher", "x", 0)) }) };
        _app.Project("web", "Projects.Web").WithReference(_app.Project("api"), "gopher");

        Assert.EndsWith("it has 'http', 'https'. Declare it with WithHttpEndpoint(name: \"gopher\") or WithEndpoint(name: \"gopher\").", Assert.Single(Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void While_a_launch_file_is_broken_only_what_it_may_declare_is_left_alone()
    {
        _api = _api with { Profiles = default, IsPartial = true };
        var api = _app.ProjectWithProfile("api", "https").WithHttpHealthCheck();
        var web = _app.Project("web", "Projects.Web").WithReference(api, "https");
        api.WithReference(web, "grpc");

        Assert.Equal(["AHS1003 at 5.source"], Findings.Select(f => f[..f.IndexOf(" (", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Profile_that_the_project_does_not_have_is_found()
    {
        _app.ProjectWithProfile("api", "htps");
        _app.ProjectWithProfile("other", "Staging");
        _web = _web with { Profiles = default };
        _app.ProjectWithProfile("web", "http", "Projects.Web");
        _app.ProjectWithProfile("unknown", "http", "Projects.Unknown");
        _app.ProjectWithProfile("right", "https");
        _app.ProjectWithProfile("open", "").WithHttpEndpoint(5002);

        const string Advice = "Add it to the project's launchSettings.json, leave the argument out to use the default profile, or pass null to use none.";
        Assert.Equal(
            [
                "AHS1006 at 1.launchProfileName: The project of 'api' has no launch profile named 'htps'; it has 'http', 'https'. Did you mean 'https'?",
                $"AHS1006 at 2.launchProfileName: The project of 'other' has no launch profile named 'Staging'; it has 'http', 'https'. {Advice}",
                $"AHS1006 at 3.launchProfileName: The project of 'web' has no launch profile named 'http': it has no launch settings. {Advice}",
            ],
            Findings);
    }

    [Fact]
    public void Port_that_every_profile_takes_is_taken()
    {
        _app.Project("one");
        _app.Project("two");
        _app.Container("cache").WithEndpoint("tcp", port: 5000, targetPort: 1);

        Assert.Equal(
            [
                "AHS1004 at 2.port (1.port): Port 5000 is taken by both endpoint 'http' of 'one' (in its launch settings or app settings) and endpoint 'http' of 'two' (in its launch settings or app settings). Give one of them another port, or leave its port out to get a free one.",
                "AHS1004 at 4.port (1.port): Port 5000 is taken by both endpoint 'http' of 'one' (in its launch settings or app settings) and endpoint 'tcp' of 'cache'. Give one of them another port, or leave its port out to get a free one.",
            ],
            Findings);
    }

    [Fact]
    public void While_a_launch_file_is_broken_its_ports_are_not_held_against_anybody()
    {
        _api = _api with { IsPartial = true };
        _app.Project("one");
        _app.Project("two").WithHttpEndpoint(name: "own", port: 6000);
        _app.Container("cache").WithEndpoint("tcp", port: 6000, targetPort: 1);

        Assert.StartsWith("AHS1004 at 5.port (3.port): Port 6000 is taken by both", Assert.Single(Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Port_that_only_some_profile_takes_is_not()
    {
        _app.Project("api");
        _app.Project("web", "Projects.Web");

        Assert.Empty(Findings);
    }

    [Fact]
    public void Named_profiles_are_held_against_each_other()
    {
        _app.ProjectWithProfile("api", "https");
        _app.ProjectWithProfile("web", "https", "Projects.Web");

        Assert.StartsWith("AHS1004 at 2.port (1.port): Port 7000 is taken by both", Assert.Single(Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Port_that_the_program_changes_is_not_the_profiles()
    {
        _app.Project("one").WithHttpEndpoint(6000);
        _app.Project("two");

        Assert.Empty(Findings);
    }

    [Fact]
    public void Two_endpoints_of_one_project_are_counted_in_every_profile()
    {
        _api = Launch("Projects.Api", ("a", "http://localhost:1;https://localhost:1"), ("b", "http://localhost:1"));
        _app.Project("api");
        Assert.Empty(Findings);

        _api = Launch("Projects.Api", ("a", "http://localhost:1;https://localhost:1"), ("b", "https://localhost:1;http://localhost:1"));
        Assert.StartsWith("AHS1004 at 1.port (1.port): Port 1 is taken by both endpoint 'http' of 'api'", Assert.Single(Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoint_of_a_profile_is_there_whenever_its_resource_is()
    {
        _app.When = _app.Is("api", "true");
        var api = _app.ProjectWithProfile("api", "https");
        _app.Project("web", "Projects.Web").WithReference(api, "https").WithReference(api, "grpc");
        _app.When = Condition.Always;
        _app.Project("other", "Projects.Web").WithReference(api, "HTTP");

        Assert.Equal(
            ["AHS1003 at 4.source (1.name): 'api' has no endpoint named 'grpc'; it has 'https', 'http'. Declare it with WithHttpEndpoint(name: \"grpc\") or WithEndpoint(name: \"grpc\"). This happens when configuration 'api' is true."],
            Findings.Where(f => f.StartsWith("AHS1003", StringComparison.Ordinal)));
    }

    [Fact]
    public void Endpoint_of_some_profile_may_exist_and_one_of_a_condition_exists_under_it()
    {
        var api = _app.Project("api");
        var web = _app.Project("web", "Projects.Web").WithReference(api, "https").WithReference(api, "admin").WithHttpHealthCheck();
        _app.When = _app.Is("admin", "true");
        api.WithEndpoint("admin");
        web.WithReference(api, "admin");

        Assert.Equal(
            ["warning AHS1003 at 4.source (1.name): 'api' has no endpoint named 'admin'; it has 'http', 'https'. It is declared only under other conditions: declare it under those of its use as well, or use it only where it exists. This happens when configuration 'admin' is not true."],
            FindingsWithSeverity);
    }

    [Fact]
    public void Alternatives_of_one_project_may_have_the_same_ports()
    {
        _app.When = _app.Is("kind", "a");
        _app.Project("api");
        _app.When = _app.Conditions.Not(_app.When);
        _app.Project("api");

        Assert.Empty(Findings);
    }

    [Fact]
    public void Port_of_every_profile_is_taken_whenever_the_resource_exists()
    {
        _app.When = _app.Is("second", "true");
        _app.Project("two");
        _app.When = Condition.Always;
        _app.Project("one");
        _app.When = _app.Is("third", "true");
        _app.Container("cache").WithEndpoint("tcp", port: 5000, targetPort: 1);

        Assert.Equal(
            [
                "AHS1004 at 2.port (1.port): Port 5000 is taken by both endpoint 'http' of 'two' (in its launch settings or app settings) and endpoint 'http' of 'one' (in its launch settings or app settings). Give one of them another port, or leave its port out to get a free one. This happens when configuration 'second' is true.",
                "warning AHS1004 at 4.port (1.port): Port 5000 is taken by both endpoint 'http' of 'two' (in its launch settings or app settings) and endpoint 'tcp' of 'cache'. Give one of them another port, or leave its port out to get a free one. This happens when configuration 'second' is true and configuration 'third' is true.",
            ],
            FindingsWithSeverity);
    }

    [Fact]
    public void Port_that_the_program_changes_under_a_condition_is_the_profiles_in_the_other_runs()
    {
        var one = _app.Project("one");
        _app.When = _app.Is("moved", "true");
        one.WithHttpEndpoint(6000);
        _app.Container("there").WithEndpoint("tcp", port: 6000, targetPort: 1);
        _app.Container("not-here").WithEndpoint("tcp", port: 5000, targetPort: 1);
        _app.When = _app.Conditions.Not(_app.When);
        _app.Container("here").WithEndpoint("tcp", port: 5000, targetPort: 1);

        Assert.Equal(
            [
                "AHS1004 at 4.port (2.port): Port 6000 is taken by both endpoint 'http' of 'one' and endpoint 'tcp' of 'there'. Give one of them another port, or leave its port out to get a free one. This happens when configuration 'moved' is true.",
                "AHS1004 at 8.port (1.port): Port 5000 is taken by both endpoint 'http' of 'one' (in its launch settings or app settings) and endpoint 'tcp' of 'here'. Give one of them another port, or leave its port out to get a free one. This happens when configuration 'moved' is not true.",
            ],
            FindingsWithSeverity);
    }

    [Fact]
    public void Port_that_the_program_and_every_profile_give_is_taken_in_all_runs()
    {
        var one = _app.Project("one");
        _app.When = _app.Is("said", "true");
        one.WithHttpEndpoint(5000);
        _app.Container("cache").WithEndpoint("tcp", port: 5000, targetPort: 1);
        _app.When = _app.Conditions.Not(_app.When);
        _app.Container("other").WithEndpoint("tcp", port: 5000, targetPort: 1);

        Assert.Equal(["AHS1004 at 4.port (2.port)", "AHS1004 at 6.port (1.port)"], FindingsWithSeverity.Select(f => f[..f.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Two_endpoints_of_which_one_profile_has_only_one_do_not_conflict_under_a_condition_either()
    {
        _api = Launch("Projects.Api", ("a", "http://localhost:1;https://localhost:1"), ("b", "http://localhost:1"));
        _app.When = _app.Is("api", "true");
        var api = _app.Project("api");
        Assert.Empty(Findings);

        api.WithEndpoint("more", 1);
        Assert.Equal(["AHS1004 at 1.port (1.port)"], FindingsWithSeverity.Select(f => f[..f.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Unknown_profile_of_a_conditional_resource_is_an_error_in_the_runs_that_have_it()
    {
        _app.When = _app.Is("api", "true");
        _app.ProjectWithProfile("api", "htps");

        Assert.Equal(
            ["AHS1006 at 1.launchProfileName: The project of 'api' has no launch profile named 'htps'; it has 'http', 'https'. Did you mean 'https'? This happens when configuration 'api' is true."],
            FindingsWithSeverity);
    }

    [Fact]
    public void Class_library_that_some_runs_add_is_an_error_in_these()
    {
        _api = _api with { IsLibrary = true, ProjectPath = "Api.csproj" };
        _app.When = _app.Is("api", "true");
        _app.ProjectWithProfile("api", null);

        Assert.Equal(
            ["AHS1007 at 1.project: 'api' is the project Api.csproj, which is a class library, so it cannot be started. Set its OutputType to Exe, or remove the resource. This happens when configuration 'api' is true."],
            FindingsWithSeverity);
    }

    [Fact]
    public void Profile_that_starts_another_program_says_which()
    {
        _api = _api with
        {
            IsLibrary = true,
            Profiles = EquatableArray.Of(
                new LaunchProfile("tool") { CommandName = "Executable", ExecutablePath = "tool" },
                new LaunchProfile("empty") { CommandName = "Executable", ExecutablePath = "" },
                new LaunchProfile("none") { CommandName = "Executable" }),
        };
        _app.ProjectWithProfile("right", "tool");
        _app.ProjectWithProfile("empty", "empty");
        _app.ProjectWithProfile("none", "none");

        Assert.Equal(
            ["AHS4022 at 2.launchProfileName", "AHS4022 at 3.launchProfileName"],
            Findings.Select(f => f[..f.IndexOf(':', StringComparison.Ordinal)]));
        Assert.EndsWith(
            "'empty' is started with the launch profile 'empty' of its project, which has commandName \"Executable\" and no executablePath. Add executablePath to it in launchSettings.json, or name another profile.",
            Findings.First(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_class_library_would_have_is_not_missing_too()
    {
        _api = _api with { IsLibrary = true, ProjectPath = "Api.csproj" };
        var api = _app.Project("api").WithHttpHealthCheck(endpoint: "admin");
        _app.Project("web", "Projects.Web").WithReference(api, "grpc");

        Assert.StartsWith("AHS1007 at 1.project: ", Assert.Single(Findings), StringComparison.Ordinal);
    }

    private static ProjectLaunch Launch(string type, params (string Name, string Urls)[] profiles) => new(type, "", "", "", "", "")
    {
        Profiles = profiles.Select(p => new LaunchProfile(p.Name)
        {
            CommandName = "Project",
            Urls = p.Urls.Split(';').Select(u => ListenAddress.Parse(u, out _)!).ToEquatableArray(),
        }).ToEquatableArray(),
    };
}
