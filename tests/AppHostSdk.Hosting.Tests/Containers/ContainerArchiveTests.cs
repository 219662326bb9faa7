using System.Formats.Tar;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

/// <summary>What is put into a container, and when it is the same.</summary>
public class ContainerArchiveTests
{
    private static readonly ContainerFiles.Item Plain = new("plain", "text", null, null);

    [Fact]
    public async Task Owners_and_permissions_are_those_of_the_item_else_those_of_the_call()
    {
        var files = new ContainerFiles("/etc/app/", null,
        [
            Plain,
            new("own", "x", null, null) { Owner = 3, Group = 4, Mode = UnixFileMode.UserRead },
            new("inner", null, null, [Plain]),
        ])
        {
            Owner = 1,
            Group = 2,
        };

        Assert.Equal(
            [
                "etc/app/plain RegularFile 1:2 644",
                "etc/app/own RegularFile 3:4 400",
                "etc/app/inner Directory 1:2 755",
                "etc/app/inner/plain RegularFile 1:2 644",
            ],
            (await EntriesAsync(files)).Select(e => $"{e.Name} {e.EntryType} {e.Uid}:{e.Gid} {Convert.ToString((int)e.Mode, 8)}"));
    }

    [Fact]
    public async Task A_directory_of_this_machine_is_copied_with_its_permissions_but_for_the_umask()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["source/inner"]);
        await File.WriteAllTextAsync(directory["source/inner/run.sh"], "exit");
        File.SetUnixFileMode(directory["source/inner/run.sh"], (UnixFileMode)0b111_111_111);
        File.CreateSymbolicLink(directory["source/link"], "inner/run.sh");

        var entries = await EntriesAsync(new ContainerFiles("/", directory["source"], []) { Umask = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute });

        Assert.Equal(["inner Directory", "inner/run.sh RegularFile", "link SymbolicLink"], entries.Select(e => $"{e.Name} {e.EntryType}"));
        Assert.Equal((UnixFileMode)0b111_111_000, entries[1].Mode);
        Assert.Equal("inner/run.sh", entries[2].LinkName);
        Assert.Equal(["etc/run.sh"], (await EntriesAsync(new ContainerFiles("/etc", directory["source/inner/run.sh"], []))).Select(e => e.Name));
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Equal(
            "/no/such, which is put into the container at /etc, does not exist. Correct the path given to WithContainerFiles.",
            Assert.Throws<DistributedApplicationException>(() => ContainerArchive.Of([new ContainerFiles("/etc", "/no/such", [])])).Message);
        Assert.Equal(
            "there is no file /no/such, which is put into the container as /etc/a. Correct the path given to WithContainerFiles.",
            Assert.Throws<DistributedApplicationException>(() => ContainerArchive.Of([new ContainerFiles("/etc", null, [new("a", null, "/no/such", null)])])).Message);
    }

    /// <summary>To open a pipe would take until somebody writes to it.</summary>
    [Fact]
    public async Task A_pipe_below_a_directory_is_one_in_the_container()
    {
        using var directory = new TemporaryDirectory();
        SpecialFiles.MakePipe(directory["pipe"]);
        var files = new ContainerFiles("/", directory.Path, []);

        Assert.Equal(["pipe Fifo"], (await Task.Run(() => EntriesAsync(files)).InTime()).Select(e => $"{e.Name} {e.EntryType}"));
        Assert.NotEmpty(await Task.Run(() => DigestAsync(files)).InTime());
    }

    [Fact]
    public async Task What_no_archive_can_hold_is_refused()
    {
        using var directory = new TemporaryDirectory();
        using var socket = SpecialFiles.Listen(directory["server.sock"]);

        Assert.Equal(
            $"{directory["server.sock"]}, which would be put into the container as /etc/server.sock, is neither a file nor a directory, a link or a named pipe. Move it elsewhere, or give WithContainerFiles only what the container needs.",
            (await RefusalAsync(new ContainerFiles("/etc", directory.Path, []))).Message);
    }

    [Fact]
    public async Task What_is_read_for_a_file_must_be_one_also_behind_a_link()
    {
        using var directory = new TemporaryDirectory();
        SpecialFiles.MakePipe(directory["pipe"]);
        File.CreateSymbolicLink(directory["link"], "pipe");

        Assert.Equal(
            $"{directory["link"]}, which is put into the container as /etc/a, is no ordinary file. Correct the path given to WithContainerFiles.",
            (await RefusalAsync(new ContainerFiles("/etc", null, [new("a", null, directory["link"], null)]))).Message);
    }

    [Fact]
    public async Task The_digest_is_that_of_contents_owners_and_permissions_and_not_of_times()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["a"], "text");
        var files = new ContainerFiles("/etc", directory["a"], []);
        var before = await DigestAsync(files);

        File.SetLastWriteTimeUtc(directory["a"], DateTime.UnixEpoch);
        Assert.Equal(before, await DigestAsync(files));

        Assert.NotEqual(before, await DigestAsync(files with { Owner = 1 }));
        Assert.NotEqual(before, await DigestAsync(files with { Umask = UnixFileMode.OtherRead }));
        await File.WriteAllTextAsync(directory["a"], "texts");
        Assert.NotEqual(before, await DigestAsync(files));
    }

    private static Task<DistributedApplicationException> RefusalAsync(ContainerFiles files) =>
        Assert.ThrowsAsync<DistributedApplicationException>(() => Task.Run(() => EntriesAsync(files)).InTime());

    private static async Task<string> DigestAsync(ContainerFiles files)
    {
        using var archive = ContainerArchive.Of([files]);
        return await archive.DigestAsync(CancellationToken.None);
    }

    private static async Task<List<TarEntry>> EntriesAsync(ContainerFiles files)
    {
        using var archive = ContainerArchive.Of([files]);
        using var stream = new MemoryStream(await archive.ReadAsByteArrayAsync());
        using var tar = new TarReader(stream);
        var entries = new List<TarEntry>();
        while (await tar.GetNextEntryAsync(copyData: true) is { } entry)
        {
            entries.Add(entry);
        }

        return entries;
    }
}
