using System.Globalization;
using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>Makes programs of this machine out of containers that are to run as such.</summary>
internal static class ExecutableFallback
{
    /// <summary>
    /// The graph in which they are executables. What is about containers only is gone, but for what the start tells; see
    /// <see cref="EntryFate"/>. An endpoint's port inside the container means nothing here: the program listens where others connect.
    /// </summary>
    public static AppGraph Apply(AppGraph graph) =>
        graph.Resources.Any(IsOne) ? graph with { Resources = graph.Resources.Map(r => IsOne(r) ? Executable(r) : r) } : graph;

    /// <summary>What the programs would expect of a container and do not have: a line for each kind of it.</summary>
    public static IReadOnlyList<string> Losses(AppGraph graph)
    {
        var losses = new List<string>();
        foreach (var program in graph.Resources)
        {
            if (program.Kind == ResourceKind.Executable && !program.Setting(ResourceSetting.Executable).IsNone)
            {
                AddLosses(losses, program);
            }
        }

        return losses;
    }

    private static void AddLosses(List<string> losses, Model.Resource program)
    {
        foreach (var entries in program.Entries().Where(e => e.Fate().Loss is not null).GroupBy(e => e.Fate()))
        {
            var lost = string.Format(CultureInfo.InvariantCulture, entries.Key.Loss!, string.Join(", ", entries.Select(e => WordsOf(program, e)).Distinct()));
            losses.Add($"'{program.Name}' runs as a program of this machine, where {lost}");
        }
    }

    private static string? WordsOf(Model.Resource program, Entry entry) => entry switch
    {
        MountEntry { Target: var target } => target,
        ContainerFilesEntry { Target: var target } => target,
        SettingEntry { Setting: var setting } => program.Setting(setting).AsText,
        _ => null,
    };

    private static bool IsOne(Model.Resource resource) => resource.Kind == ResourceKind.Container && !resource.Setting(ResourceSetting.Executable).IsNone;

    private static Model.Resource Executable(Model.Resource container)
    {
        var kept = container.MapEntries(entry => entry.Fate().IsKept ? ForProgram(entry) : null);
        return kept with
        {
            Kind = ResourceKind.Executable,
            Command = container.Setting(ResourceSetting.Executable),
            WorkingDirectory = new ModelValue.HostPath("."),
            Arguments =
            [
                .. ((ModelValue.List)container.Settings.Last(s => s.Setting == ResourceSetting.Executable).Detail).Items.Select(a => new ArgumentEntry(a)),
                .. container.Arguments,
            ],
            Image = ModelValue.None,
            Tag = ModelValue.None,
        };
    }

    private static Entry ForProgram(Entry entry) => entry switch
    {
        EndpointDeclaration declaration => declaration with { TargetPort = ModelValue.None },
        ContainerFilesEntry files => files with { Source = ModelValue.None }, // Only the target is reported; functions that return items are not called.
        _ => entry,
    };
}
