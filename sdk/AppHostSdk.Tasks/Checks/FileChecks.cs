namespace AppHostSdk.Tasks;

/// <summary>All checks of files.</summary>
internal static class FileChecks
{
    private static readonly FileCheck[] All = [new MountSourceCheck(), new WorkingDirectoryCheck(), new ProgramCheck(), new ProjectPathCheck(), new BuildContextCheck(), new DockerfileCheck(), new ContainerFilesCheck()];

    /// <summary>Everything that is wrong, in the order of the program.</summary>
    public static IReadOnlyList<FileFinding> Run(CheckedHost host) =>
    [
        .. All
            .SelectMany(check => check.Uses(host).Select(use => check.Check(host, use)))
            .OfType<FileFinding>()
            .Distinct()
            .OrderBy(finding => finding.Site)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal),
    ];
}
