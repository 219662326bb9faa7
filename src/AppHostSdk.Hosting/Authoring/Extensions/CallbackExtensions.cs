using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Lets functions of the program decide about variables and arguments when a resource starts.</summary>
public static class CallbackExtensions
{
    /// <summary>Calls a function each time the resource starts, after what it waits for: it fills the environment.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">The function. Variables set by later calls win over its own.</param>
    [ModelOperation(OperationKind.WithEnvironmentCallback)]
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, Action<EnvironmentCallbackContext> callback)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(callback);
        return builder.Record(OperationKind.WithEnvironmentCallback, builder.AwaitedCallback(callback));
    }

    /// <summary>Calls a function each time the resource starts, after what it waits for: it fills the environment. The start waits for it.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">The function. Variables set by later calls win over its own.</param>
    [ModelOperation(OperationKind.WithEnvironmentCallback)]
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, Func<EnvironmentCallbackContext, Task> callback)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(callback);
        return builder.Record(OperationKind.WithEnvironmentCallback, builder.Callback(callback));
    }

    /// <summary>Sets an environment variable to what a function gives each time the resource starts.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The variable.</param>
    /// <param name="callback">Gives the value.</param>
    [ModelOperation(OperationKind.WithEnvironment)]
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, [ModelArgument("value")] Func<string> callback)
        where T : IResourceWithEnvironment
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(callback);
        return builder.Record(OperationKind.WithEnvironment, ModelValue.From(name), builder.Callback(callback));
    }

    /// <summary>Calls a function each time the resource starts, after what it waits for: it changes the arguments given so far.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">The function.</param>
    [ModelOperation(OperationKind.WithArgsCallback)]
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, Action<CommandLineArgsCallbackContext> callback)
        where T : IResourceWithArgs
    {
        ArgumentNullException.ThrowIfNull(callback);
        return builder.Record(OperationKind.WithArgsCallback, builder.AwaitedCallback(callback));
    }

    /// <summary>
    /// Calls a function each time the resource starts, after what it waits for: it changes the arguments given so far. The start
    /// waits for it.
    /// </summary>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">The function.</param>
    [ModelOperation(OperationKind.WithArgsCallback)]
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, Func<CommandLineArgsCallbackContext, Task> callback)
        where T : IResourceWithArgs
    {
        ArgumentNullException.ThrowIfNull(callback);
        return builder.Record(OperationKind.WithArgsCallback, builder.Callback(callback));
    }
}
