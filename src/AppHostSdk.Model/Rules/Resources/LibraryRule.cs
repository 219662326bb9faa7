namespace AppHostSdk.Model;

/// <summary>Projects that are added can be started.</summary>
internal static class LibraryRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            var project = index.LaunchOf(resource);
            if (project is not { IsLibrary: true } || LaunchExpansion.ProfileOf(resource, project) is { StartsProgram: true })
            {
                continue;
            }

            var when = index.When(resource);
            if (index.IsPossible(when))
            {
                var finding = new Finding(RuleCatalog.LibraryAsProject, new SiteArgument(resource.Site, "project"), default, EquatableArray.Of(resource.Name, project.ProjectPath));
                yield return index.Under(finding, when, index.Reaching(resource));
            }
        }
    }
}
