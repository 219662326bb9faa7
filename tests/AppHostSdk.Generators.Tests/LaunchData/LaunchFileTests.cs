using AppHostSdk.Generators;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AppHostSdk.Tests;

/// <summary>Launch files get into the graph, and their mistakes are reported in them.</summary>
public class LaunchFileTests
{
    private const string OneApi = """builder.AddProject<Projects.Api>("api");""";

    [Fact]
    public void Profiles_and_endpoints_are_in_the_graph()
    {
        var run = LaunchHost.Run(OneApi, (LaunchHost.ApiSettings, LaunchHost.TwoProfiles), (LaunchHost.ApiAppSettings, LaunchHost.Kestrel));
        Expect.Complete(run);
        var api = LaunchHost.Api(run);
        Assert.Equal(LaunchSettings.Read(LaunchHost.TwoProfiles).Profiles, api.Profiles);
        Assert.Equal([new KestrelEndpoint("Web", "http", new ListenAddress("http", "localhost", 6000), "Http2")], api.KestrelEndpoints);
        Assert.False(api.IsPartial);
        Assert.Equal(new ProjectLaunch("Projects.Web", "../Web/Web.csproj", "../Web/bin/Web.dll", "../Web/bin/Web", "../Web", "net10.0"), run.Graph.Projects[1]);
    }

    [Fact]
    public void They_are_in_both_emitted_forms_and_in_the_summary()
    {
        var run = LaunchHost.Run(
            """builder.AddProject<Projects.Api>("api"); builder.AddProject<Projects.Web>("web", "x"); builder.AddProject<Projects.Web>("plain", null);""",
            (LaunchHost.ApiSettings, LaunchHost.TwoProfiles),
            (LaunchHost.ApiAppSettings, LaunchHost.Kestrel),
            (LaunchHost.WebSettings, """{"profiles":{"x":{"applicationUrl":"http://localhost:1;http://unix:/x","environmentVariables":{"A\"B":"\n\\"}}}}"""));
        Expect.Complete(run);
        Snapshot.Match(run.Source(GraphEmitter.HintName), extension: "cs");
        var emitted = run.Load().GetType(KnownNames.GeneratedNamespace + ".AppModel")!
            .GetMethod("Graph", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .Invoke(null, null);
        Assert.Equal(run.Graph, emitted);
    }

    [Fact]
    public void Settings_for_development_override_the_others()
    {
        var run = LaunchHost.Run(
            OneApi,
            (LaunchHost.ApiDevelopmentSettings, """{ "kestrel": { "endpoints": { "web": { "url": "http://localhost:6001" } } } } // local"""),
            (LaunchHost.ApiAppSettings, LaunchHost.Kestrel));
        Assert.Equal([new KestrelEndpoint("web", "http", new ListenAddress("http", "localhost", 6001), "Http2")], LaunchHost.Api(run).KestrelEndpoints);
    }

    [Theory]
    [InlineData("../worker.cs", "/app/worker.run.json")]
    [InlineData("worker.cs", "/app/host/worker.run.json")]
    [InlineData("../Api/Api.csproj", "/APP/api/properties/LAUNCHSETTINGS.json")]
    [InlineData("../Api/Api.csproj", "/app/host/../Api/./Properties/launchSettings.json")]
    [InlineData("../../app/Api/Api.fsproj", "/app/Api//Properties/launchSettings.json")]
    [InlineData("/app/Api/Api.csproj", "/app/Api/Properties/launchSettings.json")]
    [InlineData("../Api/Api.vbproj", "/app/Api/My Project/launchSettings.json")]
    [InlineData("..\\Api\\Api.csproj", "/app/Api/Properties/launchSettings.json")]
    public void File_is_found_by_its_place(string project, string file)
    {
        var run = GeneratorTestDriver.Run(
            HostCompilation.Program(OneApi),
            LaunchHost.Manifest.Replace("../Api/Api.csproj", project, StringComparison.Ordinal),
            (file, LaunchHost.TwoProfiles));
        Assert.Equal(["http", "https"], LaunchHost.Api(run).Profiles.Select(p => p.Name));
    }

    [Theory]
    [InlineData("Properties/launchSettings.json")]
    [InlineData("/app/Properties/launchSettings.json")]
    [InlineData("/app/Api/launchSettings.json")]
    [InlineData("/app/Api/Api.run.json")]
    [InlineData("/other/Api/Properties/launchSettings.json")]
    [InlineData("/app/Api/appsettings.Production.json")]
    public void Files_of_nobody_are_not_looked_at(string file)
    {
        var run = LaunchHost.Run(OneApi, (file, "not JSON"));
        Expect.Complete(run);
        Assert.Empty(LaunchHost.Api(run).Profiles);
    }

    [Fact]
    public void Of_two_files_whose_paths_differ_in_case_each_project_has_its_own()
    {
        var run = GeneratorTestDriver.Run(
            HostCompilation.Program(OneApi),
            LaunchHost.Manifest.Replace("../Web/Web.csproj", "../api/Web.csproj", StringComparison.Ordinal),
            (LaunchHost.ApiSettings, """{"profiles":{"upper":{}}}"""),
            ("/app/api/Properties/launchSettings.json", """{"profiles":{"lower":{}}}"""));
        Assert.Equal(["upper", "lower"], run.Graph.Projects.Select(p => p.Profiles[0].Name));
    }

    [Theory]
    [InlineData(LaunchHost.ApiSettings, "{\n  \"profiles\": {\n    \"http\": {\n      \"commandName\": \"Project\"\n      [|\"|]applicationUrl\": \"http://localhost:5080\" } } }", "AHS4001", "'launchSettings.json' cannot be read: ',' expected.")]
    [InlineData(LaunchHost.ApiSettings, "{\r\n\"profiles\": [|[]|] }", "AHS4001", "'launchSettings.json' cannot be read: 'profiles' must be an object.")]
    [InlineData(LaunchHost.ApiSettings, "{\"profiles\":{\"a\":{\"applicationUrl\":\"http://localhost:1;\\n[||]\"}}}", null, "")]
    [InlineData(LaunchHost.ApiSettings, "{\"profiles\":{\n\"a\":{\"applicationUrl\":\"http://localhost:1;[|localhost:5080|]\"}}}", "AHS4002", "'localhost:5080' is no address to listen on: it does not begin with http:// or https://. Write scheme, host and port, for example http://localhost:5080.")]
    [InlineData(LaunchHost.ApiAppSettings, "{ \"Logging\": { } [|\"|]Kestrel\": 1 }", "AHS4001", "'appsettings.json' cannot be read: ',' expected.")]
    [InlineData(LaunchHost.ApiAppSettings, "[||]", "AHS4001", "'appsettings.json' cannot be read: the text ends too early.")]
    [InlineData(LaunchHost.ApiDevelopmentSettings, "{ \"Kestrel\": { \"Endpoints\": {\n \"Web\": { \"Url\": [|\"http://localhost:x\"|] } } } }", "AHS4002", "'http://localhost:x' is no address to listen on: 'x' is no port;")]
    [InlineData(LaunchHost.ApiDevelopmentSettings, "{\"Kestrel\":{\"Endpoints\":{\"a_b\":{\"Url\":[|\"http://x\"|]},\"c\":{\"Url\":\"http://y\"}}}}", "AHS4002", "The endpoint at this address would be called 'a_b', which is no name for it: it contains '_'. Give the endpoint another key in Kestrel:Endpoints.")]
    public void Mistake_is_reported_where_it_is(string path, string marked, string? id, string message)
    {
        var (text, span) = Marked.Read(marked);
        var run = LaunchHost.Run(OneApi, (path, text));
        if (id is null)
        {
            Assert.Empty(run.Diagnostics);
            return;
        }

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal((id, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.StartsWith(message, Expect.Message(diagnostic), StringComparison.Ordinal);
        Assert.Equal((LocationKind.ExternalFile, path, span), (diagnostic.Location.Kind, diagnostic.Location.GetLineSpan().Path, diagnostic.Location.SourceSpan));
        Assert.Equal(SourceText.From(text).Lines.GetLinePositionSpan(span), diagnostic.Location.GetLineSpan().Span);
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, diagnostic.Descriptor.CustomTags);
        Assert.True(LaunchHost.Api(run).IsPartial);
    }

    [Fact]
    public void Project_that_is_hosted_but_not_used_is_checked_too() =>
        Assert.Equal("AHS4001", Assert.Single(LaunchHost.Run("", (LaunchHost.ApiSettings, "{")).Diagnostics).Id);

    [Fact]
    public void Two_projects_of_one_directory_share_a_mistake()
    {
        var run = GeneratorTestDriver.Run(
            HostCompilation.Program(OneApi),
            LaunchHost.Manifest.Replace("../Web/Web.csproj", "../Api/Web.csproj", StringComparison.Ordinal),
            (LaunchHost.ApiSettings, "{"));
        Assert.Single(run.Diagnostics);
        Assert.All(run.Graph.Projects, p => Assert.True(p.IsPartial));
    }

    [Fact]
    public void Outside_an_app_host_nothing_is_reported()
    {
        var driver = GeneratorTestDriver.CreateDriver([new AppHostGenerator().AsSourceGenerator()], LaunchHost.Manifest, isAppHost: false)
            .AddAdditionalTexts([new ClosedText(LaunchHost.ApiSettings)]);
        Assert.Empty(driver.RunGenerators(HostCompilation.Create(("Program.cs", HostCompilation.Program(OneApi)))).GetRunResult().Diagnostics);
    }

    [Theory]
    [InlineData(LaunchHost.ApiSettings)]
    [InlineData(LaunchHost.ApiAppSettings)]
    public void File_that_cannot_be_opened_is_a_mistake(string path)
    {
        var driver = GeneratorTestDriver.CreateDriver([new AppHostGenerator().AsSourceGenerator()], LaunchHost.Manifest).AddAdditionalTexts([new ClosedText(path)]);
        var result = driver.RunGenerators(HostCompilation.Create(("Program.cs", HostCompilation.Program(OneApi)))).GetRunResult();
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(("AHS4001", path), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
    }

    /// <summary>A file that is being edited: every beginning of a right one.</summary>
    [Fact]
    public void No_beginning_of_a_file_disturbs_the_generator()
    {
        var run = LaunchHost.Run("""builder.AddProject<Projects.Api>("api", "https").WithHttpHealthCheck(endpointName: "https");""", (LaunchHost.ApiSettings, LaunchHost.TwoProfiles));
        Expect.Complete(run);
        for (var length = 0; length < LaunchHost.TwoProfiles.Length; length += 7)
        {
            run = run.EditFile(LaunchHost.ApiSettings, LaunchHost.TwoProfiles[..length]);
            Assert.Null(run.Result.Exception);
            Assert.Equal("AHS4001", Assert.Single(run.Diagnostics).Id);
        }
    }

    private sealed class ClosedText(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => null;
    }
}
