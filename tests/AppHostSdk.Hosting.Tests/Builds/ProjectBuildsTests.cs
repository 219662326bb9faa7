using System.Collections.Concurrent;
using AppHostSdk.Builds;
using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Builds;

/// <summary>Builds of projects that the app host was not built with, by the real <c>dotnet build</c>.</summary>
public sealed class ProjectBuildsTests : IDisposable
{
    private static readonly HashSet<string> Nothing = [];

    private readonly TemporaryDirectory _directory = new();
    private readonly ConcurrentQueue<ProcessSpec> _started = [];

    private readonly CancellationTokenSource _end = new();

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Projects_that_start_with_the_application_are_built_by_one_call_and_each_says_how_it_is_started()
    {
        Project("lib it's/Lib.csproj", "Library");
        var one = Project("one & 100%/One.csproj", "Exe", "<ItemGroup><ProjectReference Include=\"../lib it's/Lib.csproj\" /></ItemGroup>");
        var two = Project("two;2/Two.csproj", "Exe", "<ItemGroup><ProjectReference Include=\"../lib it's/Lib.csproj\" /></ItemGroup>");
        var several = Project("several/Several.csproj", "Exe", "<PropertyGroup><TargetFramework /><TargetFrameworks>net8.0;net10.0</TargetFrameworks></PropertyGroup>");
        var broken = Project("broken/Broken.csproj", "Exe");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(broken)!, "Program.cs"), "nonsense");
        var library = Project("library/Library.csproj", "Library");
        var builds = Builds([("a", one), ("b", two), ("same", two), ("c", several), ("d", broken), ("e", library)]);
        var counts = new ConcurrentBag<int>();

        var outcomes = await Task.WhenAll(new[] { ("a", one), ("b", two), ("same", two), ("c", several), ("d", broken), ("e", library) }
            .Select(w => builds.BuildAsync(new BuildWish(w.Item1, w.Item2, Nothing), counts.Add, _end.Token))).InBuildTime();

        Assert.Equal(Path.GetTempPath(), Path.GetDirectoryName(Path.GetDirectoryName(Assert.Single(_started).Arguments[1])) + "/");
        Assert.Empty(outcomes[..4].SelectMany(o => o.Errors));
        Assert.All(counts, count => Assert.Equal(5, count));
        Assert.Equal([0, 1, 2, 3, 4], outcomes.Select(o => o.Left).Distinct().Order());
        Assert.Equal(
            ["One", "Two", "Two", "Several", null, ""],
            outcomes.Select(o => o.Run is null ? null : Path.GetFileName(o.Run.Command)));
        Assert.Contains("/net10.0/", outcomes[3].Run!.Command, StringComparison.Ordinal);
        Assert.All(outcomes, o => Assert.Equal(o.Run is null, o.Errors.Count > 0));
        Assert.All(outcomes[4].Errors, e => Assert.EndsWith($"[{broken}]", e, StringComparison.Ordinal));
        Assert.Contains("error CS1001", outcomes[4].Errors[0], StringComparison.Ordinal);
        Assert.Equal("/Release/", Path.GetDirectoryName(Path.GetDirectoryName(outcomes[0].Run!.Command))![^8..] + "/");
        await Until(() => !Directory.Exists(Path.GetDirectoryName(_started.First().Arguments[1]))).InBuildTime();
    }

    [Fact]
    public async Task Program_in_a_file_is_built_with_the_projects_and_a_later_one_by_another_call()
    {
        var project = Project("one/One.csproj", "Exe");
        var file = Path.Combine(_directory.Path, "tool.cs");
        File.WriteAllText(file, "System.Console.WriteLine();");
        var builds = Builds([("a", project), ("b", file)]);

        var first = await Task.WhenAll(
            builds.BuildAsync(new BuildWish("a", project, Nothing), _ => { }, _end.Token),
            builds.BuildAsync(new BuildWish("b", file, Nothing), _ => { }, _end.Token)).InBuildTime();
        var again = await builds.BuildAsync(new BuildWish("a", project, Nothing), _ => { }, _end.Token).InBuildTime();

        Assert.Equal(["One", "tool", "One"], first.Append(again).Select(o => Path.GetFileName(o.Run?.Command)));
        Assert.Equal(3, _started.Count);
    }

    [Fact]
    public async Task Build_that_nobody_waits_for_any_more_ends_and_leaves_nothing()
    {
        const string Wait = "<Target Name=\"Hold\" BeforeTargets=\"CoreCompile\"><Touch Files=\"held\" AlwaysCreate=\"true\" /><Exec Command=\"sleep 600\" /></Target>";
        var (one, two) = (Project("one/One.csproj", "Exe", Wait), Project("two/Two.csproj", "Exe"));
        var builds = Builds([("a", one), ("b", two)]);
        using var stop = new CancellationTokenSource();
        using var stopOther = new CancellationTokenSource();
        var waiting = builds.BuildAsync(new BuildWish("a", one, Nothing), _ => { }, stop.Token);
        var other = builds.BuildAsync(new BuildWish("b", two, Nothing), _ => { }, stopOther.Token);
        await Until(() => File.Exists(_directory["one/held"])).InBuildTime();
        var files = Path.GetDirectoryName(_started.First().Arguments[1]);

        await stopOther.CancelAsync();
        await other.ContinueWith(_ => { }, TaskScheduler.Default).InBuildTime();
        Assert.True(Directory.Exists(files));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.InBuildTime());
        Assert.False(Directory.Exists(files));
        Assert.DoesNotContain(Directory.GetDirectories("/proc"), p => Cwd(p) is { } cwd && cwd.StartsWith(_directory.Path, StringComparison.Ordinal));
    }

    private static string? Cwd(string process)
    {
        try
        {
            return new DirectoryInfo(Path.Combine(process, "cwd")).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>There is no event for files.</summary>
    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(20);
        }
    }

    private ProjectBuilds Builds(IEnumerable<(string Resource, string Project)> expected) =>
        new(new Recorder(this), () => "Release", expected.Select(e => new BuildWish(e.Resource, e.Project, Nothing)));

    private string Project(string file, string type, string more = "")
    {
        var path = Path.Combine(_directory.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(
            path,
            $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>{type}</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>{more}</Project>");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(path)!, "Program.cs"), type == "Exe" ? "System.Console.WriteLine();" : "class C;");
        return path;
    }

    /// <summary>Starts programs, and remembers which.</summary>
    private sealed class Recorder(ProjectBuildsTests test) : IProcessLauncher
    {
        private readonly LinuxProcessLauncher _launcher = new();

        public IRunningProgram Start(ProcessSpec spec, Action<string, bool> onLine)
        {
            test._started.Enqueue(spec);
            return _launcher.Start(spec, onLine);
        }
    }
}
