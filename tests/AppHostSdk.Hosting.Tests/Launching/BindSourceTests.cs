using AppHostSdk.Containers;
using AppHostSdk.Hosting.Tests.Supervision;
using AppHostSdk.Launching;
using AppHostSdk.Supervision;
using static AppHostSdk.Hosting.Tests.Supervision.ScriptedLauncher;

namespace AppHostSdk.Hosting.Tests.Launching;

/// <summary>What containers mount from this machine, and what becomes of it when it is not there.</summary>
public sealed class BindSourceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<string> _lines = [];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("data", "/data")]
    [InlineData("some/where/data", "/data")]
    [InlineData("VolumeMount.AppHost-sql-data", "/var/opt/mssql")]
    [InlineData("data-1.5", "/data-1.5")]
    [InlineData("Keycloak.Data", "/opt/keycloak/data")]
    [InlineData(".data", "/.data")]
    [InlineData("conf.d", "/etc/nginx/conf.d")]
    [InlineData("init", "/docker-entrypoint-initdb.d/")]
    public void Directory_that_is_written_to_is_made_and_that_is_said(string source, string target)
    {
        BindSources.Provide(Spec(source, target), _lines.Add);

        Assert.True(Directory.Exists(_directory[source]));
        Assert.Equal([$"The directory {_directory[source]}, which is mounted at {target}, did not exist and was created."], _lines);
    }

    [Fact]
    public void Nothing_is_said_of_what_is_there()
    {
        _directory.Write("app.conf", "");
        Directory.CreateSymbolicLink(_directory["link"], _directory.Path);
        ContainerSpec spec = new()
        {
            Name = "box",
            Image = "x",
            Mounts =
            [
                new(_directory["app.conf"], "/app.conf", IsVolume: false, IsReadOnly: true),
                new(_directory.Path, "/data", IsVolume: false, IsReadOnly: false),
                new(_directory["link"], "/link", IsVolume: false, IsReadOnly: true),
                new("volume", "/volume", IsVolume: true, IsReadOnly: false),
                new(null, "/scratch", IsVolume: true, IsReadOnly: false),
            ],
        };

        Assert.False(BindSources.AreMissing(spec));
        BindSources.Provide(spec, _lines.Add);

        Assert.Empty(_lines);
    }

    [Fact]
    public void What_is_only_read_is_never_made()
    {
        var spec = Spec("config", "/etc/app", isReadOnly: true);

        Assert.True(BindSources.AreMissing(spec));
        var e = Assert.Throws<DistributedApplicationException>(() => BindSources.Provide(spec, _lines.Add));

        Assert.Equal($"{_directory["config"]}, which it mounts read-only at /etc/app, does not exist. Create it, or correct the path in WithBindMount.", e.Message);
        Assert.False(Path.Exists(_directory["config"]));
    }

    [Theory]
    [InlineData("config.yml", "/etc/app/config.yml")]
    [InlineData("prometheus.yml", "/etc/prometheus/p.yaml")]
    [InlineData("docker.sock", "/var/run/docker.sock")]
    public void No_directory_is_made_in_place_of_a_file(string source, string target)
    {
        var e = Assert.Throws<DistributedApplicationException>(() => BindSources.Provide(Spec(source, target), _lines.Add));

        Assert.Equal(
            $"{_directory[source]}, which it mounts at {target}, does not exist, and its name is that of a file, so no directory is made in its place. Create it, or correct the path in WithBindMount.",
            e.Message);
        Assert.False(Path.Exists(_directory[source]));
    }

    [Fact]
    public void Link_that_leads_nowhere_is_named_with_where_it_leads()
    {
        File.CreateSymbolicLink(_directory["app.conf"], "gone.conf");

        var e = Assert.Throws<DistributedApplicationException>(() => BindSources.Provide(Spec("app.conf", "/app.conf", isReadOnly: true), _lines.Add));

        Assert.StartsWith($"{_directory["app.conf"]}, a link to gone.conf, which it mounts read-only at /app.conf, does not exist.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Directory_that_cannot_be_made_is_named()
    {
        _directory.Write("file", "");

        var e = Assert.Throws<DistributedApplicationException>(() => BindSources.Provide(Spec("file/data", "/data"), _lines.Add));

        Assert.StartsWith($"{_directory["file/data"]}, which it mounts at /data, does not exist and cannot be created: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Container_is_created_after_the_job_that_makes_what_it_mounts()
    {
        await using var run = ExecutorRun.Of(b => b.AddContainer("cache", "redis").WithBindMount(_directory["made"], "/made", isReadOnly: true).WaitForCompletion(Executable(b, "job")));
        await run.UntilLogged("pull redis:latest");
        await run.Until("cache", ResourcePhase.Waiting);
        Directory.CreateDirectory(_directory["made"]);

        run.Processes["job"].Exit(0);
        await run.Until("cache", ResourcePhase.Running);

        Assert.Empty(run.Lines.Events);
    }

    [Fact]
    public async Task Container_without_what_it_reads_fails_alone_and_the_engine_is_not_asked()
    {
        await using var run = ExecutorRun.Of(b =>
        {
            b.AddContainer("cache", "redis").WithBindMount(_directory["config"], "/config", isReadOnly: true);
            Executable(b, "other");
        });

        await run.Started.InTime();

        Assert.Equal(ResourcePhase.FailedToStart, run.StateOf("cache").Phase);
        Assert.StartsWith($"{_directory["config"]}, which it mounts read-only", run.StateOf("cache").Detail, StringComparison.Ordinal);
        Assert.Equal(ResourcePhase.Running, run.StateOf("other").Phase);
        Assert.DoesNotContain("create cache", run.Log.Events);
    }

    [Fact]
    public async Task Nothing_is_made_here_for_an_engine_on_another_machine()
    {
        await using var run = ExecutorRun.Of(
            b => b.AddContainer("cache", "redis").WithBindMount(_directory["data"], "/data").WithBindMount(_directory["config"], "/config", isReadOnly: true),
            r => r.Engine.SharesFiles = false);

        await run.Until("cache", ResourcePhase.Running);

        Assert.False(Path.Exists(_directory["data"]));
        Assert.Empty(run.Lines.Events);
    }

    [Theory]
    [InlineData("unix:///run/docker.sock", true)]
    [InlineData("tcp://localhost:2375", true)]
    [InlineData("tcp://127.0.0.1", true)]
    [InlineData("tcp://[::1]:2375", true)]
    [InlineData("tcp://build.example.com:2375", false)]
    [InlineData("tcp://10.1.2.3:2375", false)]
    public void Address_says_whose_files_the_engine_mounts(string address, bool isOfThisMachine) =>
        Assert.Equal(isOfThisMachine, ContainerEngineAddress.Parse(address).IsOfThisMachine);

    private ContainerSpec Spec(string source, string target, bool isReadOnly = false) =>
        new() { Name = "box", Image = "x", Mounts = [new ContainerMount(_directory[source], target, IsVolume: false, isReadOnly)] };
}
