using AppHostSdk.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AppHostSdk.Running;

/// <summary>
/// The services of an context. Neither the collection nor the provider is made before somebody asks for it: a host that uses no
/// services pays for none.
/// </summary>
internal sealed class ApplicationServices(RunContext context) : IServiceProvider, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<Func<CancellationToken, Task>> _stops = [];
    private IServiceCollection? _collection;
    private IServiceProvider? _provider;

    /// <summary>What the program registers.</summary>
    public IServiceCollection Collection
    {
        get
        {
            lock (_lock)
            {
                return _collection ??= new ServiceCollection();
            }
        }
    }

    /// <summary>Somebody has used a service.</summary>
    public bool IsMade => _provider is not null;

    public object? GetService(Type serviceType) => Provider.GetService(serviceType);

    /// <summary>Has services subscribe to events, and starts hosted ones, where the program registered any.</summary>
    public Task StartAsync(CancellationToken cancellation) => _collection is null ? Task.CompletedTask : StartAllAsync(cancellation);

    /// <summary>Stops the hosted services, last one first. One that fails is reported, and keeps no other from being stopped.</summary>
    public async Task StopAsync(CancellationToken hurry)
    {
        while (_stops.TryPop(out var stop))
        {
            try
            {
                await stop(hurry).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // the user's code: what it throws is reported
            catch (Exception e)
#pragma warning restore CA1031
            {
                context.Eventing.OnProblem($"A hosted service failed to stop: {e.GetType().Name}: {e.Message}");
            }
        }
    }

    public ValueTask DisposeAsync() => _provider is IAsyncDisposable made ? made.DisposeAsync() : ValueTask.CompletedTask;

    private async Task StartAllAsync(CancellationToken cancellation)
    {
        foreach (var subscriber in Provider.GetServices<IDistributedApplicationEventingSubscriber>())
        {
            await subscriber.SubscribeAsync(context.Eventing, context.ExecutionContext, cancellation).ConfigureAwait(false);
        }

        foreach (var hosted in Provider.GetServices<IHostedService>())
        {
            await hosted.StartAsync(cancellation).ConfigureAwait(false);
            _stops.Push(hosted.StopAsync);
        }
    }

    private IServiceProvider Provider
    {
        get
        {
            lock (_lock)
            {
                return _provider ??= Build(_collection ??= new ServiceCollection());
            }
        }
    }

    private ServiceProvider Build(IServiceCollection services)
    {
        context.Lines.IsUsed = true;
        services.TryAddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(context.Configuration.Value);
        services.TryAddSingleton(context.Environment);
        services.TryAddSingleton(context.ExecutionContext);
        services.TryAddSingleton<IDistributedApplicationEventing>(context.Eventing);
        services.TryAddSingleton(context.Model);
        services.TryAddSingleton(context.Notifications);
        services.TryAddSingleton(context.CommandService);
        services.TryAddSingleton(new ResourceLoggerService(context.Lines));
        services.AddLogging(logging => logging.AddConfiguration(context.Configuration.Value.GetSection("Logging")).AddSimpleConsole());
        return services.BuildServiceProvider();
    }
}
