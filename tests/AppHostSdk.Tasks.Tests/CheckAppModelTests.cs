using AppHostSdk.Model;
using Microsoft.Build.Utilities;
using static AppHostSdk.Tasks.Tests.Graphs;

namespace AppHostSdk.Tasks.Tests;

public sealed class CheckAppModelTests : IDisposable
{
    private readonly TestHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void The_graph_is_written_as_json()
    {
        var graph = Of(Container("cache é"));
        Assert.Empty(_host.With(graph).Check());
        Assert.Equal(GraphJson.Write(graph), File.ReadAllText(_host.ModelFile));
        Assert.NotEqual(0xef, File.ReadAllBytes(_host.ModelFile)[0]);
    }

    [Fact]
    public void A_finding_is_at_its_call()
    {
        var found = Assert.Single(_host.With(Of(Container("cache", Mount("redis.conf", site: 7)))).Check());
        Assert.Equal(("error", "AHS4010", Path.Combine(_host.Directory, "Program.cs"), 7, 11), (found.Severity, found.Code, found.File, found.Line, found.Column));
        Assert.Contains($"There is no 'redis.conf' in '{_host.Directory}'.", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_outside_the_project_is_found_among_the_sources()
    {
        var shared = Path.Combine(_host.Root, "Shared", "Databases.cs");
        _host.Sources.AddRange([shared, shared]);
        Assert.Equal(shared, Assert.Single(_host.With(Of(Container("cache", Mount("x"))), "Databases.cs").Check()).File);

        // Two of them: better the bare name in the project than the wrong one of the two.
        _host.Sources.Add(Path.Combine(_host.Root, "Other", "Databases.cs"));
        Assert.Equal(Path.Combine(_host.Directory, "Databases.cs"), Assert.Single(_host.Check()).File);
    }

    [Fact]
    public void A_call_without_a_known_place_is_in_the_project()
    {
        var found = Assert.Single(_host.With(Of(Container("cache", Mount("x", site: 99)))).Check());
        Assert.Equal((_host.Project, 0), (found.File, found.Line));
    }

    [Fact]
    public void Braces_in_a_path_are_text() =>
        Assert.Contains("'{0}/{x}'", Assert.Single(_host.With(Of(Container("{1}", Mount("{0}/{x}")))).Check()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_clean_check_notes_what_it_rests_on()
    {
        _host.Touch("redis.conf");
        _host.MakeDirectory("../web");
        Assert.Empty(_host.With(Of(Container("cache", Mount("redis.conf")), Executable("web", "npm", "../web"))).Check());
        Assert.Equal([Path.Combine(_host.Directory, "redis.conf"), Path.Combine(_host.Root, "web") + "/"], File.ReadAllLines(_host.PathsFile));
    }

    /// <summary>Without the note the next build checks again: what is wrong is said until it is mended.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_check_that_found_something_leaves_no_note(bool isReadOnly)
    {
        Assert.Empty(_host.With(Of(Container("cache"))).Check());
        Assert.True(File.Exists(_host.PathsFile));
        Assert.Single(_host.With(Of(Container("cache", Mount("missing", isReadOnly)))).Check());
        Assert.False(File.Exists(_host.PathsFile));
        Assert.True(File.Exists(_host.ModelFile));

        _host.Touch("missing");
        Assert.Empty(_host.Check());
        Assert.True(File.Exists(_host.PathsFile));
    }

    [Fact]
    public void The_checks_can_be_switched_off()
    {
        Assert.Empty(_host.With(Of(Container("cache", Mount("missing")))).Check(checkFiles: false));
        Assert.Equal("", File.ReadAllText(_host.PathsFile));
        Assert.True(File.Exists(_host.ModelFile));
    }

    [Fact]
    public void An_assembly_without_a_host_program_is_right_and_leaves_no_old_graph()
    {
        Assert.Empty(_host.With(Of(Container("cache"))).Check());
        Assert.Empty(_host.WithMetadata().Check());
        Assert.False(File.Exists(_host.ModelFile));
    }

    [Fact]
    public void A_host_program_without_a_graph_is_an_error()
    {
        _host.WithSource("class C { object M() => AppHostSdk.DistributedApplication.CreateBuilder(); }", references: AssemblyModelTests.Hosting);
        var found = Assert.Single(_host.Check());
        Assert.Equal(("error", "AHS4016", _host.Project), (found.Severity, found.Code, found.File));
        Assert.Contains("Shop.AppHost.dll has no graph.", found.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_host.PathsFile));
    }

    [Theory]
    [InlineData("{ \"version\": 99, \"application\": \"x\" }", "version 99")]
    [InlineData("{ \"version\": 1 }", "'application' is missing")]
    [InlineData("{ \"version\": ", "line 1")]
    [InlineData("", "line 1")]
    public void A_graph_that_cannot_be_read_is_an_error_that_says_what_to_do(string json, string reason)
    {
        var found = Assert.Single(_host.WithMetadata((ModelMetadata.Graph, json)).Check());
        Assert.Equal(("error", "AHS4018", _host.Project), (found.Severity, found.Code, found.File));
        Assert.Contains(reason, found.Message, StringComparison.Ordinal);
        Assert.Contains("give them the same one", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_site_table_is_an_error() =>
        Assert.Equal("AHS4018", Assert.Single(_host.WithMetadata((ModelMetadata.Graph, GraphJson.Write(Of(Container("cache", Mount("x"))))), (ModelMetadata.Sites, "x")).Check()).Code);

    [Fact]
    public void A_missing_assembly_is_an_error()
    {
        File.Delete(_host.AssemblyFile);
        Assert.Equal("AHS4018", Assert.Single(_host.Check()).Code);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_an_error()
    {
        Directory.CreateDirectory(_host.ModelFile);
        Assert.Equal("AHS4017", Assert.Single(_host.With(Of(Container("cache"))).Check()).Code);
    }

    [Fact]
    public void A_defect_of_ours_is_an_error_that_asks_to_be_reported()
    {
        var engine = new RecordingEngine();
        var task = new Broken { BuildEngine = engine, Assembly = new TaskItem(_host.AssemblyFile), Project = new TaskItem(_host.Project) };
        Assert.False(task.Execute());
        var found = Assert.Single(engine.Diagnostics);
        Assert.Equal(("error", "AHS4019"), (found.Severity, found.Code));
        Assert.Contains("please report it: System.InvalidOperationException: {0} unforeseen", found.Message, StringComparison.Ordinal);
    }

    private sealed class Broken : AppModelTask
    {
        private protected override void Run() => throw new InvalidOperationException("{0} unforeseen");
    }

    /// <summary>Whatever the bytes, there is a diagnostic with an id, never an exception nor our own defect.</summary>
    [Fact]
    public void Damaged_assemblies_are_reported()
    {
        var good = File.ReadAllBytes(_host.With(Of(Container("cache", Mount("x")))).AssemblyFile);
        var random = new Random(20251121);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = (byte[])good.Clone();
            for (var flips = random.Next(1, 20); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            if (i % 4 == 0)
            {
                bytes = bytes[..random.Next(bytes.Length)];
            }

            Assert.All(_host.WithBytes(bytes).Check(), d => Assert.True(d.Code is "AHS4010" or "AHS4018", d.ToString()));
        }
    }
}
