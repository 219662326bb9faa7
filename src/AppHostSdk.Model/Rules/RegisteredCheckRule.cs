namespace AppHostSdk.Model;

/// <summary>A health check that the program registers is asked once for each resource that has it.</summary>
internal static class RegisteredCheckRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources.Where(r => r.HealthChecks.Count > 1))
        {
            var earlier = new List<RegisteredHealthCheckEntry>();
            foreach (var check in resource.HealthChecks.OfType<RegisteredHealthCheckEntry>())
            {
                foreach (var other in earlier.Where(c => IsSame(c.Key, check.Key)))
                {
                    var both = index.Conditions.And(index.When(resource, check), index.When(resource, other));
                    if (index.IsPossible(both))
                    {
                        yield return index.Under(
                            new Finding(
                                RuleCatalog.RegisteredCheckTwice,
                                new SiteArgument(check.Site, "key"),
                                EquatableArray.Of(new SiteArgument(other.Site, "key")),
                                EquatableArray.Of(resource.Name, check.Key.AsText!)),
                            both,
                            index.Reaching(resource, check),
                            index.Reaching(resource, other));
                        break;
                    }
                }

                earlier.Add(check);
            }
        }
    }

    /// <summary>Checks are found without regard to case.</summary>
    private static bool IsSame(ModelValue one, ModelValue other) =>
        one.AsText is { Length: > 0 } key && string.Equals(key, other.AsText, StringComparison.OrdinalIgnoreCase);
}
