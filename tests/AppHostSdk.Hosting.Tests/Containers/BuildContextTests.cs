using System.Formats.Tar;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>What is sent to the engine for a build.</summary>
public class BuildContextTests
{
    [Fact]
    public async Task Files_links_and_modes_go_without_what_is_kept_out()
    {
        using var directory = new TemporaryDirectory();
        Write(directory["web/.dockerignore"], "**/bin\n!src/bin/keep\nDockerfile\n*.log");
        Write(directory["web/Dockerfile"], "FROM x");
        Write(directory["web/src/a.txt"], "a");
        Write(directory["web/src/bin/drop"], "x");
        Write(directory["web/src/bin/keep"], "x");
        Write(directory["web/some.log"], "x");
        Write(directory["web/run.sh"], "x");
        File.SetUnixFileMode(directory["web/run.sh"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.CreateSymbolicLink(directory["web/link"], "src/a.txt");
        Directory.CreateSymbolicLink(directory["web/around"], ".");

        var sent = await PackAsync(new ImageBuild(directory["web"], directory["web/Dockerfile"], null, new Dictionary<string, string>()));

        Assert.Equal(
            [".dockerignore", "Dockerfile", "around -> .", "link -> src/a.txt", "run.sh 500", "src/", "src/a.txt", "src/bin/keep"],
            sent.Select(Describe).Order(StringComparer.Ordinal));
        Assert.All(sent, e => Assert.Equal((0, 0, DateTimeOffset.UnixEpoch), (e.Uid, e.Gid, e.ModificationTime)));

        static string Describe(TarEntry entry) => entry.EntryType switch
        {
            TarEntryType.Directory => entry.Name.TrimEnd('/') + "/",
            TarEntryType.SymbolicLink => $"{entry.Name} -> {entry.LinkName}",
            _ => entry.Mode.HasFlag(UnixFileMode.UserExecute) ? $"{entry.Name} {Convert.ToString((int)entry.Mode, 8)}" : entry.Name,
        };
    }

    [Fact]
    public async Task Dockerfile_from_elsewhere_goes_under_another_name()
    {
        using var directory = new TemporaryDirectory();
        Write(directory["web/a"], "a");
        Write(directory["docker/web"], "FROM x");

        var sent = await PackAsync(new ImageBuild(directory["web"], directory["docker/web"], null, new Dictionary<string, string>()));

        Assert.Equal([".apphost.dockerfile", "a"], sent.Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>As the engine's own command does. To open a pipe would take until somebody writes to it.</summary>
    [Fact]
    public async Task Pipes_go_as_pipes_and_sockets_are_left_out_and_named()
    {
        using var directory = new TemporaryDirectory();
        Write(directory["Dockerfile"], "FROM x");
        Write(directory["empty"], "");
        SpecialFiles.MakePipe(directory["pipe"]);
        using var socket = SpecialFiles.Listen(directory["server.sock"]);
        var lines = new List<string>();

        var sent = await PackAsync(new ImageBuild(directory.Path, directory["Dockerfile"], null, new Dictionary<string, string>()), lines.Add).InTime();

        Assert.Equal(["Dockerfile RegularFile", "empty RegularFile", "pipe Fifo"], sent.Select(e => $"{e.Name} {e.EntryType}").Order(StringComparer.Ordinal));
        Assert.Equal(["server.sock is left out of the build context: it is neither a file nor a directory, a link or a named pipe."], lines);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        using var directory = new TemporaryDirectory();
        Write(directory["file"], "");

        Assert.StartsWith($"the build context {directory["file"]} is no directory.", Refusal(directory["file"], directory["x"]), StringComparison.Ordinal);
        Assert.StartsWith($"there is no Dockerfile at {directory["x"]}.", Refusal(Path.GetDirectoryName(directory["file"])!, directory["x"]), StringComparison.Ordinal);

        static string Refusal(string context, string file) => Assert.Throws<DistributedApplicationException>(() => BuildContext.Of(new ImageBuild(context, file, null, new Dictionary<string, string>()), _ => { })).Message;
    }

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static async Task<List<TarEntry>> PackAsync(ImageBuild build, Action<string>? onLine = null)
    {
        using var content = BuildContext.Of(build, onLine ?? (line => Assert.Fail(line)));
        using var packed = new MemoryStream();
        await content.CopyToAsync(packed);
        packed.Position = 0;
        var entries = new List<TarEntry>();
        using var reader = new TarReader(packed);
        while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
        {
            entries.Add(entry);
        }

        return entries;
    }
}
