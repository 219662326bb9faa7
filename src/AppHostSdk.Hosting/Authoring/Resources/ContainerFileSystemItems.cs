using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>A file or directory that is put into a container before it starts.</summary>
public abstract class ContainerFileSystemItem
{
    private string _name = "";

    private protected ContainerFileSystemItem()
    {
    }

    /// <summary>What it is called in its directory.</summary>
    /// <exception cref="ArgumentException">The name is empty or a path.</exception>
    public string Name
    {
        get => _name;
        set => _name = value is null or "" or "." or ".." || value.AsSpan().ContainsAny('/', '\\')
            ? throw new ArgumentException($"'{value}' is no name of a file. Give it a name without slashes; directories are a {nameof(ContainerDirectory)} each.", nameof(value))
            : value;
    }

    /// <summary>The number of the user that owns it; <see langword="null"/> (the default) for that of the whole call, else root.</summary>
    public int? Owner { get; set; }

    /// <summary>The number of the group that it belongs to; <see langword="null"/> (the default) for that of the whole call, else root.</summary>
    public int? Group { get; set; }

    /// <summary>Its permissions; none (the default) for those that everything has which the umask of the call leaves.</summary>
    public UnixFileMode Mode { get; set; }

    /// <summary>The items as a value of the model, see <see cref="ContainerFilesEntry"/>.</summary>
    /// <exception cref="ArgumentException">One of them is not complete.</exception>
    internal static ModelValue.List ListOf(IEnumerable<ContainerFileSystemItem> items) => new(items.Select(item => (ModelValue)item.ToModel()).ToEquatableArray());

    private protected abstract ModelValue[] Content();

    private ModelValue.List ToModel() => new([
        ModelValue.From(Name.Length > 0 ? Name : throw new ArgumentException($"A {GetType().Name} has no name. Set {nameof(Name)}.")),
        Number(Owner),
        Number(Group),
        ModelValue.From((int)Mode),
        .. Content(),
    ]);

    internal static ModelValue Number(int? number) => number is { } known ? ModelValue.From(known) : ModelValue.None;
}

/// <summary>A file that is put into a container. Without contents and source it is empty.</summary>
public sealed class ContainerFile : ContainerFileSystemItem
{
    /// <summary>Its contents, written as UTF-8.</summary>
    public string? Contents { get; set; }

    /// <summary>The file on this machine whose contents it gets, relative to the app host's directory.</summary>
    public string? SourcePath { get; set; }

    private protected override ModelValue[] Content() => Contents is not null && SourcePath is not null
        ? throw new ArgumentException($"File '{Name}' for a container has both {nameof(Contents)} and {nameof(SourcePath)}. Set one of them.")
        : [ModelValue.From(Contents), SourcePath is null ? ModelValue.None : new ModelValue.HostPath(SourcePath), ModelValue.None];
}

/// <summary>A directory that is put into a container, with what is in it.</summary>
public sealed class ContainerDirectory : ContainerFileSystemItem
{
    /// <summary>What is in it.</summary>
    public IEnumerable<ContainerFileSystemItem> Entries { get; set; } = [];

    private protected override ModelValue[] Content() => [ModelValue.None, ModelValue.None, ListOf(Entries)];
}

/// <summary>What a function sees that says which files are put into a container. It is called each time the container is made.</summary>
public sealed class ContainerFileSystemCallbackContext
{
    /// <summary>The services of the application.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The container.</summary>
    public required IResource Model { get; init; }
}
