using AppHostSdk.Supervision;

namespace AppHostSdk.Commands;

/// <summary>Starts and stops resources on request while the application runs.</summary>
/// <param name="executor">Does it.</param>
/// <param name="startedFor">The keys of what is started for a resource.</param>
/// <param name="grace">How long a resource has to end by itself.</param>
internal sealed class LifeCommands(Executor executor, Func<IResource, IReadOnlyList<string>> startedFor, TimeSpan grace)
{
    /// <summary>Executes a command of <see cref="KnownResourceCommands"/>; <see langword="null"/> when it is none, or nothing is started for the resource.</summary>
    public async Task<ExecuteCommandResult?> ExecuteAsync(IResource resource, string command, CancellationToken cancellation)
    {
        var keys = startedFor(resource).Where(executor.Leads).ToList();
        if (keys.Count == 0)
        {
            return null;
        }

        if (command == KnownResourceCommands.StartCommand)
        {
            keys.ForEach(executor.StartResource);
            return CommandResults.Success();
        }

        if (command == KnownResourceCommands.RestartCommand)
        {
            keys.ForEach(key => executor.RestartResource(key, grace));
            return CommandResults.Success();
        }

        if (command != KnownResourceCommands.StopCommand)
        {
            return null;
        }

        var problems = await Task.WhenAll(keys.Select(key => executor.StopResourceAsync(key, grace, cancellation))).ConfigureAwait(false);
        return problems.OfType<string>().ToList() is { Count: > 0 } left ? CommandResults.Failure(string.Join(" ", left)) : CommandResults.Success();
    }
}
