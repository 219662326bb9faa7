namespace AppHostSdk.Model;

/// <summary>A health check that the program registers is asked once for each resource that has it.</summary>
internal static class RegisteredCheckRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            if (resource.HealthChecks.Count < 2)
            {
                continue;
            }

            foreach (var (check, earlier, both) in index.Clashes(resource, resource.HealthChecks.OfType<RegisteredHealthCheckEntry>(), static (one, other) => IsSame(one.Key, other.Key)))
            {
                var finding = new Finding(
                    RuleCatalog.RegisteredCheckTwice,
                    new SiteArgument(check.Site, "key"),
                    EquatableArray.Of(new SiteArgument(earlier.Site, "key")),
                    EquatableArray.Of(resource.Name, check.Key.AsText!));
                yield return index.Under(finding, both, index.Reaching(resource, check), index.Reaching(resource, earlier));
            }
        }
    }

    /// <summary>Checks are found without regard to case.</summary>
    private static bool IsSame(ModelValue one, ModelValue other) =>
        one.AsText is { Length: > 0 } key && string.Equals(key, other.AsText, StringComparison.OrdinalIgnoreCase);
}
