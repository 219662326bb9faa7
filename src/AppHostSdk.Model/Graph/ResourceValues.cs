namespace AppHostSdk.Model;

/// <summary>Everything that a resource holds values in.</summary>
public static class ResourceValues
{
    /// <summary>
    /// The values of <paramref name="resource"/> and of its entries, whatever becomes of them later; conditions are ignored. What
    /// refers to another resource by its key alone (waits, references, relationships) is not among them.
    /// </summary>
    public static IEnumerable<ModelValue> Values(this Resource resource) =>
        new[] { resource.LaunchProfile, resource.Image, resource.Tag, resource.Command, resource.WorkingDirectory, resource.Parameter.Default }
            .Concat(resource.Entries().SelectMany(entry => entry.Values()));
}
