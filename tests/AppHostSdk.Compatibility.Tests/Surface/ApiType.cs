namespace AppHostSdk.Compatibility;

/// <summary>A type that the author of an app host can name.</summary>
/// <param name="Name">Its name without namespaces.</param>
/// <param name="Namespace">Its namespace.</param>
internal sealed record ApiType(string Name, string Namespace)
{
    /// <summary>What can be used of it: what it declares itself, and the extension methods that it holds.</summary>
    public IReadOnlyList<ApiMember> Members { get; init; } = [];

    /// <summary>What can be used of it that another type declares.</summary>
    public IReadOnlyList<ApiMember> InheritedMembers { get; init; } = [];

    /// <summary>The types that it converts to, without namespaces.</summary>
    public IReadOnlySet<string> Bases { get; init; } = new HashSet<string>();

    /// <summary>True for a static class with extension methods: its name is rarely spelled.</summary>
    public bool IsExtensionHolder { get; init; }

    /// <summary>Whether it is marked as experimental.</summary>
    public bool IsExperimental { get; init; }
}
