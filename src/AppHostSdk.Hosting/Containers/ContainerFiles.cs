namespace AppHostSdk.Containers;

/// <summary>Files that are put into a container between its creation and its start.</summary>
/// <param name="Destination">The absolute path of the directory they are put in.</param>
/// <param name="Source">The absolute path of the file or directory on the host they are copied from; null when <paramref name="Items"/> are given.</param>
/// <param name="Items">What is put there.</param>
internal sealed record ContainerFiles(string Destination, string? Source, IReadOnlyList<ContainerFiles.Item> Items)
{
    /// <summary>What the umask is when nothing is said.</summary>
    public const UnixFileMode DefaultUmask = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>The number of the user that owns what says nothing else.</summary>
    public int Owner { get; init; }

    /// <summary>The number of the group of what says nothing else.</summary>
    public int Group { get; init; }

    /// <summary>The permissions that nobody gets on what says nothing else.</summary>
    public UnixFileMode Umask { get; init; } = DefaultUmask;

    /// <summary>One file or directory.</summary>
    /// <param name="Name">What it is called.</param>
    /// <param name="Contents">The contents of a file.</param>
    /// <param name="Source">The absolute path of the file on the host whose contents it gets.</param>
    /// <param name="Entries">What is in a directory; null for a file.</param>
    internal sealed record Item(string Name, string? Contents, string? Source, IReadOnlyList<Item>? Entries)
    {
        /// <summary>The number of the user that owns it.</summary>
        public int? Owner { get; init; }

        /// <summary>The number of the group that it belongs to.</summary>
        public int? Group { get; init; }

        /// <summary>Its permissions; none for what the umask leaves.</summary>
        public UnixFileMode Mode { get; init; }
    }
}
