using AppHostSdk.Builds;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Planning;
using AppHostSdk.Processes;

namespace AppHostSdk.Starters;

/// <summary>Builds a project that the app host was not built with, and starts what it says is its program.</summary>
/// <param name="context">What starters share.</param>
/// <param name="builds">Builds projects.</param>
/// <param name="wish">The project.</param>
/// <param name="launch">What is known of it beforehand.</param>
/// <param name="decide">Says, when its turn has come, what is started.</param>
/// <param name="onLine">Receives what the build and the program print.</param>
internal sealed class ProjectBuildStarter(
    StarterContext context,
    ProjectBuilds builds,
    BuildWish wish,
    LaunchSpec launch,
    Func<CancellationToken, Task<LaunchSpec>> decide,
    Action<string, bool> onLine) : IResourceStarter
{
    /// <summary>What is started is the project's own program, not one that its launch profile names.</summary>
    private readonly bool _isProgram = launch.Process!.FileName.Length == 0;

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

            throw new DistributedApplicationException($"{wish.Project} does not build. The errors are in the output of '{launch.Resource.Name}'.");
        }

        if (outcome.Left > 0)
        {
            onStep($"{file} is built, {outcome.Left} left");
        }

        _run = _isProgram ? outcome.Run.Require(wish.Project) : outcome.Run;
        context.OnDone?.Invoke(launch.Resource.Key, new BuildProject(wish.Project));
    }

    public async Task<IRunningProgram> StartAsync(CancellationToken cancellation)
    {
        var process = (await decide(cancellation).ConfigureAwait(false)).Process!;
        cancellation.ThrowIfCancellationRequested();
        return context.Processes.Start(_isProgram ? Built(process, _run!) : process, onLine);
    }

    public Task RollBackAsync() => Task.CompletedTask;

    private static ProcessSpec Built(ProcessSpec process, ProjectRun run) => process with
    {
        FileName = run.Command,
        Arguments = [.. CommandLine.Split(run.Arguments), .. process.Arguments],
        WorkingDirectory = Path.GetFullPath(Path.Combine(process.WorkingDirectory, run.Directory)),
    };
}
