using AppHostSdk.Model;
using AppHostSdk.Planning;

namespace AppHostSdk.Hosting.Tests;

/// <summary>The plan of a graph whose engine has answered, and has some images.</summary>
internal static class Plans
{
    public static Plan Of(AppGraph graph, params string[] images) => Planner.Plan(Input(graph, images));

    public static PlanInput Input(AppGraph graph, params string[] images) =>
        new(RunGraph.Of(graph), ResolvedLaunches.Of(graph).Launches) { Observed = new() { IsKnown = true, Images = images.ToHashSet() } };
}
