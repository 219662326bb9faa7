namespace AppHostSdk.Model;

/// <summary>What is noted of certificates, and has no effect in a run.</summary>
internal static class CertificateAdvice
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        // ASP.NET Core projects find and trust the developer certificate by themselves.
        foreach (var resource in index.Graph.Resources.Where(r => r.Kind is ResourceKind.Container or ResourceKind.Executable))
        {
            foreach (var setting in new[] { ResourceSetting.HttpsCertificate, ResourceSetting.CertificateTrust })
            {
                if (resource.Settings.LastOrDefault(s => s.Setting == setting) is { } entry && entry.Value.AsText != "None" && entry.Value.AsFlag != false)
                {
                    yield return new Finding(
                        AdviceCatalog.CertificateNotSetUp,
                        new SiteArgument(entry.Site, null),
                        default,
                        EquatableArray.Of(resource.Name, setting == ResourceSetting.HttpsCertificate ? "the certificate" : "the trusted certificates"));
                }
            }
        }
    }
}
