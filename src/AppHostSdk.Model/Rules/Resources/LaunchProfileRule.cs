namespace AppHostSdk.Model;

/// <summary>A launch profile that the program names is one of the project's, and says what it starts.</summary>
internal static class LaunchProfileRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            if (resource.LaunchProfile is not ModelValue.Text { Value: var name }
                || index.LaunchOf(resource) is not { IsPartial: false } project
                || project.Profile(name) is { StartsProgram: false } or { ExecutablePath.Length: > 0 })
            {
                continue;
            }

            var when = index.When(resource);
            if (!index.IsPossible(when))
            {
                continue;
            }

            if (project.Profile(name) is not null)
            {
                yield return index.Under(
                    new Finding(RuleCatalog.ProfileWithoutProgram, new SiteArgument(resource.Site, "launchProfileName"), default, EquatableArray.Of(resource.Name, name)),
                    when,
                    index.Reaching(resource));
                continue;
            }

            var names = project.Profiles.Select(p => p.Name).ToList();
            var closest = Spelling.Closest(name, names);
            var finding = new Finding(
                RuleCatalog.UnknownLaunchProfile,
                new SiteArgument(resource.Site, "launchProfileName"),
                default,
                EquatableArray.Of(
                    resource.Name,
                    name,
                    names.Count == 0 ? ": it has no launch settings" : $"; it has {Spelling.List(names)}",
                    closest is not null
                        ? $"Did you mean '{closest}'?"
                        : "Add it to the project's launchSettings.json, leave the argument out to use the default profile, or pass null to use none."))
            {
                Suggestion = closest,
            };
            yield return index.Under(finding, when, index.Reaching(resource));
        }
    }
}
