using AppHostSdk.Processes;

namespace AppHostSdk.Starters;

/// <summary>Brings one life of a resource about.</summary>
internal interface IResourceStarter
{
    /// <summary>Does what need not wait for other resources.</summary>
    /// <param name="onStep">Told what is being done when it may take long.</param>
    /// <param name="cancellation">Gives up.</param>
    Task PrepareAsync(Action<string> onStep, CancellationToken cancellation);

    /// <summary>Makes what is known only now that its turn has come; called once, after <see cref="PrepareAsync"/>.</summary>
    Task CreateAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>It runs already: an earlier run left it. Known after <see cref="CreateAsync"/>.</summary>
    bool IsAlreadyRunning => false;

    /// <summary>Starts it; called once, after <see cref="CreateAsync"/>.</summary>
    Task<IRunningProgram> StartAsync(CancellationToken cancellation);

    /// <summary>Takes back what was prepared and not started.</summary>
    Task RollBackAsync();
}
