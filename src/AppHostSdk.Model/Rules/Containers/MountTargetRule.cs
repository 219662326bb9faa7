namespace AppHostSdk.Model;

/// <summary>What a container gets of volumes, directories and files is at an absolute path inside it.</summary>
internal static class MountTargetRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var mount in resource.Mounts)
            {
                if ((NotAbsolute(mount.Target) ?? Root(mount.Target)) is { } problem && index.IsPossible(index.When(resource, mount)))
                {
                    yield return Found(index, resource, mount, "target", mount.Target, mount.IsVolume ? "a volume" : "a bind mount", problem);
                }
            }

            foreach (var files in resource.Container.OfType<ContainerFilesEntry>())
            {
                if (NotAbsolute(files.Target) is { } problem && index.IsPossible(index.When(resource, files)))
                {
                    yield return Found(index, resource, files, "destinationPath", files.Target, "files", problem);
                }
            }
        }
    }

    private static string? NotAbsolute(string target) =>
        target.Length == 0 ? "it is empty" : target[0] != '/' ? "it is not absolute" : null;

    /// <summary>Engines refuse to replace all of a container's file system.</summary>
    private static string? Root(string target) => target.TrimEnd('/').Length == 0 ? "it is the root of the container" : null;

    private static Finding Found(GraphIndex index, Resource resource, Entry entry, string argument, string target, string what, string problem) =>
        index.Under(
            new Finding(
                RuleCatalog.InvalidTarget,
                new SiteArgument(entry.Site, argument),
                default,
                EquatableArray.Of(target, what, resource.Name, problem)),
            index.When(resource, entry),
            index.Reaching(resource, entry));
}
