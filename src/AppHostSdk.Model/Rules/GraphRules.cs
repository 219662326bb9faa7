namespace AppHostSdk.Model;

/// <summary>
/// Checks a graph. Run by the compiler on what it derived and by the run time, before anything starts, on what was late or
/// open. Conditions are respected: parts that exclude each other are never a mistake together, and a finding says in which runs
/// it is one. Rules about what is missing are silent while the graph is incomplete.
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
            .Concat(ParentRule.Check(index))
            .Concat(ImageRule.Check(index))
            .Concat(ImageVariantRule.Check(index))
            .Concat(MountRule.Check(index))
            .Concat(ConnectionCycleRule.Check(index))
            .Concat(OutsideValueRule.Check(index))
            .Concat(HealthCheckRule.Check(index))
            .Concat(ReplicaRule.Check(index))
            .Concat(ReferenceVariableRule.Check(index))
            .Concat(ContainerNameRule.Check(index))
            .Concat(HealthAnswerRule.Check(index))
            .Concat(HttpEndpointRule.Check(index))
            .OrderBy(finding => finding.Location.Site)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
            .ToEquatableArray();
    }
}
