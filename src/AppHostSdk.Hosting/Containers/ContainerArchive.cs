using System.Formats.Tar;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace AppHostSdk.Containers;

/// <summary>Files for a container as an archive that is unpacked at its root, packed while it is sent.</summary>
internal sealed class ContainerArchive : HttpContent
{
    private const UnixFileMode AllMayReadAndWrite = (UnixFileMode)0b110_110_110;
    private const UnixFileMode AllMayEnter = (UnixFileMode)0b111_111_111;

    private readonly List<Entry> _entries = [];

    private ContainerArchive(IEnumerable<ContainerFiles> files)
    {
        foreach (var one in files)
        {
            if (one.Source is { } source)
            {
                Reading(source, () => AddSource(one, source));
            }
            else
            {
                AddItems(one, one.Destination, one.Items);
            }
        }

        Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
    }

    /// <summary>Makes sure that what is put into the container is there.</summary>
    /// <exception cref="DistributedApplicationException">A file or directory does not exist.</exception>
    public static ContainerArchive Of(IEnumerable<ContainerFiles> files) => new(files);

    /// <summary>A text that is equal when the same files with the same contents, owners and permissions are put into the container.</summary>
    public async Task<string> DigestAsync(CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in _entries)
        {
            var content = Open(entry);
            await using var _ = content.ConfigureAwait(false);
            var digest = await SHA256.HashDataAsync(content, ct).ConfigureAwait(false);
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{entry.Path.Length}:{entry.Path}:{entry.Type}:{entry.Owner}:{entry.Group}:{(int)entry.Mode}:{entry.Link?.Length}:{entry.Link}:")));
            hash.AppendData(digest);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true);
        await using var _ = tar.ConfigureAwait(false);
        foreach (var entry in _entries)
        {
            var content = Open(entry);
            await using var __ = content.ConfigureAwait(false);
            var header = new PaxTarEntry(entry.Type, entry.Path.TrimStart('/'))
            {
                Uid = entry.Owner,
                Gid = entry.Group,
                Mode = entry.Mode,
                ModificationTime = entry.Time,
            };
            if (entry.Type == TarEntryType.RegularFile)
            {
                header.DataStream = content;
            }
            else if (entry.Link is { } link)
            {
                header.LinkName = link;
            }

            await tar.WriteEntryAsync(header).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private static Stream Open(Entry entry)
    {
        if (entry.Source is not { } path || entry.Type != TarEntryType.RegularFile)
        {
            return new MemoryStream(Encoding.UTF8.GetBytes(entry.Contents ?? ""));
        }

        Stream? content = null;
        Reading(path, () => content = File.OpenRead(path));
        return content!;
    }

    private static void Reading(string path, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"{path}, which is put into the container, cannot be read: {e.Message}", e);
        }
    }

    private static string Below(string directory, string name) => $"{directory.TrimEnd('/')}/{name}";

    private void AddItems(ContainerFiles files, string directory, IEnumerable<ContainerFiles.Item> items)
    {
        foreach (var item in items)
        {
            var path = Below(directory, item.Name);
            if (item.Source is { } source && !File.Exists(source))
            {
                throw new DistributedApplicationException($"there is no file {source}, which is put into the container as {path}. Correct the path given to WithContainerFiles.");
            }

            if (item.Source is { } file)
            {
                Reading(file, () => RequireContents(file, path));
            }

            _entries.Add(new Entry(path, item.Entries is null ? TarEntryType.RegularFile : TarEntryType.Directory)
            {
                Owner = item.Owner ?? files.Owner,
                Group = item.Group ?? files.Group,
                Mode = item.Mode != UnixFileMode.None ? item.Mode : (item.Entries is null ? AllMayReadAndWrite : AllMayEnter) & ~files.Umask,
                Contents = item.Contents,
                Source = item.Source,
                Time = item.Source is null ? DateTimeOffset.UnixEpoch : File.GetLastWriteTimeUtc(item.Source),
            });
            AddItems(files, path, item.Entries ?? []);
        }
    }

    private void AddSource(ContainerFiles files, string source)
    {
        if (File.Exists(source))
        {
            AddItem(files, files.Destination, new FileInfo(source));
        }
        else if (Directory.Exists(source))
        {
            AddAll(files, files.Destination, new DirectoryInfo(source));
        }
        else
        {
            throw new DistributedApplicationException($"{source}, which is put into the container at {files.Destination}, does not exist. Correct the path given to WithContainerFiles.");
        }
    }

    private void AddAll(ContainerFiles files, string directory, DirectoryInfo source)
    {
        foreach (var item in source.EnumerateFileSystemInfos().OrderBy(i => i.Name, StringComparer.Ordinal))
        {
            AddItem(files, directory, item);
        }
    }

    /// <summary>A file that is named is read, through links: a pipe would be waited for until somebody writes to it.</summary>
    private static void RequireContents(string source, string path)
    {
        var file = new FileInfo(source);
        if (PackedType.Of(file.ResolveLinkTarget(returnFinalTarget: true) ?? file) != TarEntryType.RegularFile)
        {
            throw new DistributedApplicationException($"{source}, which is put into the container as {path}, is no ordinary file. Correct the path given to WithContainerFiles.");
        }
    }

    private void AddItem(ContainerFiles files, string directory, FileSystemInfo item)
    {
        var path = Below(directory, item.Name);
        var type = PackedType.Of(item) ?? throw new DistributedApplicationException(
            $"{item.FullName}, which would be put into the container as {path}, is {PackedType.Unpackable}. Move it elsewhere, or give WithContainerFiles only what the container needs.");
        var isDirectory = type == TarEntryType.Directory;
        _entries.Add(new Entry(path, type)
        {
            Owner = files.Owner,
            Group = files.Group,
            Mode = (OperatingSystem.IsWindows() ? isDirectory ? AllMayEnter : AllMayReadAndWrite : item.LinkTarget is null ? item.UnixFileMode : AllMayEnter) & ~files.Umask,
            Source = item.FullName,
            Link = item.LinkTarget,
            Time = item.LastWriteTimeUtc,
        });
        if (isDirectory)
        {
            AddAll(files, path, (DirectoryInfo)item);
        }
    }

    private sealed record Entry(string Path, TarEntryType Type)
    {
        public int Owner { get; init; }

        public int Group { get; init; }

        public UnixFileMode Mode { get; init; }

        public string? Contents { get; init; }

        public string? Source { get; init; }

        public string? Link { get; init; }

        public DateTimeOffset Time { get; init; }
    }
}
