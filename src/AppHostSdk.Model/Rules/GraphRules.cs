namespace AppHostSdk.Model;

/// <summary>
/// Checks a graph. Run by the compiler on what it derived and by the run time, before anything starts, on what was late or
/// open. Conditions are respected: parts that exclude each other are never a mistake together, and a finding says in which runs
/// it is one. Rules about what is missing are silent while the graph is incomplete.
/// </summary>
public static class GraphRules
{
    /// <summary>Everything provably wrong with <paramref name="graph"/>, in the order of the program.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="names">Which resources are named after others, where that is known.</param>
    /// <param name="isPublishing">
    /// True for a graph without conditions that is published: ports of this machine are not taken then. Conditions of other graphs say it
    /// themselves.
    /// </param>
    public static EquatableArray<Finding> Check(AppGraph graph, EquatableArray<NameOrigin> names = default, bool isPublishing = false)
    {
        var index = new GraphIndex(graph, isPublishing);
        var findings = new List<Finding>();
        foreach (var found in new IEnumerable<Finding>[]
        {
            ResourceNameRule.Check(index, names),
            EndpointNameRule.Check(index),
            WaitCycleRule.Check(index),
            LaunchProfileRule.Check(index),
            LibraryRule.Check(index),
            UnknownEndpointRule.Check(index),
            PortRule.Check(index),
            ParentRule.Check(index),
            ImageRule.Check(index),
            ImageVariantRule.Check(index),
            MountRule.Check(index),
            ConnectionCycleRule.Check(index),
            OutsideValueRule.Check(index),
            HealthCheckRule.Check(index),
            ReplicaRule.Check(index),
            ReferenceVariableRule.Check(index),
            ContainerNameRule.Check(index),
            HealthAnswerRule.Check(index),
            HttpEndpointRule.Check(index),
            BuildInputRule.Check(index),
            NetworkNameRule.Check(index),
            ProxyRule.Check(index),
            RegisteredCheckRule.Check(index),
            MountTargetRule.Check(index),
            VariableNameRule.Check(index),
            EmptyTextRule.Check(index),
            NulCharacterRule.Check(index),
            SchemeRule.Check(index),
            GeneratedValueRule.Check(index),
            EndRule.Check(index),
            NoImageRule.Check(index),
            LimitRule.Check(index),
        })
        {
            findings.AddRange(found);
        }

        return findings.Count == 0
            ? default
            : findings.OrderBy(finding => finding.Location.Site).ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal).ToEquatableArray();
    }
}
