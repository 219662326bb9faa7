using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>Gives executables the program that they run in place of the one they were added with.</summary>
internal static class ProgramReplacement
{
    /// <summary>The graph in which each executable has the program and the arguments it is started with.</summary>
    public static AppGraph Apply(AppGraph graph) =>
        graph.Resources.Any(IsReplaced) ? graph with { Resources = graph.Resources.Map(r => IsReplaced(r) ? Replace(r) : r) } : graph;

    private static bool IsReplaced(Model.Resource resource)
    {
        foreach (var setting in resource.Settings)
        {
            if (setting.Setting == ResourceSetting.Program)
            {
                return true;
            }
        }

        return false;
    }

    private static Model.Resource Replace(Model.Resource resource)
    {
        var program = resource.Settings.Last(s => s.Setting == ResourceSetting.Program);
        return resource with
        {
            Command = program.Value,
            Arguments = [.. (program.Detail as ModelValue.List)?.Items.Select(a => new ArgumentEntry(a) { Site = program.Site }) ?? [], .. resource.Arguments],
            Settings = resource.Settings.Where(s => s.Setting != ResourceSetting.Program).ToEquatableArray(),
        };
    }
}
