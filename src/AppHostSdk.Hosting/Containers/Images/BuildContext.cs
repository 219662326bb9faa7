using System.Formats.Tar;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;

namespace AppHostSdk.Containers;

/// <summary>The files of a build, packed while they are sent. Owners and times are the same everywhere, so that the engine's cache is of use.</summary>
/// <param name="build">What is built.</param>
/// <param name="ignored">What is kept out.</param>
/// <param name="onLine">Told, for people, what cannot be sent.</param>
internal sealed class BuildContext(ImageBuild build, IgnoreFile ignored, Action<string> onLine) : HttpContent
{
    /// <summary>The name of a Dockerfile that is not in the context.</summary>
    private const string OutsideName = ".apphost.dockerfile";

    private const string IgnoreName = ".dockerignore";

    /// <summary>The name of the Dockerfile in what is sent.</summary>
    public string DockerfileName => Relative(build.Dockerfile) is { } inside ? inside : OutsideName;

    /// <summary>Makes sure that there is something to send.</summary>
    /// <param name="build">What is built.</param>
    /// <param name="onLine">Told, for people, what cannot be sent.</param>
    /// <exception cref="DistributedApplicationException">Context or Dockerfile are not there, or what is to be kept out is not clear.</exception>
    public static BuildContext Of(ImageBuild build, Action<string> onLine)
    {
        Require(build);
        var file = Path.Combine(build.ContextPath, IgnoreName);
        var ignored = File.Exists(file) ? IgnoreFile.Parse(File.ReadLines(file)) : IgnoreFile.Empty;
        return new BuildContext(build, ignored, onLine) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-tar") } };
    }

    /// <summary>Makes sure that there is something to build.</summary>
    /// <exception cref="DistributedApplicationException">Context or Dockerfile are not there.</exception>
    public static void Require(ImageBuild build)
    {
        if (!Directory.Exists(build.ContextPath))
        {
            throw new DistributedApplicationException($"the build context {build.ContextPath} is no directory. Correct the path given to AddDockerfile or WithDockerfile.");
        }

        if (!File.Exists(build.Dockerfile))
        {
            throw new DistributedApplicationException($"there is no Dockerfile at {build.Dockerfile}. Correct the path given to AddDockerfile or WithDockerfile; it is relative to the build context.");
        }
    }

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true);
        await using var _ = tar.ConfigureAwait(false);
        await AddDirectoryAsync(tar, new DirectoryInfo(build.ContextPath)).ConfigureAwait(false);
        if (Relative(build.Dockerfile) is null)
        {
            await AddAsync(tar, new FileInfo(build.Dockerfile), OutsideName).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async Task AddDirectoryAsync(TarWriter tar, DirectoryInfo directory)
    {
        foreach (var item in directory.EnumerateFileSystemInfos().OrderBy(i => i.Name, StringComparer.Ordinal))
        {
            var name = Relative(item.FullName)!;

            // The engine needs both, whatever the file says.
            var isOut = ignored.Ignores(name) && name != DockerfileName && name != IgnoreName;
            if (!isOut)
            {
                await AddAsync(tar, item, name).ConfigureAwait(false);
            }

            var mayHold = !isOut || ignored.HasExceptions || DockerfileName.StartsWith(name + "/", StringComparison.Ordinal);
            if (mayHold && item is DirectoryInfo { LinkTarget: null } inner)
            {
                await AddDirectoryAsync(tar, inner).ConfigureAwait(false);
            }
        }
    }

    private async Task AddAsync(TarWriter tar, FileSystemInfo item, string name)
    {
        if (Reading(item.FullName, () => PackedType.Of(item)) is not { } kind)
        {
            onLine($"{name} is left out of the build context: it is {PackedType.Unpackable}.");
            return;
        }

        var entry = new PaxTarEntry(kind, name)
        {
            Uid = 0,
            Gid = 0,
            ModificationTime = DateTimeOffset.UnixEpoch,
            Mode = OperatingSystem.IsWindows()
                ? (UnixFileMode)0b111_101_101
                : kind == TarEntryType.SymbolicLink ? (UnixFileMode)0b111_111_111 : item.UnixFileMode,
        };
        if (kind == TarEntryType.SymbolicLink)
        {
            entry.LinkName = item.LinkTarget!;
        }

        if (kind == TarEntryType.RegularFile)
        {
            var content = Reading(item.FullName, () => File.OpenRead(item.FullName));
            await using var _ = content.ConfigureAwait(false);
            entry.DataStream = content;
            await tar.WriteEntryAsync(entry).ConfigureAwait(false);
            return;
        }

        await tar.WriteEntryAsync(entry).ConfigureAwait(false);
    }

    private static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"{path}, which is in the build context, cannot be read: {e.Message} Keep it out with a line in .dockerignore.", e);
        }
    }

    /// <summary>A path relative to the context with forward slashes, or <see langword="null"/> when it is outside.</summary>
    private string? Relative(string path)
    {
        var relative = Path.GetRelativePath(build.ContextPath, path).Replace(Path.DirectorySeparatorChar, '/');
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }
}
