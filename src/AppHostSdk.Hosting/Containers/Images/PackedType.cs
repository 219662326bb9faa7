using System.Formats.Tar;

namespace AppHostSdk.Containers;

/// <summary>
/// What is found in a directory becomes in an archive, as with Docker's own command: files, directories, links and pipes are what they
/// were, and sockets, which no archive can hold, are nothing.
/// </summary>
internal static class PackedType
{
    /// <summary>The type of <paramref name="item"/>; <see langword="null"/> for what cannot be packed.</summary>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be looked at.</exception>
    public static TarEntryType? Of(FileSystemInfo item) => item switch
    {
        { LinkTarget: not null } => TarEntryType.SymbolicLink,
        DirectoryInfo => TarEntryType.Directory,
        _ when (item.Attributes & (FileAttributes.Device | FileAttributes.ReparsePoint)) != 0 => null,
        FileInfo { Length: > 0 } => TarEntryType.RegularFile,
        _ => OfEmpty(item.FullName),
    };

    /// <summary>What a message calls that which cannot be packed.</summary>
    public const string Unpackable = "neither a file nor a directory, a link or a named pipe";

    /// <summary>Pipes, sockets and devices look like empty files, and to open one may take for ever. The framework's archives know what it is.</summary>
    private static TarEntryType? OfEmpty(string path)
    {
        using var packed = new MemoryStream();
        using (var writer = new TarWriter(packed, TarEntryFormat.Pax, leaveOpen: true))
        {
            try
            {
                writer.WriteEntry(path, "empty");
            }
            catch (IOException e) when (e.GetType() == typeof(IOException))
            {
                return null; // there is no such type of entry
            }
        }

        packed.Position = 0;
        using var reader = new TarReader(packed);
        return reader.GetNextEntry()?.EntryType is (TarEntryType.RegularFile or TarEntryType.Fifo) and var type ? type : null;
    }
}
