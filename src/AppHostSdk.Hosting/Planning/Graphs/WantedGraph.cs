using AppHostSdk.Model;
using AppHostSdk.Starters;
using AppHostSdk.Verbs;

namespace AppHostSdk.Planning;

/// <summary>The graph that the command line wants run, and that a plan shows.</summary>
internal static class WantedGraph
{
    /// <exception cref="DistributedApplicationException">The command line names a resource that does not exist.</exception>
    public static AppGraph Of(AppGraph graph, HostCommandLine commandLine)
    {
        graph = commandLine.Only.Count > 0 ? GraphSlice.Of(graph, commandLine.Only) : graph;
        return commandLine.IsIsolated ? PersistentContainers.Without(graph) : graph;
    }
}
