using AppHostSdk.Builds;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Processes;

namespace AppHostSdk.Starters;

/// <summary>Builds a project that the app host was not built with, and starts what it says is its program.</summary>
/// <param name="launcher">Starts processes.</param>
/// <param name="builds">Builds projects.</param>
/// <param name="wish">The project.</param>
/// <param name="name">The resource's name.</param>
/// <param name="isProgram">What is started is the project's own program, not one that its launch profile names.</param>
/// <param name="decide">Says, when its turn has come, what is started.</param>
/// <param name="onLine">Receives what the build and the program print.</param>
internal sealed class ProjectBuildStarter(
    IProcessLauncher launcher,
    ProjectBuilds builds,
    BuildWish wish,
    string name,
    bool isProgram,
    Func<CancellationToken, Task<LaunchSpec>> decide,
    Action<string, bool> onLine) : IResourceStarter
{
    private ProjectRun? _run;

    public async Task PrepareAsync(Action<string> onStep, CancellationToken cancellation)
    {
        var file = Path.GetFileName(wish.Project);
        var outcome = await builds.BuildAsync(
            wish,
            count => onStep(count == 1 ? $"building {file}" : $"building {file}, one of {count} projects"),
            cancellation).ConfigureAwait(false);
        if (outcome.Run is null)
        {
            foreach (var line in outcome.Errors)
            {
                onLine(line, true);
            }

            throw new DistributedApplicationException($"{wish.Project} does not build. The errors are in the output of '{name}'.");
        }

        if (outcome.Left > 0)
        {
            onStep($"{file} is built, {outcome.Left} left");
        }

        _run = isProgram ? outcome.Run.Require(wish.Project) : outcome.Run;
    }

    public async Task<IRunningProgram> StartAsync(CancellationToken cancellation)
    {
        var process = (await decide(cancellation).ConfigureAwait(false)).Process!;
        cancellation.ThrowIfCancellationRequested();
        return launcher.Start(isProgram ? Built(process, _run!) : process, onLine);
    }

    public Task RollBackAsync() => Task.CompletedTask;

    private static ProcessSpec Built(ProcessSpec process, ProjectRun run) => process with
    {
        FileName = run.Command,
        Arguments = [.. CommandLine.Split(run.Arguments), .. process.Arguments],
        WorkingDirectory = Path.GetFullPath(Path.Combine(process.WorkingDirectory, run.Directory)),
    };
}
