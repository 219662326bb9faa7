using AppHostSdk.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AppHostSdk.Execution;

/// <summary>
/// The services of an application. Neither the collection nor the provider is made before somebody asks for it: a host that uses no
/// services pays for none.
/// </summary>
internal sealed class ApplicationServices(DistributedApplicationBuilder application) : IServiceProvider, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<IHostedService> _hosted = [];
    private ServiceCollection? _collection;
    private ServiceProvider? _provider;

    /// <summary>What the program registers.</summary>
    /// <exception cref="DistributedApplicationException">The services are in use already.</exception>
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
    public async Task StartAsync(CancellationToken cancellation)
    {
        if (_collection is null)
        {
            return;
        }

        foreach (var subscriber in Provider.GetServices<IDistributedApplicationEventingSubscriber>())
        {
            await subscriber.SubscribeAsync(application.Eventing, application.ExecutionContext, cancellation).ConfigureAwait(false);
        }

        foreach (var hosted in Provider.GetServices<IHostedService>())
        {
            await hosted.StartAsync(cancellation).ConfigureAwait(false);
            _hosted.Add(hosted);
        }
    }

    /// <summary>Stops the hosted services, last one first.</summary>
    public async Task StopAsync(CancellationToken hurry)
    {
        for (var i = _hosted.Count - 1; i >= 0; i--)
        {
            await _hosted[i].StopAsync(hurry).ConfigureAwait(false);
        }

        _hosted.Clear();
    }

    public ValueTask DisposeAsync() => _provider?.DisposeAsync() ?? ValueTask.CompletedTask;

    private ServiceProvider Provider
    {
        get
        {
            lock (_lock)
            {
                return _provider ??= Build(_collection ??= new ServiceCollection());
            }
        }
    }

    private ServiceProvider Build(ServiceCollection services)
    {
        application.Lines.IsUsed = true;
        services.TryAddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(application.Configuration);
        services.TryAddSingleton(application.Environment);
        services.TryAddSingleton(application.ExecutionContext);
        services.TryAddSingleton<IDistributedApplicationEventing>(application.Eventing);
        services.TryAddSingleton(application.Model);
        services.TryAddSingleton(application.Notifications);
        services.TryAddSingleton(application.CommandService);
        services.TryAddSingleton(new ResourceLoggerService(application.Lines));
        services.AddLogging(logging => logging.AddConfiguration(application.Configuration.GetSection("Logging")).AddSimpleConsole());
        return services.BuildServiceProvider();
    }
}
