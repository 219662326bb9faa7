namespace AppHostSdk.Model;

/// <summary>
/// Checks a graph. Run by the compiler on what it derived and by the run time, before anything starts, on what was late or
/// open. A finding is made only where no run of the program could be right: rules about what is missing are silent while the
/// graph is incomplete, and parts that exist only under a condition are checked once the run time knows which exist.
/// </summary>
public static class GraphRules
{
    /// <summary>Everything provably wrong with <paramref name="graph"/>, in the order of the program.</summary>
    public static EquatableArray<Finding> Check(AppGraph graph)
    {
        var index = new GraphIndex(graph);
        return ResourceNameRule.Check(index)
            .Concat(EndpointNameRule.Check(index))
            .Concat(WaitCycleRule.Check(index))
            .Concat(LaunchProfileRule.Check(index))
            .Concat(LibraryRule.Check(index))
            .Concat(UnknownEndpointRule.Check(index))
            .Concat(PortRule.Check(index))
            .OrderBy(finding => finding.Location.Site)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
            .ToEquatableArray();
    }
}
