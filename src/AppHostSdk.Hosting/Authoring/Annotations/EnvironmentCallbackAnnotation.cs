using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Fills the environment of a resource when it starts; what <c>WithEnvironment</c> says.</summary>
public class EnvironmentCallbackAnnotation : IDescribingAnnotation
{
    private readonly Action<IResourceBuilder<IResource>> _describe;

    /// <summary>Sets one variable.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="callback">Gives its value.</param>
    [ModelOperation(OperationKind.WithEnvironment)]
    public EnvironmentCallbackAnnotation(string name, [ModelArgument("value")] Func<string> callback)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(callback);
        Callback = context =>
        {
            context.EnvironmentVariables[name] = callback();
            return Task.CompletedTask;
        };
        _describe = builder => builder.Record(OperationKind.WithEnvironment, ModelValue.From(name), builder.Callback(callback));
    }

    /// <summary>Fills the variables.</summary>
    /// <param name="callback">Fills them.</param>
    [ModelOperation(OperationKind.WithEnvironmentCallback)]
    public EnvironmentCallbackAnnotation(Action<Dictionary<string, object>> callback)
        : this(Awaited<EnvironmentCallbackContext>(context => callback(context.EnvironmentVariables))) => ArgumentNullException.ThrowIfNull(callback);

    /// <summary>Fills the variables.</summary>
    /// <param name="callback">Fills them.</param>
    [ModelOperation(OperationKind.WithEnvironmentCallback)]
    public EnvironmentCallbackAnnotation(Action<EnvironmentCallbackContext> callback)
        : this(Awaited(callback)) => ArgumentNullException.ThrowIfNull(callback);

    /// <summary>Fills the variables.</summary>
    /// <param name="callback">Fills them.</param>
    [ModelOperation(OperationKind.WithEnvironmentCallback)]
    public EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Callback = callback;
        _describe = builder => builder.Record(OperationKind.WithEnvironmentCallback, builder.Callback(callback));
    }

    /// <summary>Fills the variables.</summary>
    public Func<EnvironmentCallbackContext, Task> Callback { get; }

    void IDescribingAnnotation.Describe(IResourceBuilder<IResource> builder) => _describe(builder);

    internal static Func<TContext, Task> Awaited<TContext>(Action<TContext> callback) => context =>
    {
        callback(context);
        return Task.CompletedTask;
    };
}
