namespace AppHostSdk.Tasks;

/// <summary>What is at a path.</summary>
internal enum PathKind
{
    Missing,
    File,
    Directory,
}

/// <summary>What the checks ask of a file system.</summary>
internal interface IFileSystem
{
    /// <summary>Windows: programs may be named without their extension, and a backslash parts names.</summary>
    bool IsWindows { get; }

    /// <summary>What is at an absolute path. What may not be looked at is missing.</summary>
    PathKind KindOf(string path);

    /// <summary>The names in a directory, in no order; none when it may not be listed.</summary>
    IReadOnlyList<string> NamesIn(string directory);
}
