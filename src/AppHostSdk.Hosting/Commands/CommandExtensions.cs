using System.Runtime.CompilerServices;
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
        where T : IResource => builder.Command(name, displayName, executeCommand, commandOptions);

    /// <summary>Offers a command on a resource; the form of earlier versions of Aspire.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">The command's name, unique in the resource.</param>
    /// <param name="displayName">What people are shown.</param>
    /// <param name="executeCommand">What it does.</param>
    /// <param name="updateState">Says whether it can be executed in a state of the resource; without it, always.</param>
    /// <param name="displayDescription">What it does, in a sentence.</param>
    /// <param name="parameter">Whatever it needs; only its own function knows.</param>
    /// <param name="confirmationMessage">What people are asked before it is executed.</param>
    /// <param name="iconName">The name of a Fluent UI icon.</param>
    /// <param name="iconVariant">How the icon is drawn.</param>
    /// <param name="isHighlighted">It is shown with the resource, not only among its details.</param>
    [OverloadResolutionPriority(-1)]
    [ModelOperation(OperationKind.WithCommand)]
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        [ModelArgument("callback")] Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        [RunTimeOnly] Func<UpdateCommandStateContext, ResourceCommandState>? updateState = null,
        [RunTimeOnly] string? displayDescription = null,
        [RunTimeOnly] object? parameter = null,
        [RunTimeOnly] string? confirmationMessage = null,
        [RunTimeOnly] string? iconName = null,
        [RunTimeOnly] IconVariant? iconVariant = null,
        [RunTimeOnly] bool isHighlighted = false)
        where T : IResource => builder.Command(name, displayName, executeCommand, new CommandOptions
        {
            UpdateState = updateState,
            Description = displayDescription,
            Parameter = parameter,
            ConfirmationMessage = confirmationMessage,
            IconName = iconName,
            IconVariant = iconVariant,
            IsHighlighted = isHighlighted,
        });

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
        where T : IResourceWithEndpoints => builder.HttpCommand(path, displayName, endpointName, commandName, commandOptions ?? new HttpCommandOptions());

    /// <summary>Offers a command that sends a request to an endpoint that is chosen when it is executed.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path of the request.</param>
    /// <param name="displayName">What people are shown.</param>
    /// <param name="endpointSelector">Chooses the endpoint.</param>
    /// <param name="commandName">The command's name; left out: made of the path.</param>
    /// <param name="commandOptions">How it is shown, how the request is made and what its answer means.</param>
    [OverloadResolutionPriority(-1)]
    [ModelOperation(OperationKind.WithCommand)]
    public static IResourceBuilder<T> WithHttpCommand<T>(
        this IResourceBuilder<T> builder,
        string path,
        string displayName,
        [RunTimeOnly] Func<EndpointReference>? endpointSelector,
        [ModelArgument("name")] string? commandName = null,
        [RunTimeOnly] HttpCommandOptions? commandOptions = null)
        where T : IResourceWithEndpoints
    {
        var options = commandOptions ?? new HttpCommandOptions();
        options.EndpointSelector = endpointSelector ?? options.EndpointSelector;
        return builder.HttpCommand(path, displayName, null, commandName, options);
    }

    private static IResourceBuilder<T> Command<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(displayName);
        ArgumentNullException.ThrowIfNull(executeCommand);
        builder.Application().Context.Commands[(builder.Key(), name)] = new ResourceCommand(executeCommand, commandOptions ?? new CommandOptions());
        return builder.Record(OperationKind.WithCommand, ModelValue.From(name), ModelValue.From(displayName), builder.Callback(executeCommand));
    }

    private static IResourceBuilder<T> HttpCommand<T>(
        this IResourceBuilder<T> builder,
        string path,
        string displayName,
        string? endpointName,
        string? commandName,
        HttpCommandOptions options)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(displayName);
        var context = builder.Application().Context;
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
