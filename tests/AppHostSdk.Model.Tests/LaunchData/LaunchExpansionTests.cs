namespace AppHostSdk.Model.Tests;

public class LaunchExpansionTests
{
    private readonly HostProgram _app = new();

    private ProjectLaunch _project = new("Projects.Api", "Api.csproj", "Api.dll", "Api", ".", "net10.0")
    {
        Profiles = EquatableArray.Of(
            new LaunchProfile("https")
            {
                CommandName = "Project",
                Urls = EquatableArray.Of(Address("https://localhost:7080"), Address("http://*:5080"), Address("http://localhost"), Address("http://unix:/x")),
                Environment = EquatableArray.Of(new LaunchVariable("LEVEL", "%LEVEL%"), new LaunchVariable("DOTNET_LAUNCH_PROFILE", "other")),
                Arguments = "--name \"a b\"",
            },
            new LaunchProfile("bare")),
    };

    [Fact]
    public void Addresses_become_endpoints_called_like_their_schemes()
    {
        var api = _app.Project("api");

        Assert.Equal(
            ["https: https 7080 ", "http: http 5080 *", "http2: http  "],
            Applied(api).Endpoints().Select(e => $"{e.Name}: {e.Scheme} {e.Port.AsNumber} {e.TargetHost}"));
        Assert.All(Applied(api).Endpoints, e => Assert.Equal(1, e.Site));
    }

    [Fact]
    public void Program_may_change_them_and_add_others()
    {
        var api = _app.Project("api").WithHttpEndpoint(6000).WithEndpoint("HTTPS", isExternal: true).WithHttpEndpoint(name: "admin");

        Assert.Equal(
            ["https 7080 True", "http 6000 False", "http2  False", "admin  False"],
            Applied(api).Endpoints().Select(e => $"{e.Name} {e.Port.AsNumber} {e.IsExternal}"));
    }

    [Fact]
    public void External_marks_them_too()
    {
        var api = _app.Project("api").WithExternalHttpEndpoints();

        Assert.All(Applied(api).Endpoints(), e => Assert.True(e.IsExternal));
    }

    [Fact]
    public void App_settings_replace_the_addresses_of_the_profile_and_nothing_else()
    {
        _project = _project with
        {
            KestrelEndpoints = EquatableArray.Of(
                new KestrelEndpoint("Web", "http", Address("http://0.0.0.0:81"), null),
                new KestrelEndpoint("Local", "Local", Address("https://unix:/x"), null)),
        };
        var (api, bare) = (Applied(_app.Project("api")), Applied(_app.ProjectWithProfile("bare", null)));

        Assert.Equal(["http 81 0.0.0.0"], api.Endpoints().Select(e => $"{e.Name} {e.Port.AsNumber} {e.TargetHost}"));
        Assert.Equal(api.Endpoints().Select(e => e.Name), bare.Endpoints().Select(e => e.Name));
        Assert.NotEmpty(api.Environment);
        Assert.Empty(bare.Environment);
    }

    [Fact]
    public void Variables_come_first_expanded_with_the_name_of_the_profile_last()
    {
        var api = _app.Project("api").WithEnvironment("LEVEL", ModelValue.From("mine"));

        Assert.Equal(
            ["LEVEL=<%LEVEL%>", "DOTNET_LAUNCH_PROFILE=<other>", "DOTNET_LAUNCH_PROFILE=https", "LEVEL=mine"],
            Applied(api).Environment.Cast<EnvironmentVariable>().Select(v => $"{v.Name}={v.Value.AsText}"));
    }

    [Fact]
    public void Arguments_of_the_resource_are_those_of_the_program()
    {
        var api = Applied(_app.Project("api").WithArgs(ModelValue.From("x")));

        Assert.Equal(["x"], api.Arguments.Select(a => a.Value.AsText));
        Assert.Equal("--name \"a b\"", LaunchExpansion.ProfileOf(api, _project)!.Arguments);
    }

    [Fact]
    public void Endpoints_win_over_variables_that_say_where_to_listen()
    {
        _project = _project with
        {
            Profiles = EquatableArray.Of(new LaunchProfile("p")
            {
                Environment = EquatableArray.Of(
                    new LaunchVariable("ASPNETCORE_URLS", "http://localhost:1"),
                    new LaunchVariable("Kestrel__Endpoints__Web__Url", "http://localhost:2"),
                    new LaunchVariable("Kestrel__Limits__MaxRequestBodySize", "3")),
            }),
        };
        var (web, worker, own) = (_app.Project("web").WithHttpEndpoint(5000), _app.Project("worker"), _app.Project("own").WithHttpEndpoint(5001).WithEnvironment("URLS", ModelValue.From("http://*:5")));

        Assert.Equal(["Kestrel__Limits__MaxRequestBodySize", "DOTNET_LAUNCH_PROFILE"], Names(web));
        Assert.Equal(["ASPNETCORE_URLS", "Kestrel__Endpoints__Web__Url", "Kestrel__Limits__MaxRequestBodySize", "DOTNET_LAUNCH_PROFILE"], Names(worker));
        Assert.Equal(["Kestrel__Limits__MaxRequestBodySize", "DOTNET_LAUNCH_PROFILE", "URLS"], Names(own));

        IEnumerable<string> Names(Res resource) => Applied(resource).Environment.Cast<EnvironmentVariable>().Select(v => v.Name);
    }

    [Fact]
    public void Selection_is_noted_and_made_once()
    {
        var (automatic, named, excluded, missing) =
            (_app.Project("automatic"), _app.ProjectWithProfile("named", "bare"), _app.ProjectWithProfile("excluded", null), _app.ProjectWithProfile("missing", "x"));
        var applied = Apply("bare");

        Assert.Equal(
            [ModelValue.From("bare"), ModelValue.From("bare"), LaunchSelection.Excluded, ModelValue.From("x")],
            new[] { automatic, named, excluded, missing }.Select(r => applied.Find(r.Key)!.LaunchProfile));
        Assert.Empty(applied.Find(excluded.Key)!.Endpoints.Concat<Entry>(applied.Find(excluded.Key)!.Environment));

        var again = LaunchExpansion.Apply(Apply(null), "bare", value => value);
        Assert.All(again.Resources, r => Assert.Equal(Apply(null).Find(r.Key)!.Endpoints(), r.Endpoints()));
    }

    [Fact]
    public void What_has_no_launch_data_stays_as_it_is()
    {
        _app.Container("cache").WithEndpoint("tcp", targetPort: 1);
        _app.Executable("web");
        _app.Project("other", "Projects.Other");
        _app.Project("unknown", "Projects.Unknown");
        var graph = _app.Graph with { Projects = EquatableArray.Of(_project, new ProjectLaunch("Projects.Other", "", "", "", "", "")) };

        Assert.Equal(graph, LaunchExpansion.Apply(graph, "https", value => value));
    }

    private Resource Applied(Res resource, string? hostProfile = null) => Apply(hostProfile).Find(resource.Key)!;

    private AppGraph Apply(string? hostProfile) =>
        LaunchExpansion.Apply(_app.Graph with { Projects = EquatableArray.Of(_project) }, hostProfile, value => $"<{value}>");

    private static ListenAddress Address(string url) => ListenAddress.Parse(url, out _)!;
}
