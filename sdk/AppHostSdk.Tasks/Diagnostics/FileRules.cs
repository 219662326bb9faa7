using AppHostSdk.Model;

namespace AppHostSdk.Tasks;

/// <summary>Every diagnostic of the build task, with its text.</summary>
internal static class FileRules
{
    /// <summary>A container mounts what does not exist.</summary>
    public static Rule MountSource { get; } = new(
        "AHS4010",
        "The source of a mount does not exist",
        "'{0}' mounts '{1}', but {2}. {3}");

    /// <summary>A program is to start in a directory that does not exist.</summary>
    public static Rule WorkingDirectory { get; } = new(
        "AHS4011",
        "The working directory does not exist",
        "'{0}' starts in '{1}', but {2}. {3}");

    /// <summary>A program that is given by path does not exist.</summary>
    public static Rule Program { get; } = new(
        "AHS4012",
        "The program does not exist",
        "'{0}' runs '{1}', but {2}. {3}");

    /// <summary>A path is found only because the system disregards letter case.</summary>
    public static Rule LetterCase { get; } = new(
        "AHS4013",
        "The letter case of a path is wrong",
        "'{0}' needs '{1}', and what is there is '{2}'. It is found because this system disregards letter case; Linux does not. Write it as it is there.");

    /// <summary>An image is to be built from what does not exist.</summary>
    public static Rule BuildSource { get; } = new(
        "AHS4014",
        "What an image is built from does not exist",
        "'{0}' builds its image from '{1}', but {2}. {3}");

    /// <summary>A project that is named by path does not exist.</summary>
    public static Rule ProjectPath { get; } = new(
        "AHS4020",
        "The project does not exist",
        "'{0}' is the project '{1}', but {2}. {3}");

    /// <summary>The picture was asked for in a language that there is none in.</summary>
    public static Rule PictureFormat { get; } = new(
        "AHS4015",
        "Unknown AppHostGraphFormat",
        "AppHostGraphFormat is '{0}'. Say mermaid or dot.");

    /// <summary>The assembly calls CreateBuilder, or a picture of it is wanted, and it has no graph.</summary>
    public static Rule NoGraph { get; } = new(
        "AHS4016",
        "The app host was built without a graph",
        "{0} has no graph. {1}");

    /// <summary>A file of the build cannot be written.</summary>
    public static Rule NotWritten { get; } = new(
        "AHS4017",
        "A file of the app host's model cannot be written",
        "A file of the app host's model cannot be written: {0} Close what uses it, or make it writable, and build again.");

    /// <summary>The assembly or the graph in it cannot be read.</summary>
    public static Rule Unreadable { get; } = new(
        "AHS4018",
        "The graph of the app host cannot be read",
        "The graph of {0} cannot be read: {1} Rebuild the app host. If the message stays, its AppHostSdk and its AppHostSdk.Hosting have different versions: give them the same one.");

    /// <summary>The task itself failed.</summary>
    public static Rule InternalError { get; } = new(
        "AHS4019",
        "AppHost SDK failed to check the app host",
        "AppHost SDK failed to check the app host. This is a defect of AppHost SDK; please report it: {0}");

    /// <summary>Files are to be put into a container that do not exist.</summary>
    public static Rule ContainerFilesSource { get; } = new(
        "AHS4021",
        "The files for a container do not exist",
        "'{0}' is to be given the files in '{1}', but {2}. {3}");

    /// <summary>All rules in order of their ids.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [MountSource, WorkingDirectory, Program, LetterCase, BuildSource, PictureFormat, NoGraph, NotWritten, Unreadable, InternalError, ProjectPath, ContainerFilesSource];

    /// <summary>The page that explains a diagnostic.</summary>
    public static string HelpLink(Rule rule) => $"https://github.com/apphostsdk/apphostsdk/blob/main/docs/diagnostics/{rule.Id}.md";
}
