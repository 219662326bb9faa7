using AppHostSdk.Commands;
using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Offers commands on resources. They are executed by <see cref="ResourceCommandService"/>.</summary>
public static class CommandExtensions
{
    /// <summary>Offers a command; one of the same name offered before is replaced.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">Identifies the command on its resource.</param>
    /// <param name="displayName">What people are shown.</param>
    /// <param name="executeCommand">Does it.</param>
    /// <param name="commandOptions">How it is shown, and when it can be executed.</param>
    [ModelOperation(OperationKind.WithCommand)]
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        [ModelArgument("callback")] Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        [RunTimeOnly] CommandOptions? commandOptions = null)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(displayName);
        ArgumentNullException.ThrowIfNull(executeCommand);
        builder.Application().Context.Commands[(builder.Key(), name)] = new ResourceCommand(executeCommand, commandOptions ?? new CommandOptions());
        return builder.Record(OperationKind.WithCommand, ModelValue.From(name), ModelValue.From(displayName), builder.Callback(executeCommand));
    }

    /// <summary>Offers a command that sends a request to the resource; one of the same name offered before is replaced.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path asked for.</param>
    /// <param name="displayName">What people are shown.</param>
    /// <param name="endpointName">The endpoint asked; left out: https if there is one, else http.</param>
    /// <param name="commandName">Identifies the command on its resource; left out: made of the path.</param>
    /// <param name="commandOptions">How the request is made, and what its answer means.</param>
    [ModelOperation(OperationKind.WithCommand)]
    public static IResourceBuilder<T> WithHttpCommand<T>(
        this IResourceBuilder<T> builder,
        string path,
        string displayName,
        [EndpointName] string? endpointName = null,
        [ModelArgument("name")] string? commandName = null,
        [RunTimeOnly] HttpCommandOptions? commandOptions = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(displayName);
        var context = builder.Application().Context;
        var options = commandOptions ?? new HttpCommandOptions();
        var request = new HttpCommand(builder.Resource, builder.Key(), path, endpointName, options, () => context.Addresses);
        context.Commands[(builder.Key(), commandName ?? CommandEntry.NameOf(path))] = new ResourceCommand(request.ExecuteAsync, options);
        return builder.Record(
            OperationKind.WithCommand,
            ModelValue.From(commandName),
            ModelValue.From(displayName),
            ModelValue.None,
            ModelValue.From(path),
            ModelValue.From(endpointName));
    }
}
