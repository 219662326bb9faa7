using AppHostSdk.Processes;

namespace AppHostSdk.Execution;

/// <summary>Brings one life of a resource about.</summary>
internal interface IResourceStarter
{
    /// <summary>Does what need not wait for other resources.</summary>
    /// <param name="onStep">Told what is being done when it may take long.</param>
    /// <param name="cancellation">Gives up.</param>
    Task PrepareAsync(Action<string> onStep, CancellationToken cancellation);

    /// <summary>Makes what is known only now that its turn has come; called once, after <see cref="PrepareAsync"/>.</summary>
    Task MakeAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>It runs already: an earlier run left it. Known after <see cref="MakeAsync"/>.</summary>
    bool IsUp => false;

    /// <summary>Starts it; called once, after <see cref="MakeAsync"/>.</summary>
    Task<IRunningProgram> StartAsync(CancellationToken cancellation);

    /// <summary>Takes back what was prepared and not started.</summary>
    Task DiscardAsync();
}
