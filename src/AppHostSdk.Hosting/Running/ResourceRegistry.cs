namespace AppHostSdk.Running;

/// <summary>The program's resource objects, by the keys under which they were added.</summary>
internal sealed class ResourceRegistry
{
    private readonly Dictionary<IResource, string> _keys = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, IResource> _byKey = [];
    private readonly List<IResource> _all = [];

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<IResource> All => _all;

    /// <summary>The resource that was added under a key.</summary>
    public IResource this[string key] => _byKey[key];

    /// <summary>The key under which a resource was added, or <see langword="null"/>.</summary>
    public string? KeyOf(IResource resource) => _keys.GetValueOrDefault(resource);

    /// <summary>The resource of a name, or <see langword="null"/>.</summary>
    public IResource? Named(string name) => _all.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds a resource.</summary>
    public void Add(IResource resource, string key)
    {
        _keys[resource] = key;
        _byKey[key] = resource;
        _all.Add(resource);
    }

    /// <summary>Something that is started for a resource under a key of its own is that resource to the program.</summary>
    public void AddReplica(string key, string origin) => _byKey[key] = _byKey[origin];
}
