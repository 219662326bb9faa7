namespace AppHostSdk.Model;

/// <summary>Looks through a graph for what is likely a mistake; see <see cref="AdviceCatalog"/>.</summary>
public static class GraphAdvice
{
    /// <summary>All advice for <paramref name="graph"/>, in the order of the program. What concerns the application as a whole has site 0.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="hasUserSecrets">The app host has user secrets, where generated values are kept.</param>
    public static EquatableArray<Finding> Check(AppGraph graph, bool hasUserSecrets)
    {
        var index = new GraphIndex(graph);
        return WaitAdvice.Check(index)
            .Concat(TextAdvice.Check(index))
            .Concat(UseAdvice.Check(index))
            .Concat(EndpointAdvice.Check(index))
            .Concat(ImageAdvice.Check(index))
            .Concat(RepetitionAdvice.Check(index))
            .Concat(ListenAdvice.Check(index))
            .Concat(PasswordAdvice.Check(index, hasUserSecrets))
            .Concat(CertificateAdvice.Check(index))
            .OrderBy(finding => finding.Location.Site)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
            .Distinct()
            .ToEquatableArray();
    }
}
