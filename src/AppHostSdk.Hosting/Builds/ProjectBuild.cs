using System.Text.Json;
using AppHostSdk.Processes;

namespace AppHostSdk.Builds;

/// <summary>Builds projects and file-based programs by <c>dotnet build</c>, and learns how they are started.</summary>
/// <param name="launcher">Starts processes.</param>
/// <param name="configuration">The configuration, or <see langword="null"/> for that of the projects.</param>
/// <param name="withheld">Names of variables that a build does not see.</param>
/// <param name="onDone">Told of each as soon as it is done.</param>
internal sealed class ProjectBuild(
    IProcessLauncher launcher,
    string? configuration,
    IReadOnlySet<string> withheld,
    Action<BuildOutcome> onDone)
{
    // Build servers would be ended with the host, even while another build uses them.
    private static readonly string[] Always = ["--disable-build-servers", "-nologo", "-tl:off"];

    /// <summary>Builds projects together; all of them by the SDK that is chosen for <paramref name="directory"/>.</summary>
    public async Task BuildAsync(IReadOnlyList<string> projects, string directory, CancellationToken cancellation)
    {
        var files = BuildDirectory.Create();
        try
        {
            ProjectsFile.Write(files.FullName, projects);
            var open = projects.ToList();
            var errors = new BuildErrors(projects);
            string[] arguments = ["build", Path.Combine(files.FullName, ProjectsFile.Name), "--no-restore"];
            var exitCode = await RunAsync(arguments, directory, Take, cancellation).ConfigureAwait(false);
            foreach (var project in open.ToList())
            {
                var end = $"'dotnet build' ended with exit code {exitCode} before it was done with {project}.";
                Finish(project, null, [.. errors.Of(project), end]);
            }

            void Take(string line, bool isError)
            {
                lock (open)
                {
                    if (ProjectsFile.Read(line) is var (index, run))
                    {
                        Finish(projects[index], run, run is null ? errors.Of(projects[index]) : []);
                    }
                    else
                    {
                        errors.Add(line, isError);
                    }
                }
            }

            void Finish(string project, ProjectRun? run, IReadOnlyList<string> said)
            {
                open.Remove(project);
                onDone(new BuildOutcome(project, run, said, open.Count));
            }
        }
        finally
        {
            files.Delete(recursive: true);
        }
    }

    /// <summary>Builds a file-based program, of which MSBuild knows nothing.</summary>
    public async Task BuildFileAsync(string file, CancellationToken cancellation)
    {
        var (answer, errors) = (new List<string>(), new List<string>());
        var exitCode = await RunAsync(
            ["build", file, "-t:Build", "-getProperty:RunCommand", "-getProperty:RunArguments", "-getProperty:RunWorkingDirectory"],
            Path.GetDirectoryName(file)!,
            (line, isError) =>
            {
                lock (answer)
                {
                    // Without properties to tell, errors are the answer.
                    answer.Add(line);
                    if (isError || line.Contains("error", StringComparison.Ordinal))
                    {
                        errors.Add(line);
                    }
                }
            },
            cancellation).ConfigureAwait(false);
        var run = exitCode == 0 ? Read(string.Join('\n', answer)) : null;
        onDone(new BuildOutcome(file, run, run is not null ? [] : exitCode == 0 ? answer : errors, 0));
    }

    private async Task<int> RunAsync(string[] arguments, string directory, Action<string, bool> onLine, CancellationToken cancellation)
    {
        var build = launcher.Start(
            new ProcessSpec
            {
                Name = "dotnet build",
                FileName = SharedHost.Dotnet,
                Arguments = [.. arguments, .. Always, .. configuration is null ? [] : new[] { "--configuration", configuration }],
                WorkingDirectory = directory,
                Withheld = withheld,
                MissingProgramAdvice = static () => "Install the .NET SDK.",
            },
            onLine);
        await using var _ = build.ConfigureAwait(false);
        try
        {
            return (await build.Exited.WaitAsync(cancellation).ConfigureAwait(false)).ExitCode;
        }
        catch (OperationCanceledException)
        {
            await build.StopAsync(TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private static ProjectRun? Read(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer[Math.Max(0, answer.IndexOf('{', StringComparison.Ordinal))..]);
            var properties = json.RootElement.GetProperty("Properties");
            return new ProjectRun(Text("RunCommand"), Text("RunArguments"), Text("RunWorkingDirectory"));

            string Text(string name) => properties.GetProperty(name).GetString()!;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
