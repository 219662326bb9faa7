namespace AppHostSdk.Model;

/// <summary>A health check that the program registers is asked once for each resource that has it.</summary>
internal static class RegisteredCheckRule
{
    public static IEnumerable<Finding> Check(GraphIndex index) =>
        from resource in index.Graph.Resources
        where resource.HealthChecks.Count > 1
        let checks = resource.HealthChecks.OfType<RegisteredHealthCheckEntry>()
        from pair in index.Clashes(resource, checks, (one, other) => IsSame(one.Key, other.Key))
        select index.Under(
            new Finding(
                RuleCatalog.RegisteredCheckTwice,
                new SiteArgument(pair.Entry.Site, "key"),
                EquatableArray.Of(new SiteArgument(pair.Earlier.Site, "key")),
                EquatableArray.Of(resource.Name, pair.Entry.Key.AsText!)),
            pair.Both,
            index.Reaching(resource, pair.Entry),
            index.Reaching(resource, pair.Earlier));

    /// <summary>Checks are found without regard to case.</summary>
    private static bool IsSame(ModelValue one, ModelValue other) =>
        one.AsText is { Length: > 0 } key && string.Equals(key, other.AsText, StringComparison.OrdinalIgnoreCase);
}
