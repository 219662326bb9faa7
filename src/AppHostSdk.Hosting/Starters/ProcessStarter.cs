using AppHostSdk.Launching;
using AppHostSdk.Processes;

namespace AppHostSdk.Starters;

/// <summary>Starts a program on the host.</summary>
/// <param name="launcher">Starts processes.</param>
/// <param name="decide">Says, when its turn has come, what is started.</param>
/// <param name="onLine">Receives what it prints.</param>
internal sealed class ProcessStarter(IProcessLauncher launcher, Func<CancellationToken, Task<LaunchSpec>> decide, Action<string, bool> onLine) : IResourceStarter
{
    public Task PrepareAsync(Action<string> onStep, CancellationToken cancellation) => Task.CompletedTask;

    public async Task<IRunningProgram> StartAsync(CancellationToken cancellation)
    {
        var launch = await decide(cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return launcher.Start(launch.Process!, onLine);
    }

    public Task RollBackAsync() => Task.CompletedTask;
}
