using System.Net.Http;
using AppHostSdk.Networking;

namespace AppHostSdk.Commands;

/// <summary>A command as it is executed.</summary>
/// <param name="Execute">Does it.</param>
/// <param name="Options">When it can be executed.</param>
internal sealed record ResourceCommand(Func<ExecuteCommandContext, Task<ExecuteCommandResult>> Execute, CommandOptions Options);

/// <summary>A command that is a request to a resource.</summary>
/// <param name="resource">The resource.</param>
/// <param name="key">Its key.</param>
/// <param name="path">The path asked for.</param>
/// <param name="endpointName">The endpoint asked; <see langword="null"/> for https if there is one, else http.</param>
/// <param name="options">How the request is made.</param>
/// <param name="addresses">Where endpoints are found, once that is known.</param>
internal sealed class HttpCommand(
    IResourceWithEndpoints resource,
    string key,
    string path,
    string? endpointName,
    HttpCommandOptions options,
    Func<Networking.Addresses?> addresses)
{
    public async Task<ExecuteCommandResult> ExecuteAsync(ExecuteCommandContext context)
    {
        var known = addresses() ?? throw new DistributedApplicationException($"The application does not run, so nothing can be asked of '{resource.Name}'.");
        var chosen = options.EndpointSelector?.Invoke();
        var (owner, name) = (chosen?.Key ?? key, chosen?.EndpointName ?? endpointName);
        var address = name is not null
            ? known.Of(owner, name)
            : known.Of(owner).OrderByDescending(a => a.Endpoint.Scheme == "https").FirstOrDefault(a => a.Endpoint.IsHttp)
                ?? throw new DistributedApplicationException($"'{resource.Name}' has no http endpoint to send a command to. Declare one with WithHttpEndpoint().");
        if (!address.Endpoint.IsHttp)
        {
            throw new DistributedApplicationException(
                $"Endpoint '{address.Endpoint.Name}' of '{resource.Name}' speaks {address.Endpoint.Scheme}; a command needs http or https.");
        }

        var endpoint = chosen ?? new EndpointReference(resource, address.Endpoint.Name);
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(options.Method ?? HttpMethod.Post, new Uri(new Uri(address.HostUrl), path));
        if (options.PrepareRequest is { } prepare)
        {
            await prepare(new HttpCommandRequestContext
            {
                ServiceProvider = context.ServiceProvider,
                ResourceName = context.ResourceName,
                Endpoint = endpoint,
                HttpClient = client,
                Request = request,
                CancellationToken = context.CancellationToken,
            }).ConfigureAwait(false);
        }

        using var response = await client.SendAsync(request, context.CancellationToken).ConfigureAwait(false);
        if (options.GetCommandResult is { } result)
        {
            return await result(new HttpCommandResultContext
            {
                ServiceProvider = context.ServiceProvider,
                ResourceName = context.ResourceName,
                Endpoint = endpoint,
                HttpClient = client,
                Response = response,
                CancellationToken = context.CancellationToken,
            }).ConfigureAwait(false);
        }

        return response.IsSuccessStatusCode
            ? CommandResults.Success()
            : CommandResults.Failure($"{request.Method} {request.RequestUri} was answered with {(int)response.StatusCode} {response.ReasonPhrase}.");
    }
}
