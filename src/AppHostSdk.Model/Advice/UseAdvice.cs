namespace AppHostSdk.Model;

/// <summary>What is declared and not used.</summary>
internal static class UseAdvice
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        // What is open may use it; so may a function that the running host calls.
        if (!index.Graph.IsComplete)
        {
            yield break;
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        var hasCallbacks = false;
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var value in resource.Values().SelectMany(ModelValueParts.SelfAndParts))
            {
                hasCallbacks |= value is ModelValue.Callback;
                used.UnionWith(value.Mentioned().Where(key => key != resource.Key));
            }

            hasCallbacks |= !resource.Commands.IsEmpty || !resource.Handlers.IsEmpty;
            used.UnionWith(resource.Environment.OfType<ReferenceVariables>().Select(r => r.Source));
            used.UnionWith(resource.Waits.Select(w => w.Dependency));
            used.UnionWith(resource.Relationships.Select(r => r.Other));
        }

        if (!hasCallbacks)
        {
            foreach (var address in index.Graph.Resources.Where(r => IsAddress(r) && !used.Contains(r.Key)))
            {
                yield return new Finding(AdviceCatalog.UnusedAddress, new SiteArgument(address.Site, "name"), default, EquatableArray.Of(address.Name));
            }

            foreach (var parameter in index.Graph.Resources.Where(r => r.Kind == ResourceKind.Parameter && r.Connections.IsEmpty && !used.Contains(r.Key)))
            {
                yield return new Finding(AdviceCatalog.UnusedParameter, new SiteArgument(parameter.Site, "name"), default, EquatableArray.Of(parameter.Name));
            }
        }

        var added = new HashSet<string?>(index.Graph.Resources.Select(r => index.LaunchOf(r)?.Type));
        foreach (var project in index.Graph.Projects.Where(p => !added.Contains(p.Type) && !p.IsLibrary))
        {
            yield return new Finding(AdviceCatalog.ProjectNotAdded, new SiteArgument(0, null), default, EquatableArray.Of(project.ProjectPath, project.Type));
        }
    }

    /// <summary>What is only there to be passed on: connection strings and services from outside.</summary>
    private static bool IsAddress(Resource resource) =>
        resource.Kind == ResourceKind.ExternalService || (resource.Kind == ResourceKind.Parameter && !resource.Connections.IsEmpty);
}
