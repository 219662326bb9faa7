namespace AppHostSdk.Model;

/// <summary>One of the lists of entries that a resource has.</summary>
/// <param name="Name">The name of its property.</param>
/// <param name="Read">The entries of a resource; <see langword="null"/> for none.</param>
/// <param name="Replace">The resource with other entries.</param>
internal sealed record EntryList(string Name, Func<Resource, Entry[]?> Read, Func<Resource, IReadOnlyList<Entry>, Resource> Replace);
