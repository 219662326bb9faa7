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

    private static IRecordedResource Of(object builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder as IRecordedResource
            ?? throw new ArgumentException($"{builder.GetType()} was not made by this library; use a builder that an Add method returned.", nameof(builder));
    }
}
