namespace AppHostSdk.Model;

/// <summary>Projects that are added can be started.</summary>
internal static class LibraryRule
{
    public static IEnumerable<Finding> Check(GraphIndex index) =>
        from resource in index.Graph.Resources
        let project = index.LaunchOf(resource)
        where project is { IsLibrary: true } && LaunchExpansion.ProfileOf(resource, project) is not { StartsProgram: true }
        let when = index.When(resource)
        where index.IsPossible(when)
        let finding = new Finding(
            RuleCatalog.LibraryAsProject,
            new SiteArgument(resource.Site, "project"),
            default,
            EquatableArray.Of(resource.Name, project.ProjectPath))
        select index.Under(finding, when, index.Reaching(resource));
}
