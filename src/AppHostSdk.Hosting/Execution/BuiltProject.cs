using System.Text.Json;
using AppHostSdk.Model;
using AppHostSdk.Processes;

namespace AppHostSdk.Execution;

/// <summary>Builds a project that the app host was not built with, and starts what it says is its program.</summary>
/// <param name="launcher">Starts processes.</param>
/// <param name="project">The path of its file.</param>
/// <param name="name">The resource's name.</param>
/// <param name="withheld">Names of variables that the build does not see.</param>
/// <param name="decide">Says, when its turn has come, what is started.</param>
/// <param name="onLine">Receives what the build and the program print.</param>
/// <param name="turn">Projects that refer to a third one must not build it at the same time: one is built after the other.</param>
internal sealed class BuiltProject(
    IProcessLauncher launcher,
    string project,
    string name,
    IReadOnlySet<string> withheld,
    Func<CancellationToken, Task<Launch>> decide,
    Action<string, bool> onLine,
    SemaphoreSlim turn) : IResourceStarter
{
    // What is left of a build has no purpose here, and would be ended with the host, whoever else uses it by then.
    private static readonly string[] Arguments =
    [
        "--disable-build-servers", "-nologo", "-t:Build", "-getProperty:RunCommand", "-getProperty:RunArguments", "-getProperty:RunWorkingDirectory",
    ];

    private string _command = "";
    private string _arguments = "";
    private string _directory = "";

    public async Task PrepareAsync(Action<string> onStep, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            onStep($"building {Path.GetFileName(project)}");
            var answer = await BuildAsync(cancellation).ConfigureAwait(false);
            try
            {
                Read(answer);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new DistributedApplicationException($"'dotnet build {project}' did not say how to run it: {e.Message} It printed: {answer}", e);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task<IRunningProgram> StartAsync(CancellationToken cancellation)
    {
        var process = (await decide(cancellation).ConfigureAwait(false)).Process!;
        cancellation.ThrowIfCancellationRequested();
        return launcher.Start(
            process with
            {
                FileName = _command,
                Arguments = [.. CommandLine.Split(_arguments), .. process.Arguments],
                WorkingDirectory = _directory.Length > 0 ? Path.GetFullPath(Path.Combine(process.WorkingDirectory, _directory)) : process.WorkingDirectory,
            },
            onLine);
    }

    public Task DiscardAsync() => Task.CompletedTask;

    private async Task<string> BuildAsync(CancellationToken cancellation)
    {
        var answer = new List<string>();
        var build = launcher.Start(
            new ProcessSpec
            {
                Name = name,
                FileName = SharedHost.Dotnet,
                Arguments = ["build", project, .. Arguments],
                WorkingDirectory = Path.GetDirectoryName(project)!,
                Withheld = withheld,
                MissingProgramAdvice = "Install the .NET SDK.",
            },
            (line, isError) =>
            {
                if (isError)
                {
                    onLine(line, true);
                    return;
                }

                lock (answer)
                {
                    answer.Add(line);
                }
            });
        await using var _ = build.ConfigureAwait(false);
        int exitCode;
        try
        {
            exitCode = (await build.Exited.WaitAsync(cancellation).ConfigureAwait(false)).ExitCode;
        }
        catch (OperationCanceledException)
        {
            await build.StopAsync(TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        if (exitCode == 0)
        {
            return string.Join('\n', answer);
        }

        // Without properties to tell, errors are the answer.
        foreach (var line in answer.Where(line => line.Contains("error", StringComparison.Ordinal)))
        {
            onLine(line, true);
        }

        throw new DistributedApplicationException($"{project} does not build: 'dotnet build' ended with exit code {exitCode}. Its errors are in the output of '{name}'.");
    }

    private void Read(string answer)
    {
        using var json = JsonDocument.Parse(answer[Math.Max(0, answer.IndexOf('{', StringComparison.Ordinal))..]);
        var properties = json.RootElement.GetProperty("Properties");
        _command = properties.GetProperty("RunCommand").GetString()!;
        _arguments = properties.GetProperty("RunArguments").GetString()!;
        _directory = properties.GetProperty("RunWorkingDirectory").GetString()!;
        if (_command.Length == 0)
        {
            throw new DistributedApplicationException($"{project} names no program to run. Is it a class library? A project that can be run sets OutputType to Exe, or uses a web or worker SDK.");
        }
    }
}
