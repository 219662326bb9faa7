using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>How an icon is drawn.</summary>
public enum IconVariant
{
    /// <summary>Its lines only.</summary>
    Regular,

    /// <summary>Filled.</summary>
    Filled,
}

/// <summary>How tools show resources.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows the resource with an icon.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="iconName">The name of a Fluent UI icon, for example <c>Database</c>.</param>
    /// <param name="iconVariant">How it is drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such variant.</exception>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.IconName))]
    public static IResourceBuilder<T> WithIconName<T>(
        this IResourceBuilder<T> builder,
        [ModelArgument("value")] string iconName,
        [ModelArgument("detail")] IconVariant iconVariant = IconVariant.Filled)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(iconName);
        return builder.Set(ResourceSetting.IconName, ModelValue.From(iconName), ModelValue.From(Enum.IsDefined(iconVariant)
            ? iconVariant.ToString()
            : throw new ArgumentOutOfRangeException(nameof(iconVariant), iconVariant, "There is no such icon variant.")));
    }

    /// <summary>Shows the resource in a state of your own until it has one: for types of resources that nothing is started for.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="initialSnapshot">The state. It is changed with <see cref="ResourceNotificationService.PublishUpdateAsync"/>.</param>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.InitialState))]
    public static IResourceBuilder<T> WithInitialState<T>(this IResourceBuilder<T> builder, [RunTimeOnly] CustomResourceSnapshot initialSnapshot)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(initialSnapshot);
        builder.Application().Context.Feed.Update(builder.Resource, _ => initialSnapshot);
        return builder.Set(ResourceSetting.InitialState, ModelValue.None);
    }

    /// <summary>
    /// Says whether a proxy may stand before the endpoints of the resource. Endpoints are bound directly wherever that is possible,
    /// so there is none in most cases.
    /// </summary>
    /// <param name="builder">The resource.</param>
    /// <param name="proxyEnabled">A proxy may stand there.</param>
    [ModelOperation(OperationKind.WithSetting)]
    [ModelConstant("setting", nameof(ResourceSetting.EndpointProxySupport))]
    public static IResourceBuilder<T> WithEndpointProxySupport<T>(this IResourceBuilder<T> builder, [ModelArgument("value")] bool proxyEnabled)
        where T : IResourceWithEndpoints =>
        builder.Set(ResourceSetting.EndpointProxySupport, ModelValue.From(proxyEnabled));
}
