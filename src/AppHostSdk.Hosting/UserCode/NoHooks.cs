using AppHostSdk.Launching;

namespace AppHostSdk.UserCode;

/// <summary>A program that has nothing to say.</summary>
internal sealed class NoHooks : IResourceHooks
{
    public bool DecidesLate(LaunchSpec launch) => false;

    public Task<LaunchSpec> PrepareAsync(LaunchSpec launch, CancellationToken cancellation) => Task.FromResult(launch);

    public bool MakesReady(LaunchSpec launch) => false;

    public Task ReadyAsync(LaunchSpec launch, CancellationToken cancellation) => Task.CompletedTask;

    public Task StoppedAsync(LaunchSpec launch) => Task.CompletedTask;
}
