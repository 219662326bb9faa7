using AppHostSdk.Containers;

namespace AppHostSdk.Launching;

/// <summary>
/// What containers mount from this machine must be there: an engine refuses to mount what is not, or makes a directory in its place that
/// belongs to the system's administrator.
/// </summary>
internal static class BindSources
{
    /// <summary>Something that a container mounts is not there. It may be once what the container waits for has ended.</summary>
    public static bool AreMissing(ContainerSpec container)
    {
        foreach (var mount in container.Mounts)
        {
            if (mount is { IsVolume: false, Source: { } path } && IsMissing(path))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes the directories that a container writes to, for they are not in a fresh clone, and says so.</summary>
    /// <param name="container">The container.</param>
    /// <param name="onLine">Told what is made.</param>
    /// <exception cref="DistributedApplicationException">Something else is missing, or a directory cannot be made.</exception>
    public static void Provide(ContainerSpec container, Action<string> onLine)
    {
        foreach (var mount in container.Mounts)
        {
            if (mount is not { IsVolume: false, Source: { } path } || !IsMissing(path))
            {
                continue;
            }

            const string Advice = "Create it, or correct the path in WithBindMount.";
            var what = new FileInfo(path).LinkTarget is { } target ? $"{path}, a link to {target}, which it mounts" : $"{path}, which it mounts";
            if (mount.IsReadOnly)
            {
                throw new DistributedApplicationException($"{what} read-only at {mount.Target}, does not exist. {Advice}");
            }

            if (IsNamedLikeFile(path) && IsNamedLikeFile(mount.Target))
            {
                throw new DistributedApplicationException(
                    $"{what} at {mount.Target}, does not exist, and its name is that of a file, so no directory is made in its place. {Advice}");
            }

            try
            {
                Directory.CreateDirectory(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new DistributedApplicationException($"{what} at {mount.Target}, does not exist and cannot be created: {e.Message}", e);
            }

            onLine($"The directory {path}, which is mounted at {mount.Target}, did not exist and was created.");
        }
    }

    /// <summary>What cannot be looked at may be there for the engine, which is allowed more.</summary>
    private static bool IsMissing(string path)
    {
        try
        {
            var isLink = File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint);
            return isLink && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target && IsMissing(target.FullName);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary><c>app.conf</c>, but neither <c>.data</c>, <c>data-1.5</c> nor <c>conf.d</c>.</summary>
    private static bool IsNamedLikeFile(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        var extension = Path.GetExtension(name.TrimStart('.'));
        return extension is ['.', var first, .. var rest] and not ".d" && char.IsAsciiLetter(first) && rest.All(char.IsAsciiLetterOrDigit);
    }
}
