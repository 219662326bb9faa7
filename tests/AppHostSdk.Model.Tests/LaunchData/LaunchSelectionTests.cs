namespace AppHostSdk.Model.Tests;

/// <summary>Which profile is taken: aspire-apphost conventions, with the difference that profiles of an IDE's servers must be named.</summary>
public class LaunchSelectionTests
{
    private static readonly ModelValue Automatic = ModelValue.None;

    [Theory]
    [InlineData(null, "http")]
    [InlineData("https", "https")]
    [InlineData("HTTPS", "http")]
    [InlineData("staging", "http")]
    [InlineData("Docker", "http")]
    [InlineData("program", "http")]
    [InlineData("plain", "plain")]
    public void Unless_named_it_is_the_one_called_like_that_of_the_host_else_the_first(string? host, string expected) =>
        Assert.Equal(expected, LaunchSelection.Select(Project(), Automatic, host)?.Name);

    [Theory]
    [InlineData("https", "https")]
    [InlineData("Docker", "Docker")]
    [InlineData("program", "program")]
    [InlineData("Https", null)]
    [InlineData("staging", null)]
    public void Named_one_is_that_and_no_other(string name, string? expected) =>
        Assert.Equal(expected, LaunchSelection.Select(Project(), ModelValue.From(name), "http")?.Name);

    [Fact]
    public void Excluded_is_none() => Assert.Null(LaunchSelection.Select(Project(), LaunchSelection.Excluded, "http"));

    [Fact]
    public void Without_a_profile_that_starts_the_project_there_is_none()
    {
        var project = Project() with
        {
            Profiles = EquatableArray.Of(new LaunchProfile("Docker") { CommandName = "Docker" }, new LaunchProfile("tool") { CommandName = "Executable" }),
        };

        Assert.Null(LaunchSelection.Select(project, Automatic, "Docker"));
        Assert.Null(LaunchSelection.Select(project, Automatic, "tool"));
        Assert.Equal([null], LaunchSelection.Candidates(project, Automatic));
    }

    [Fact]
    public void Candidates_are_what_can_be_selected()
    {
        Assert.Equal(["http", "https", "plain"], Names(Automatic));
        Assert.Equal(["Docker"], Names(ModelValue.From("Docker")));
        Assert.Equal([null], Names(ModelValue.From("staging")));
        Assert.Equal([null], Names(LaunchSelection.Excluded));
        Assert.Equal(["Docker", "program", "http", "https", "plain", null], Names(new ModelValue.Late(1)));

        foreach (var host in Project().Profiles.Select(p => p.Name).Append(null))
        {
            Assert.Contains(LaunchSelection.Select(Project(), Automatic, host), LaunchSelection.Candidates(Project(), Automatic));
        }

        static IEnumerable<string?> Names(ModelValue choice) => LaunchSelection.Candidates(Project(), choice).Select(p => p?.Name);
    }

    [Fact]
    public void Host_decides_only_where_there_is_a_choice()
    {
        var one = Project() with { Profiles = EquatableArray.Of(new LaunchProfile("http")) };

        Assert.True(Depends(Project(), app => app.Project("api")));
        Assert.False(Depends(one, app => app.Project("api")));
        Assert.False(Depends(Project(), app => app.ProjectWithProfile("api", "https")));
        Assert.False(Depends(Project(), app => app.ProjectWithProfile("api", null)));
        Assert.False(Depends(Project(), app => app.Project("other", "Projects.Other")));
        Assert.False(Depends(Project(), app => app.Container("cache")));

        static bool Depends(ProjectLaunch project, Action<HostProgram> program)
        {
            var app = new HostProgram();
            program(app);
            return LaunchSelection.DependsOnHost(app.Graph with { Projects = EquatableArray.Of(project) });
        }
    }

    private static ProjectLaunch Project() => new("Projects.Api", "Api.csproj", "Api.dll", "Api", ".", "net10.0")
    {
        Profiles = EquatableArray.Of(
            new LaunchProfile("Docker") { CommandName = "Docker" },
            new LaunchProfile("program") { CommandName = "Executable" },
            new LaunchProfile("http") { CommandName = "Project" },
            new LaunchProfile("https") { CommandName = "Project" },
            new LaunchProfile("plain")),
    };
}
