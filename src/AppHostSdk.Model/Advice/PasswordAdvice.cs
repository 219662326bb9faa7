namespace AppHostSdk.Model;

/// <summary>Volumes that outlive the password of what is in them.</summary>
internal static class PasswordAdvice
{
    /// <param name="index">The graph.</param>
    /// <param name="hasUserSecrets">What is generated can be kept for the next run.</param>
    public static IEnumerable<Finding> Check(GraphIndex index, bool hasUserSecrets)
    {
        var renewed = index.Graph.Resources
            .Where(r => r is { Kind: ResourceKind.Parameter, Secret: true, Parameter.Generated: not null } && !(r.Parameter.IsPersisted && hasUserSecrets))
            .ToDictionary(r => r.Key, StringComparer.Ordinal);
        if (renewed.Count == 0)
        {
            yield break;
        }

        foreach (var container in index.Graph.Resources.Where(r => r.Kind == ResourceKind.Container))
        {
            foreach (var volume in container.Mounts.Where(m => m is { IsVolume: true, IsReadOnly: false, Source.IsNone: false }))
            {
                var used = container.Environment.OfType<EnvironmentVariable>().Select(v => (Entry: (Entry)v, v.Value))
                    .Concat(container.Arguments.Select(a => (Entry: (Entry)a, a.Value)))
                    .SelectMany(u => u.Value.Mentioned().Where(renewed.ContainsKey).Select(key => (u.Entry, Password: renewed[key])))
                    .Select(u => (u.Password, When: index.Conditions.And(index.When(container, volume), index.Conditions.And(index.When(container, u.Entry), index.When(u.Password)))))
                    .FirstOrDefault(u => u.Password is not null && index.IsPossible(u.When));
                if (used.Password is { } password)
                {
                    yield return index.Under(
                        new Finding(
                            AdviceCatalog.VolumeOutlivesPassword,
                            new SiteArgument(volume.Site, null),
                            EquatableArray.Of(new SiteArgument(password.Site, "name")),
                            EquatableArray.Of(
                                container.Name,
                                volume.Source.AsText ?? "…",
                                password.Name,
                                password.Parameter.IsPersisted
                                    ? "Set UserSecretsId in the project (dotnet user-secrets init), so that the value is kept there."
                                    : "Pass persist: true, so that the value is kept in the user secrets.")),
                        used.When);
                    break;
                }
            }
        }
    }
}
