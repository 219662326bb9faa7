using AppHostSdk.Health;

namespace AppHostSdk.Processes;

/// <summary>Starts programs on the host.</summary>
internal interface IProcessLauncher
{
    /// <summary>Starts a program in a process group of its own.</summary>
    /// <param name="spec">The program.</param>
    /// <param name="onLine">Receives each line of its output; <c>true</c> for standard error. Called from several threads.</param>
    /// <exception cref="DistributedApplicationException">It cannot be started; the message says why.</exception>
    IRunningProgram Start(ProcessSpec spec, Action<string, bool> onLine);
}

/// <summary>How a program has ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
internal sealed record ProgramEnd(int ExitCode);

/// <summary>Something that was started and can end or be stopped.</summary>
internal interface IRunningProgram : IAsyncDisposable
{
    /// <summary>Completes when it has ended and its output was read.</summary>
    Task<ProgramEnd> Exited { get; }

    /// <summary>It goes on when this is disposed of, and is not stopped with the application.</summary>
    bool StaysBehind => false;

    /// <summary>What says whether it is healthy, besides what the program says.</summary>
    HealthCheck? HealthCheck => null;

    /// <summary>Set to be told when it cannot be seen any more, with the reason, and with null when it can again. It may have ended meanwhile.</summary>
    Action<string?> OnSight
    {
        set
        {
        }
    }

    /// <summary>Asks it to end, and ends it by force when it has not after <paramref name="grace"/> or when <paramref name="hurry"/> fires.</summary>
    Task StopAsync(TimeSpan grace, CancellationToken hurry);
}
