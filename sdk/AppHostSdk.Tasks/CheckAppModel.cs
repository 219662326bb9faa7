using AppHostSdk.Model;
using Microsoft.Build.Framework;

namespace AppHostSdk.Tasks;

/// <summary>
/// Takes the graph out of a built app host, writes it as <c>appmodel.json</c>, and checks what only a machine with the files can
/// check: that the paths in the graph lead somewhere.
/// </summary>
public sealed class CheckAppModel : AppModelTask
{
    /// <summary>Where the graph is written to as JSON. Deleted when the assembly has none.</summary>
    [Required]
    public ITaskItem ModelFile { get; set; } = null!;

    /// <summary>
    /// Written when nothing was found, with the paths that it depends on, one per line; deleted before. While it is there and as
    /// new as the assembly, and the paths are there, a build need not check again. So findings come again until they are mended.
    /// </summary>
    [Required]
    public ITaskItem PathsFile { get; set; } = null!;

    /// <summary>The files that were compiled: places of findings outside the project are looked up here.</summary>
    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>False switches the checks of files off.</summary>
    public bool CheckFiles { get; set; } = true;

    private protected override void Run()
    {
        if (!Delete(PathsFile) || ReadAssembly() is not { } assembly)
        {
            return;
        }

        if (assembly.Graph is not { } json)
        {
            Delete(ModelFile);
            if (assembly.CallsCreateBuilder)
            {
                NoGraph("Its program calls DistributedApplication.CreateBuilder, and the compiler extension of AppHost SDK did not run, so the app host cannot start. Remove what takes it out of the build, for example a removed analyzer or ExcludeAssets on AppHostSdk.Hosting.");
            }

            return;
        }

        if (ReadGraph(json) is not { } graph || !Write(ModelFile, json.TrimEnd('\n') + "\n"))
        {
            return;
        }

        var directory = Path.GetDirectoryName(FullPath(Project))!;
        var files = new RecordingFileSystem(new LocalFileSystem());
        var findings = CheckFiles ? FileChecks.Run(new CheckedHost(graph, directory, files) { SearchPath = Environment.GetEnvironmentVariable("PATH") ?? "" }) : [];
        if (findings.Count == 0)
        {
            Write(PathsFile, string.Concat(files.Found.Select(path => path + "\n")));
        }
        else if (Places(assembly.Sites, directory) is { } places)
        {
            foreach (var finding in findings)
            {
                Diagnostics.Finding(finding, places.Find(finding.Site));
            }
        }
    }

    private SourcePlaces? Places(string sites, string directory)
    {
        try
        {
            return new SourcePlaces(SiteTable.Read(sites), directory, [.. Sources.Select(FullPath)]);
        }
        catch (FormatException e)
        {
            Unreadable(e);
            return null;
        }
    }
}
