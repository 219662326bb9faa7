namespace AppHostSdk.Model;

/// <summary>Projects that are added can be started.</summary>
internal static class LibraryRule
{
    public static IEnumerable<Finding> Check(GraphIndex index) =>
        from resource in index.Graph.Resources
        from project in index.Graph.Projects
        where project.Type == resource.Project && project.IsLibrary
        select new Finding(
            RuleCatalog.LibraryAsProject,
            new SiteArgument(resource.Site, "project"),
            default,
            EquatableArray.Of(resource.Name, project.ProjectPath));
}
