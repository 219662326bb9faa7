using System.Runtime.InteropServices;
using AppHostSdk.Configuration;
using AppHostSdk.Model;
using AppHostSdk.Output;
using AppHostSdk.Running;
using AppHostSdk.Verbs;

namespace AppHostSdk;

/// <summary>A described distributed application, ready to run.</summary>
public sealed class DistributedApplication : IDisposable, IAsyncDisposable
{
    /// <summary>Who waits longer than this for a stop learns for whom.</summary>
    private static readonly TimeSpan StopReport = TimeSpan.FromSeconds(3);

    /// <summary>How long a resource has to end by itself when nothing else is said.</summary>
    internal static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(10);

    private readonly RunContext _context;
    private readonly ApplicationDescription _description;
    private readonly Action _onStarting;
    private ApplicationRun? _run;

    /// <param name="context">The application.</param>
    /// <param name="description">How it was described.</param>
    /// <param name="onStarting">Called before it starts.</param>
    internal DistributedApplication(RunContext context, ApplicationDescription description, Action onStarting) =>
        (_context, _description, _onStarting) = (context, description, onStarting);

    /// <summary>The services of the application; made when they are first used.</summary>
    public IServiceProvider Services => _context.Services;

    /// <summary>Tells the states of resources.</summary>
    public ResourceNotificationService ResourceNotifications => _context.Notifications;

    /// <summary>Executes the commands that resources offer.</summary>
    public ResourceCommandService ResourceCommands => _context.CommandService;

    /// <summary>The graph that runs: without conditions and late values.</summary>
    internal AppGraph Graph => _description.Graph;

    /// <summary>How long a resource has to end by itself before it is ended by force.</summary>
    internal TimeSpan Grace { get; set; } = DefaultGrace;

    /// <summary>Creates a builder for an application without command line. Replaced while compiling by one that knows the model.</summary>
    /// <exception cref="DistributedApplicationException">The calling program was not compiled with AppHost SDK.</exception>
    [ModelOperation(OperationKind.CreateBuilder)]
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Creates a builder for an application. Replaced while compiling by one that knows the model.</summary>
    /// <param name="args">The command line; <c>--name value</c> sets configuration.</param>
    /// <exception cref="DistributedApplicationException">The calling program was not compiled with AppHost SDK.</exception>
    [ModelOperation(OperationKind.CreateBuilder)]
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        throw new DistributedApplicationException(
            "This call has no compiled model. It must stand in the entry point of a project that uses AppHost SDK (<Sdk Name=\"AppHostSdk\" Version=\"…\" />): "
            + "there the compiler replaces it by one that carries the model. Called through reflection, a delegate or another assembly it cannot work.");

    /// <summary>Creates a builder for an application. Replaced while compiling by one that knows the model.</summary>
    /// <param name="options">The command line, and what else the host shall be.</param>
    /// <exception cref="DistributedApplicationException">The calling program was not compiled with AppHost SDK.</exception>
    [ModelOperation(OperationKind.CreateBuilder)]
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return CreateBuilder(options.Args ?? []);
    }

    /// <summary>Runs the application until Ctrl+C, SIGTERM, or until nothing is left running, and stops it.</summary>
    /// <remarks>The process exits with code 1 when a resource failed.</remarks>
    [ModelOperation(OperationKind.Run)]
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs the application until Ctrl+C, SIGTERM, cancellation, or until nothing is left running, and stops it.</summary>
    /// <param name="cancellationToken">Stops the application.</param>
    /// <remarks>The process exits with code 1 when a resource failed.</remarks>
    [ModelOperation(OperationKind.Run)]
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var request = new StopRequest(TimeProvider.System, cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnSignal);
        ApplicationRun? run = null;
        try
        {
            if (_context.CommandLine.Action is { } action)
            {
                await action(new VerbContext(_context, _description.Graph), request.Stop).ConfigureAwait(false);
                return;
            }

            run = await BeginAsync(request.Stop).ConfigureAwait(false);
            await run.UntilEndedAsync(request.Stop).ConfigureAwait(false);
            run.Console.Info("Nothing is left running. Shutting down.");
        }
        catch (DistributedApplicationException e)
        {
            using var console = new ApplicationConsole(ApplicationConsole.StandardOutput(_context.CommandLine, []));
            console.Mask = _context.Parameters.Mask;
            console.Error(e.Message);
            Environment.ExitCode = 1;
        }
        catch (OperationCanceledException) when (request.Stop.IsCancellationRequested)
        {
            // Stopped by somebody.
        }
        finally
        {
            // Only the run that began here: a second call must not stop the first.
            if (run is not null && !await StopRunAsync(run, request.Hurry).ConfigureAwait(false))
            {
                Environment.ExitCode = 1;
            }
        }

        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = request.Signal();
        }
    }

    /// <summary>Starts the application and returns once every resource is up, healthy where it has health checks, or has failed.</summary>
    /// <param name="cancellationToken">Gives up waiting; what was started keeps running until <see cref="StopAsync"/>.</param>
    /// <exception cref="DistributedApplicationException">Something is missing to start at all, for example the value of a parameter.</exception>
    [ModelOperation(OperationKind.Run)]
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var run = await BeginAsync(cancellationToken).ConfigureAwait(false);
        await run.Started.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the application: what depends on others first.</summary>
    /// <param name="cancellationToken">Ends everything by force at once.</param>
    [ModelOperation(OperationKind.Run)]
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_run is { } run)
        {
            await run.StopAsync(Grace, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops the application if it runs.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Stops the application if it runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_run is { } run)
        {
            await run.StopAsync(Grace, CancellationToken.None).ConfigureAwait(false);
            await run.DisposeAsync().ConfigureAwait(false);
        }

        await _context.Services.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _context.Services.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Stops a run that a person may be waiting for.</summary>
    private async Task<bool> StopRunAsync(ApplicationRun run, CancellationToken hurry)
    {
        var stop = run.StopAsync(Grace, hurry);
        if (await Task.WhenAny(stop, Task.Delay(StopReport, hurry)).ConfigureAwait(false) != stop && !hurry.IsCancellationRequested)
        {
            run.ReportPendingStops();
        }

        return await stop.ConfigureAwait(false);
    }

    private async Task<ApplicationRun> BeginAsync(CancellationToken cancellation)
    {
        if (_context.ExecutionContext.IsPublishMode)
        {
            throw new DistributedApplicationException("Publishing is not available yet; this version can only run the application.");
        }

        if (_context.CommandLine.Problem is { } problem)
        {
            throw new DistributedApplicationException(problem);
        }

        if (_run is not null)
        {
            throw new InvalidOperationException("The application was started already; build another one to run it again.");
        }

        _onStarting();
        try
        {
            await _context.Services.StartAsync(cancellation).ConfigureAwait(false);
            var graph = await _description.ExtendAsync(cancellation).ConfigureAwait(false);
            return _run = await RunComposer.BeginAsync(_context, graph, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await _context.Services.StopAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }
}
