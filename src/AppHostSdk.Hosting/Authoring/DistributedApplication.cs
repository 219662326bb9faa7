using System.Runtime.InteropServices;
using AppHostSdk.Configuration;
using AppHostSdk.Execution;
using AppHostSdk.Model;
using AppHostSdk.Output;
using AppHostSdk.Running;

namespace AppHostSdk;

/// <summary>A described distributed application, ready to run.</summary>
public sealed class DistributedApplication : IDisposable, IAsyncDisposable
{
    /// <summary>Who waits longer than this for a stop learns for whom.</summary>
    private static readonly TimeSpan StopReport = TimeSpan.FromSeconds(3);

    private readonly DistributedApplicationBuilder _application;
    private readonly AppGraph _graph;
    private readonly string _hostDirectory;
    private readonly LazyConfiguration _configuration;
    private readonly HostCommandLine _commandLine;
    private readonly Func<CancellationToken, Task<AppGraph>> _beforeStart;
    private ApplicationRun? _run;

    internal DistributedApplication(
        DistributedApplicationBuilder application,
        AppGraph graph,
        string hostDirectory,
        LazyConfiguration configuration,
        HostCommandLine commandLine,
        Func<CancellationToken, Task<AppGraph>> beforeStart)
    {
        _application = application;
        _commandLine = commandLine;
        _graph = graph;
        _hostDirectory = hostDirectory;
        _configuration = configuration;
        _beforeStart = beforeStart;
    }

    /// <summary>The services of the application; made when they are first used.</summary>
    public IServiceProvider Services => _application.ServiceProvider;

    /// <summary>Tells the states of resources.</summary>
    public ResourceNotificationService ResourceNotifications => _application.Notifications;

    /// <summary>Executes the commands that resources offer.</summary>
    public ResourceCommandService ResourceCommands => _application.CommandService;

    /// <summary>The graph that runs: without conditions and late values.</summary>
    internal AppGraph Graph => _graph;

    /// <summary>How long a resource has to end by itself before it is ended by force.</summary>
    internal TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(10);

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
            if (_commandLine.IsHelp)
            {
                TellHelp();
                return;
            }

            if (_commandLine.Verb == HostCommandLine.PlanVerb)
            {
                await PlanVerb.RunAsync(_graph, _hostDirectory, _commandLine, request.Stop).ConfigureAwait(false);
                return;
            }

            run = await BeginAsync(request.Stop).ConfigureAwait(false);
            await run.UntilEndedAsync(request.Stop).ConfigureAwait(false);
            run.Console.Info("Nothing is left running. Shutting down.");
        }
        catch (DistributedApplicationException e)
        {
            using var console = new ApplicationConsole(ApplicationConsole.StandardOutput(_commandLine, []));
            console.Mask = _application.Supply.Mask;
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
        _application.ReportUnhandledErrors();
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

        await _application.ServiceProvider.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _application.ServiceProvider.DisposeAsync().ConfigureAwait(false);
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

    private static void TellHelp() => System.Console.Out.Write(HostCommandLine.Help);

    private async Task<ApplicationRun> BeginAsync(CancellationToken cancellation)
    {
        if (_application.ExecutionContext.IsPublishMode)
        {
            throw new DistributedApplicationException("Publishing is not available yet; this version can only run the application.");
        }

        if (_commandLine.Problem is { } problem)
        {
            throw new DistributedApplicationException(problem);
        }

        if (_run is not null)
        {
            throw new InvalidOperationException("The application was started already; build another one to run it again.");
        }

        _application.CheckConfiguration();
        try
        {
            await _application.ServiceProvider.StartAsync(cancellation).ConfigureAwait(false);
            var graph = await _beforeStart(cancellation).ConfigureAwait(false);
            return _run = await ApplicationRun.BeginAsync(_application, graph, _hostDirectory, _configuration, _commandLine, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await _application.ServiceProvider.StopAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }
}
