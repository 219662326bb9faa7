using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Notifications;
using AppHostSdk.Running;
using Microsoft.Extensions.Logging;

namespace AppHostSdk.UserCode;

/// <summary>
/// Calls the functions that fill environments, command lines and containers, and puts what they gave in their place: what comes out is a
/// resource without functions, which is resolved like any other.
/// </summary>
internal sealed class CallbackInvoker(RunContext context, ValueResolver values)
{
    /// <summary>True when functions decide about environment, arguments or files.</summary>
    public static bool Has(Model.Resource resource) =>
        resource.Environment.Any(IsCallback) || resource.Arguments.Any(a => a.Value is ModelValue.Callback) || resource.Container.Any(IsCallback);

    /// <summary>The resource without what functions decide.</summary>
    public static Model.Resource Without(Model.Resource resource) => Has(resource)
        ? resource with
        {
            Environment = resource.Environment.Where(e => !IsCallback(e)).ToEquatableArray(),
            Arguments = resource.Arguments.Where(a => a.Value is not ModelValue.Callback).ToEquatableArray(),
            Container = resource.Container.Where(e => !IsCallback(e)).ToEquatableArray(),
        }
        : resource;

    /// <summary>Calls the functions in the order of the program.</summary>
    /// <exception cref="DistributedApplicationException">One of them failed.</exception>
    public async Task<Model.Resource> ResolveAsync(Model.Resource resource, CancellationToken cancellation)
    {
        var logger = new ResourceLogger(context.Lines, resource.Name);
        return resource with
        {
            Environment = await EnvironmentAsync(resource, logger, cancellation).ConfigureAwait(false),
            Arguments = await ArgumentsAsync(resource, logger, cancellation).ConfigureAwait(false),
            Container = await FilesAsync(resource, cancellation).ConfigureAwait(false),
        };
    }

    private async Task<EquatableArray<EnvironmentEntry>> EnvironmentAsync(Model.Resource resource, ILogger logger, CancellationToken cancellation)
    {
        var entries = new List<EnvironmentEntry>();
        foreach (var entry in resource.Environment)
        {
            switch (entry)
            {
                case EnvironmentVariable { Value: ModelValue.Callback callback } variable:
                    var give = (Func<string>)context.CallbackOf(callback);
                    await CallAsync(resource, $"WithEnvironment(\"{variable.Name}\", …)", () =>
                    {
                        entries.Add(variable with { Value = ModelValue.From(give()) });
                        return Task.CompletedTask;
                    }).ConfigureAwait(false);
                    break;
                case EnvironmentCallback { Callback: ModelValue.Callback callback }:
                    // What is there already stays what it is unless the function changes it: text that it sees is not what others wait for.
                    // What chooses among variables counts wherever it stands.
                    var choices = resource.Environment.Where(e => e is ReferenceInjection or TelemetryVariables).ToList();
                    var before = values.Environment(resource with { Environment = entries.Concat(choices).ToEquatableArray() });
                    var variables = before.ToDictionary(v => v.Key, object (v) => v.Value);
                    var fill = (Func<EnvironmentCallbackContext, Task>)context.CallbackOf(callback);
                    await CallAsync(resource, "WithEnvironment", () => fill(new EnvironmentCallbackContext(
                        context.ExecutionContext,
                        context.Resources[resource.Key],
                        variables,
                        logger,
                        cancellation))).ConfigureAwait(false);
                    entries = [.. choices, .. variables.Select(v => new EnvironmentVariable(v.Key, CallbackValue.Of(v.Value)) { Site = entry.Site })];
                    break;
                default:
                    entries.Add(entry);
                    break;
            }
        }

        return entries.ToEquatableArray();
    }

    private async Task<EquatableArray<ArgumentEntry>> ArgumentsAsync(Model.Resource resource, ILogger logger, CancellationToken cancellation)
    {
        var entries = new List<ArgumentEntry>();
        foreach (var entry in resource.Arguments)
        {
            if (entry.Value is not ModelValue.Callback callback)
            {
                entries.Add(entry);
                continue;
            }

            List<object> arguments = [.. values.Arguments(resource with { Arguments = entries.ToEquatableArray() })];
            var change = (Func<CommandLineArgsCallbackContext, Task>)context.CallbackOf(callback);
            await CallAsync(resource, "WithArgs", () => change(new CommandLineArgsCallbackContext(
                context.ExecutionContext,
                context.Resources[resource.Key],
                arguments,
                logger,
                cancellation))).ConfigureAwait(false);
            entries = [.. arguments.Select(a => new ArgumentEntry(CallbackValue.Of(a)) { Site = entry.Site })];
        }

        return entries.ToEquatableArray();
    }

    private async Task<EquatableArray<ContainerEntry>> FilesAsync(Model.Resource resource, CancellationToken cancellation)
    {
        var entries = new List<ContainerEntry>();
        foreach (var entry in resource.Container)
        {
            if (entry is not ContainerFilesEntry { Source: ModelValue.Callback callback } files)
            {
                entries.Add(entry);
                continue;
            }

            var give = (Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>>)context.CallbackOf(callback);
            await CallAsync(resource, "WithContainerFiles", async () =>
            {
                var asked = new ContainerFileSystemCallbackContext { ServiceProvider = context.Services, Model = context.Resources[resource.Key] };
                var items = ContainerFileSystemItem.ListOf(await give(asked, cancellation).ConfigureAwait(false));
                entries.Add(files with { Source = items });
            }).ConfigureAwait(false);
        }

        return entries.ToEquatableArray();
    }

    /// <summary>Calls a function of the program; what it throws becomes the reason why the resource does not start.</summary>
    internal static Task CallAsync(Model.Resource resource, string method, Func<Task> callback) =>
        CallAsync($"the function given to {method} on '{resource.Name}'", callback);

    /// <summary>Calls a function of the program; what it throws is told in words.</summary>
    /// <param name="who">Which function it is.</param>
    /// <param name="callback">Calls it.</param>
    internal static async Task CallAsync(string who, Func<Task> callback)
    {
        try
        {
            await callback().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or DistributedApplicationException))
        {
            throw new DistributedApplicationException($"{who} failed: {e.GetType().Name}: {e.Message}", e);
        }
    }

    private static bool IsCallback(ContainerEntry entry) => entry is ContainerFilesEntry { Source: ModelValue.Callback };

    private static bool IsCallback(EnvironmentEntry entry) => entry is EnvironmentCallback or EnvironmentVariable { Value: ModelValue.Callback };
}
