using AppHostSdk.Model;
using AppHostSdk.Processes;

namespace AppHostSdk.Launching;

/// <summary>What a launch profile has started: its arguments, and the program that is started in place of the project.</summary>
internal static class ProfileProgram
{
    /// <summary>The arguments of a profile, which come before those of the program.</summary>
    /// <param name="profile">The profile, or <see langword="null"/> for none.</param>
    /// <param name="project">Its project.</param>
    /// <param name="hostDirectory">What the project's paths are relative to.</param>
    public static IReadOnlyList<string> Arguments(LaunchProfile? profile, ProjectLaunch project, string hostDirectory) =>
        profile?.Arguments is { } line ? CommandLine.Split(Expand(line, project, hostDirectory)) : [];

    /// <summary>The program of a profile whose command is Executable.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="project">Its project.</param>
    /// <param name="hostDirectory">What the project's paths are relative to.</param>
    /// <exception cref="DistributedApplicationException">The profile does not say which.</exception>
    public static ProcessSpec Of(Model.Resource resource, LaunchProfile profile, ProjectLaunch project, string hostDirectory)
    {
        var directory = ProjectDirectory(project, hostDirectory);
        var program = Expand(profile.ExecutablePath ?? "", project, hostDirectory);
        return new ProcessSpec
        {
            Name = resource.Name,
            FileName = program.AsSpan().ContainsAny('/', '\\') ? FullPath(program, directory) : program,
            WorkingDirectory = FullPath(Expand(profile.WorkingDirectory ?? "", project, hostDirectory), directory),
            MissingProgramAdvice = () =>
                $"Correct executablePath of the launch profile '{profile.Name}' of {Path.GetFileName(project.ProjectPath)}.",
        };
    }

    /// <summary>
    /// The text with variables of the environment (<c>%NAME%</c>) and with the properties of the project that are known here
    /// (<c>$(ProjectDir)</c>). Others stay as they are written.
    /// </summary>
    private static string Expand(string text, ProjectLaunch project, string hostDirectory)
    {
        text = text.Contains('%') ? Environment.ExpandEnvironmentVariables(text) : text;
        for (var at = 0; (at = text.IndexOf("$(", at, StringComparison.Ordinal)) >= 0;)
        {
            var end = text.IndexOf(')', at);
            var value = end < 0 ? null : Property(text[(at + 2)..end], project, hostDirectory);
            text = value is null ? text : text[..at] + value + text[(end + 1)..];
            at += value?.Length ?? 2;
        }

        return text;
    }

    private static string? Property(string name, ProjectLaunch project, string hostDirectory)
    {
        var file = Path.GetFullPath(Path.Combine(hostDirectory, project.ProjectPath));
        var target = project.TargetPath.Length > 0 ? Path.GetFullPath(Path.Combine(hostDirectory, project.TargetPath)) : null;
        return name.ToUpperInvariant() switch
        {
            "PROJECTDIR" => Path.GetDirectoryName(file) + Path.DirectorySeparatorChar,
            "MSBUILDPROJECTDIRECTORY" => Path.GetDirectoryName(file),
            "PROJECTPATH" or "MSBUILDPROJECTFULLPATH" => file,
            "PROJECTNAME" or "MSBUILDPROJECTNAME" => Path.GetFileNameWithoutExtension(file),
            "TARGETPATH" => target,
            "TARGETDIR" or "OUTDIR" => target is null ? null : Path.GetDirectoryName(target) + Path.DirectorySeparatorChar,
            "TARGETNAME" or "ASSEMBLYNAME" => Path.GetFileNameWithoutExtension(target),
            "TARGETFRAMEWORK" => project.TargetFramework.Length > 0 ? project.TargetFramework : null,
            _ => null,
        };
    }

    private static string ProjectDirectory(ProjectLaunch project, string hostDirectory) =>
        Path.GetDirectoryName(Path.GetFullPath(Path.Combine(hostDirectory, project.ProjectPath)))!;

    /// <summary>Profiles are written on Windows, too, and used elsewhere.</summary>
    private static string FullPath(string path, string directory) =>
        Path.GetFullPath(Path.DirectorySeparatorChar == '/' ? path.Replace('\\', '/') : path, directory);
}
