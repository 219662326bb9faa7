using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AppHostSdk;

/// <summary>
/// A service that is called at moments of the application's life; what Aspire had before
/// <see cref="IDistributedApplicationEventingSubscriber"/>, which says the same in one method.
/// </summary>
public interface IDistributedApplicationLifecycleHook
{
    /// <summary>Called before anything starts. What it does to the model is applied and checked like the program's own calls.</summary>
    /// <param name="appModel">The resources.</param>
    /// <param name="cancellationToken">Cancelled when the application stops.</param>
    Task BeforeStartAsync(DistributedApplicationModel appModel, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Called when all endpoints have addresses, before anything starts.</summary>
    /// <param name="appModel">The resources.</param>
    /// <param name="cancellationToken">Cancelled when the application stops.</param>
    Task AfterEndpointsAllocatedAsync(DistributedApplicationModel appModel, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Called when every resource is up, or has failed.</summary>
    /// <param name="appModel">The resources.</param>
    /// <param name="cancellationToken">Cancelled when the application stops.</param>
    Task AfterResourcesCreatedAsync(DistributedApplicationModel appModel, CancellationToken cancellationToken = default) => Task.CompletedTask;
}

/// <summary>Registers services that are called at moments of the application's life.</summary>
public static class LifecycleHookExtensions
{
    /// <summary>Registers a service.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">The services of the application.</param>
    public static void AddLifecycleHook<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IServiceCollection services)
        where T : class, IDistributedApplicationLifecycleHook =>
        services.WithHooks().AddSingleton<IDistributedApplicationLifecycleHook, T>();

    /// <summary>Registers a service that a function makes.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="implementationFactory">Makes it.</param>
    public static void AddLifecycleHook<T>(this IServiceCollection services, Func<IServiceProvider, T> implementationFactory)
        where T : class, IDistributedApplicationLifecycleHook =>
        services.WithHooks().AddSingleton<IDistributedApplicationLifecycleHook, T>(implementationFactory);

    /// <summary>Registers a service unless one of its type is registered.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">The services of the application.</param>
    public static void TryAddLifecycleHook<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IServiceCollection services)
        where T : class, IDistributedApplicationLifecycleHook =>
        services.WithHooks().TryAddEnumerable(ServiceDescriptor.Singleton<IDistributedApplicationLifecycleHook, T>());

    /// <summary>Registers a service that a function makes, unless one of its type is registered.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">The services of the application.</param>
    /// <param name="implementationFactory">Makes it.</param>
    public static void TryAddLifecycleHook<T>(this IServiceCollection services, Func<IServiceProvider, T> implementationFactory)
        where T : class, IDistributedApplicationLifecycleHook =>
        services.WithHooks().TryAddEnumerable(ServiceDescriptor.Singleton<IDistributedApplicationLifecycleHook, T>(implementationFactory));

    private static IServiceCollection WithHooks(this IServiceCollection services)
    {
        services.TryAddEventingSubscriber<HookSubscriber>();
        return services;
    }

    /// <summary>Calls all of them.</summary>
    private sealed class HookSubscriber(IEnumerable<IDistributedApplicationLifecycleHook> hooks) : IDistributedApplicationEventingSubscriber
    {
        public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
        {
            foreach (var hook in hooks)
            {
                eventing.Subscribe<BeforeStartEvent>((e, cancellation) => hook.BeforeStartAsync(e.Model, cancellation));
                eventing.Subscribe<AfterEndpointsAllocatedEvent>((e, cancellation) => hook.AfterEndpointsAllocatedAsync(e.Model, cancellation));
                eventing.Subscribe<AfterResourcesCreatedEvent>((e, cancellation) => hook.AfterResourcesCreatedAsync(e.Model, cancellation));
            }

            return Task.CompletedTask;
        }
    }
}
