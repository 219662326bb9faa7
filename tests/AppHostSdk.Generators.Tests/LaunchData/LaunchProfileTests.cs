using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>What launch profiles mean for the mistakes of a program.</summary>
public class LaunchProfileTests
{
    [Theory]
    [InlineData("""var api = builder.AddProject<Projects.Api>("api"); builder.AddProject<Projects.Web>("web").WithReference(api.GetEndpoint("https")).WithReference(api.GetEndpoint("http"));""")]
    [InlineData("""builder.AddProject<Projects.Api>("api").WithHttpHealthCheck("/health");""")]
    [InlineData("""builder.AddProject<Projects.Api>("api", "https").WithHttpHealthCheck("/health", endpointName: "https");""")]
    [InlineData("""builder.AddProject<Projects.Api>("api", "http").WithHttpsEndpoint().WithHttpHealthCheck("/health", endpointName: "https");""")]
    [InlineData("""builder.AddProject<Projects.Api>("api", launchProfileName: null).WithHttpEndpoint(port: 5080); builder.AddProject<Projects.Api>("other");""")]
    [InlineData("""const string profile = "https"; builder.AddProject<Projects.Api>(launchProfileName: profile, name: "api");""")]
    [InlineData("""builder.AddProject<Projects.Api>("api").WithExternalHttpEndpoints();""")]
    public void Endpoints_of_profiles_may_be_used(string body) => Expect.Complete(Run(body));

    [Theory]
    [InlineData("\"http\"", "http")]
    [InlineData("(string?)null", "")]
    [InlineData("null", "")]
    public void Endpoint_of_a_profile_that_is_not_used_is_missing(string profile, string used)
    {
        var run = Run($"""var api = builder.AddProject<Projects.Api>("api", {profile}); builder.AddProject<Projects.Web>("web").WithReference(api.GetEndpoint("https"));""");
        var diagnostic = Expect.Only(run, "AHS1003", "\"https\"");
        Assert.EndsWith(
            $"Its launch profile 'https' has it, but {(used.Length == 0 ? "none" : "'http'")} is used: name the profile in AddProject, or start the app host with a profile of that name.",
            Expect.Message(diagnostic),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoint_of_no_profile_is_missing_and_the_others_are_named()
    {
        var run = Run("""var api = builder.AddProject<Projects.Api>("api"); builder.AddProject<Projects.Web>("web").WithReference(api.GetEndpoint("grpc"));""");
        Assert.StartsWith("'api' has no endpoint named 'grpc'; it has 'http', 'https'.", Expect.Message(Expect.Only(run, "AHS1003", "\"grpc\"")), StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoints_of_app_settings_replace_those_of_the_profile()
    {
        var run = LaunchHost.Run(
            """var api = builder.AddProject<Projects.Api>("api"); builder.AddProject<Projects.Web>("web").WithReference(api.GetEndpoint("https")).WithReference(api.GetEndpoint("http"));""",
            (LaunchHost.ApiSettings, LaunchHost.TwoProfiles),
            (LaunchHost.ApiAppSettings, LaunchHost.Kestrel));
        Expect.Only(run, "AHS1003", "\"https\"");
    }

    [Theory]
    [InlineData("htps", "; it has 'http', 'https'. Did you mean 'https'?")]
    [InlineData("Https", "; it has 'http', 'https'. Did you mean 'https'?")]
    [InlineData("Staging", "; it has 'http', 'https'. Add it to the project's launchSettings.json, leave the argument out to use the default profile, or pass null to use none.")]
    public void Profile_that_does_not_exist_is_reported_on_its_argument(string name, string rest)
    {
        var diagnostic = Expect.Only(Run($"""builder.AddProject<Projects.Api>("api", "{name}");"""), "AHS1006", $"\"{name}\"");
        Assert.Equal($"The project of 'api' has no launch profile named '{name}'{rest}", Expect.Message(diagnostic));
    }

    [Fact]
    public void What_a_profile_that_does_not_exist_would_have_is_not_missing_too() => Expect.Only(
        Run("""var api = builder.AddProject<Projects.Api>("api", "htps").WithHttpHealthCheck("/health"); builder.AddProject<Projects.Web>("web").WithReference(api.GetEndpoint("https"));"""),
        "AHS1006",
        "\"htps\"");

    [Fact]
    public void Project_without_launch_settings_has_no_profile() => Assert.StartsWith(
        "The project of 'web' has no launch profile named 'https': it has no launch settings.",
        Expect.Message(Expect.Only(Run("""builder.AddProject<Projects.Web>("web", "https");"""), "AHS1006", "\"https\"")),
        StringComparison.Ordinal);

    [Fact]
    public void Port_that_two_resources_of_one_project_share_is_taken_twice()
    {
        var run = LaunchHost.Run(
            """
            builder.AddProject<Projects.Api>("one");
            builder.AddProject<Projects.Api>("two");
            """,
            (LaunchHost.ApiSettings, """{"profiles":{"http":{"applicationUrl":"http://localhost:5080"}}}"""));
        var diagnostic = Expect.Only(run, "AHS1004", "AddProject<Projects.Api>");
        Assert.Equal(2, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal("2: AddProject<Projects.Api>", Expect.Also(diagnostic));
        Assert.StartsWith(
            "Port 5080 is taken by both endpoint 'http' of 'one' (in its launch settings or app settings) and endpoint 'http' of 'two' (in its launch settings or app settings).",
            Expect.Message(diagnostic),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoint_on_the_port_of_the_profile_is_another_name_for_it()
    {
        var run = LaunchHost.Run(
            """builder.AddProject<Projects.Api>("identity").WithHttpEndpoint(port: 6005, name: "identity-http").WithHttpHealthCheck("/health", endpointName: "identity-http");""",
            (LaunchHost.ApiSettings, """{"profiles":{"http":{"commandName":"Project","applicationUrl":"http://localhost:6005"}}}"""));
        var diagnostic = Expect.Only(run, "AHS5025", "6005");
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.StartsWith(
            "Endpoint 'identity-http' of 'identity' has the port 6005 and the scheme of endpoint 'http', which the project's launch settings or app settings declare",
            Expect.Message(diagnostic),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Port_of_one_of_two_profiles_may_be_free() =>
        Expect.Complete(Run("""builder.AddProject<Projects.Api>("one"); builder.AddContainer("cache", "redis").WithEndpoint(5080, 6379);"""));

    [Fact]
    public void While_a_launch_file_is_broken_what_it_may_declare_is_not_reported()
    {
        var run = LaunchHost.Run(
            """
            var api = builder.AddProject<Projects.Api>("api", "https").WithHttpHealthCheck();
            var web = builder.AddProject<Projects.Web>("web").WithReference(api.GetEndpoint("https"));
            api.WithReference(web.GetEndpoint("grpc"));
            """,
            (LaunchHost.ApiSettings, "{\"profiles\""));
        Assert.Equal(["AHS1003", "AHS4001"], run.Diagnostics.Select(d => d.Id).Order());
        Assert.Equal("\"grpc\"", DiagnosticText.At(run.Diagnostics.Single(d => d.Id == "AHS1003").Location));
    }

    [Fact]
    public void Profile_that_is_not_known_when_compiling_may_be_any()
    {
        var run = Run("""builder.AddProject<Projects.Api>("api", builder.Configuration["Profile"]);""");
        Assert.IsType<ModelValue.Late>(Assert.Single(Expect.Late(run).Resources).LaunchProfile);
        Assert.Equal("Profile", Assert.Single(run.Graph.Slots).Provenance.Text);
    }

    [Theory]
    [InlineData("\"https\"", "https")]
    [InlineData("\"\"", null)]
    [InlineData("null", false)]
    public void What_the_program_says_is_in_the_graph(string argument, object? choice)
    {
        var graph = Expect.Complete(Run($"""builder.AddProject<Projects.Api>("api", {argument});"""));
        Assert.Equal(choice is bool flag ? ModelValue.From(flag) : ModelValue.From((string?)choice), graph.Resources[0].LaunchProfile);
    }

    [Fact]
    public void Endpoint_of_a_profile_may_be_used_where_the_resource_exists()
    {
        var run = Run("""
            IResourceBuilder<ProjectResource>? api = null;
            if (builder.Configuration["Api"] == "1") api = builder.AddProject<Projects.Api>("api", "https");
            var web = builder.AddProject<Projects.Web>("web");
            if (api is not null) web.WithReference(api.GetEndpoint("https"));
            """);
        Assert.True(run.Diagnostics.IsEmpty, DiagnosticText.Of(run.Diagnostics));
        Assert.True(run.Graph.IsComplete);
    }

    [Fact]
    public void Profile_that_a_condition_chooses_is_looked_at_for_each_choice()
    {
        var run = Run("""var api = builder.AddProject<Projects.Api>("api", builder.Configuration["Tls"] == "1" ? "https" : "http"); builder.AddProject<Projects.Web>("web").WithReference(api.GetEndpoint("https"));""");
        var diagnostic = Expect.Only(run, "AHS1003", "\"https\"");
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.EndsWith(
            "'api' has no endpoint named 'https'; it has 'http'. Its launch profile 'https' has it, but 'http' is used: name the profile in AddProject, or start the app host with a profile of that name. This happens when configuration 'Tls' is not '1'.",
            Expect.Message(diagnostic),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_program_does_with_profiles_under_conditions_is_what_was_derived()
    {
        var run = LaunchHost.RunDescribed(
            """
            var api = builder.AddProject<Projects.Api>("api", builder.Configuration["Tls"] == "1" ? "https" : builder.Configuration["Tls"] == "2" ? null : "http");
            if (builder.Configuration["Tls"] == "1") builder.AddProject<Projects.Web>("web").WithReference(api.GetEndpoint("https"));
            """,
            (LaunchHost.ApiSettings, LaunchHost.TwoProfiles));
        Assert.True(run.Diagnostics.IsEmpty, DiagnosticText.Of(run.Diagnostics));
        Assert.Equal(["https", "", "http"], run.Graph.Resources.Where(r => r.Name == "api").Select(r => r.LaunchProfile.AsText ?? ""));
        ExecutedHost.InEveryWay(run, "--Tls=1", "--Tls=2");
    }

    private static GeneratorTestDriver Run(string body) => LaunchHost.Run(body, (LaunchHost.ApiSettings, LaunchHost.TwoProfiles));
}
