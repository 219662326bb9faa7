using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>What authoring methods need of a resource's builder: its key in the graph, and where to record.</summary>
internal interface IRecordedResource
{
    string Key { get; }

    Recording Recording { get; }
}

internal sealed class ResourceBuilder<T>(DistributedApplicationBuilder application, T resource, string key) : IResourceBuilder<T>, IRecordedResource
    where T : IResource
{
    public IDistributedApplicationBuilder ApplicationBuilder => application;

    public T Resource { get; } = resource;

    public string Key { get; } = key;

    public Recording Recording => application.Recording;
}

internal static class RecordedResource
{
    /// <summary>Records that <paramref name="kind"/> is done to the resource, and returns the same builder for the next call.</summary>
    public static IResourceBuilder<T> Record<T>(this IResourceBuilder<T> builder, OperationKind kind, params ReadOnlySpan<ModelValue> arguments)
        where T : IResource
    {
        var recorded = Of(builder);
        recorded.Recording.Add(kind, recorded.Key, arguments);
        return builder;
    }

    /// <summary>The resource that <paramref name="builder"/> describes, as a value.</summary>
    public static ModelValue.Resource Reference<T>(this IResourceBuilder<T> builder)
        where T : IResource => new(Of(builder).Key);

    /// <summary>The key of the resource that <paramref name="builder"/> describes.</summary>
    public static string Key<T>(this IResourceBuilder<T> builder)
        where T : IResource => Of(builder).Key;

    /// <summary>Records what the resource has one of.</summary>
    public static IResourceBuilder<T> Set<T>(this IResourceBuilder<T> builder, ResourceSetting setting, ModelValue value, ModelValue? detail = null)
        where T : IResource =>
        builder.Record(OperationKind.WithSetting, ModelValue.From(setting.ToString()), value, detail ?? ModelValue.None);

    /// <summary>A function that is called while the application runs, as a value.</summary>
    public static ModelValue.Callback Callback<T>(this IResourceBuilder<T> builder, Delegate callback)
        where T : IResource => Of(builder).Recording.AddCallback(callback);

    /// <summary>A function that is called while the application runs, as one that is awaited.</summary>
    public static ModelValue.Callback AwaitedCallback<T, TContext>(this IResourceBuilder<T> builder, Action<TContext> callback)
        where T : IResource => builder.Callback((TContext context) =>
        {
            callback(context);
            return Task.CompletedTask;
        });

    /// <summary>A resource of the same application, as a value.</summary>
    /// <exception cref="ArgumentException">It was not added.</exception>
    public static ModelValue.Resource Reference<T>(this IResourceBuilder<T> builder, IResource other)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(other);
        return builder.Application().Context.Resources.KeyOf(other) is { } key
            ? new ModelValue.Resource(key)
            : throw new ArgumentException($"'{other.Name}' was not added to this application. Add it with AddResource.", nameof(other));
    }

    /// <summary>The application that the resource belongs to.</summary>
    public static DistributedApplicationBuilder Application<T>(this IResourceBuilder<T> builder)
        where T : IResource
    {
        _ = Of(builder);
        return (DistributedApplicationBuilder)builder.ApplicationBuilder;
    }

    private static IRecordedResource Of(object builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder as IRecordedResource
            ?? throw new ArgumentException($"{builder.GetType()} was not made by this library; use a builder that an Add method returned.", nameof(builder));
    }
}
