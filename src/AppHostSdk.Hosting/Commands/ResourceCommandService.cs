using AppHostSdk.Commands;
using AppHostSdk.Notifications;
using AppHostSdk.Running;

namespace AppHostSdk;

/// <summary>Executes the commands that resources offer.</summary>
public sealed class ResourceCommandService
{
    private readonly RunContext _context;

    internal ResourceCommandService(RunContext context) => _context = context;

    /// <summary>Executes a command of a resource.</summary>
    /// <param name="resourceId">The resource's name.</param>
    /// <param name="commandName">The name of the command.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it went; also when there is no such command, or when it threw.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        var resource = _context.Resources.Named(resourceId);
        return resource is null
            ? Task.FromResult(CommandResults.Failure($"There is no resource '{resourceId}'."))
            : ExecuteCommandAsync(resource, commandName, cancellationToken);
    }

    /// <summary>Executes a command of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">The name of the command.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it went; also when there is no such command, or when it threw.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(commandName);
        if (_context.Resources.KeyOf(resource) is not { } key || !_context.Commands.TryGetValue((key, commandName), out var command))
        {
            if (_context.Resources.KeyOf(resource) is not null && _context.Lives is { } lives && await lives.ExecuteAsync(resource, commandName, cancellationToken).ConfigureAwait(false) is { } done)
            {
                return done;
            }

            return CommandResults.Failure($"'{resource.Name}' has no command '{commandName}'.");
        }

        if (Availability(resource, command) is var state && state != ResourceCommandState.Enabled)
        {
            return CommandResults.Failure($"Command '{commandName}' of '{resource.Name}' cannot be executed now: it is {state.ToString().ToLowerInvariant()}.");
        }

        try
        {
            return await command.Execute(new ExecuteCommandContext
            {
                ServiceProvider = _context.Services,
                ResourceName = resource.Name,
                CancellationToken = cancellationToken,
                Logger = new ResourceLogger(_context.Lines, resource.Name),
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
#pragma warning disable CA1031 // the user's function: what it throws is how the command went
        catch (Exception e)
#pragma warning restore CA1031
        {
            return CommandResults.Failure($"Command '{commandName}' of '{resource.Name}' failed: {e.GetType().Name}: {e.Message}");
        }
    }

    private ResourceCommandState Availability(IResource resource, ResourceCommand command) => (command.Options.UpdateState, _context.Feed.Find(resource)) switch
    {
        (null, _) => ResourceCommandState.Enabled,
        (_, null) => ResourceCommandState.Disabled,
        ({ } update, { Snapshot: var snapshot }) => update(new UpdateCommandStateContext { ResourceSnapshot = snapshot, ServiceProvider = _context.Services }),
    };
}
