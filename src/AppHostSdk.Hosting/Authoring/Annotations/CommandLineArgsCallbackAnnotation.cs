using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Changes the command line of a resource when it starts; what <c>WithArgs</c> says.</summary>
public class CommandLineArgsCallbackAnnotation : IDescribingAnnotation
{
    /// <summary>Changes the arguments.</summary>
    /// <param name="callback">Changes them.</param>
    [ModelOperation(OperationKind.WithArgsCallback)]
    public CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Callback = callback;
    }

    /// <summary>Changes the arguments.</summary>
    /// <param name="callback">Changes them.</param>
    [ModelOperation(OperationKind.WithArgsCallback)]
    public CommandLineArgsCallbackAnnotation(Action<IList<object>> callback)
        : this(EnvironmentCallbackAnnotation.Awaited<CommandLineArgsCallbackContext>(context => callback(context.Args))) => ArgumentNullException.ThrowIfNull(callback);

    /// <summary>Changes the arguments.</summary>
    public Func<CommandLineArgsCallbackContext, Task> Callback { get; }

    void IDescribingAnnotation.Describe(IResourceBuilder<IResource> builder) =>
        builder.Record(OperationKind.WithArgsCallback, builder.Callback(Callback));
}
