using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AppHostSdk;

/// <summary>A service that subscribes to events before anything starts.</summary>
public interface IDistributedApplicationEventingSubscriber
{
    /// <summary>Subscribes. Called once, before the first event is published.</summary>
    /// <param name="eventing">What to subscribe with.</param>
    /// <param name="executionContext">Whether the application runs or is published.</param>
    /// <param name="cancellationToken">Cancelled when the application stops.</param>
    Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken);
}

/// <summary>Registers services that subscribe to events.</summary>
public static class EventingSubscriberExtensions
{
    /// <summary>Registers a subscriber.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">The services of the application.</param>
    public static void AddEventingSubscriber<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IServiceCollection services)
        where T : class, IDistributedApplicationEventingSubscriber =>
        services.AddSingleton<IDistributedApplicationEventingSubscriber, T>();

    /// <summary>Registers a subscriber unless one of its type is registered.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">The services of the application.</param>
    public static void TryAddEventingSubscriber<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IServiceCollection services)
        where T : class, IDistributedApplicationEventingSubscriber =>
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDistributedApplicationEventingSubscriber, T>());
}
