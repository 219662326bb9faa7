using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Notifications;
using AppHostSdk.Running;

namespace AppHostSdk.UserCode;

/// <summary>The URLs that are shown with a resource, as the program wants them.</summary>
internal sealed class UrlCallbacks(RunContext context, Addresses addresses, ValueResolver values)
{
    /// <summary>The texts of the URLs: first those of the endpoints, then what the program adds, with what it changes.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="urls">The URL of each endpoint, in the order of the endpoints.</param>
    /// <param name="cancellation">Is given to the functions.</param>
    /// <exception cref="DistributedApplicationException">A function of the program failed.</exception>
    public async Task<IReadOnlyList<string>> ResolveAsync(Model.Resource resource, IReadOnlyList<string> urls, CancellationToken cancellation)
    {
        var endpoints = addresses.Of(resource.Key);
        List<ResourceUrlAnnotation> shown = [.. endpoints.Select((e, i) => new ResourceUrlAnnotation { Url = urls[i], Endpoint = Reference(resource, e.Endpoint.Name) })];
        foreach (var entry in resource.Urls)
        {
            switch (entry)
            {
                case UrlDeclaration declaration:
                    shown.Add(new ResourceUrlAnnotation { Url = values.Text(null, declaration.Url), DisplayText = declaration.DisplayText.AsText });
                    break;
                case UrlCallback { Callback: ModelValue.Callback callback } changing:
                    await CallAsync(resource, changing.Endpoint, context.CallbackOf(callback), shown, cancellation).ConfigureAwait(false);
                    break;
            }
        }

        return [.. shown
            .Where(u => u.DisplayLocation == UrlDisplayLocation.SummaryAndDetails)
            .OrderByDescending(u => u.DisplayOrder ?? 0)
            .Select(u => Text(Absolute(u), u.DisplayText))];
    }

    private async Task CallAsync(Model.Resource resource, string? endpoint, Delegate callback, List<ResourceUrlAnnotation> shown, CancellationToken cancellation)
    {
        switch (callback)
        {
            case Func<ResourceUrlsCallbackContext, Task> change:
                await CallbackInvoker.CallAsync(resource, "WithUrls", () => change(new ResourceUrlsCallbackContext(
                    context.ExecutionContext,
                    context.Resources[resource.Key],
                    shown,
                    name => addresses.Of(resource.Key).FirstOrDefault(a => IsCalled(a.Endpoint.Name, name)) is { } known ? Reference(resource, known.Endpoint.Name) : null,
                    new ResourceLogger(context.Lines, resource.Name),
                    cancellation))).ConfigureAwait(false);
                break;
            case Action<ResourceUrlAnnotation> change when Find(endpoint) is { } url:
                await CallbackInvoker.CallAsync(resource, "WithUrlForEndpoint", () =>
                {
                    change(url);
                    return Task.CompletedTask;
                }).ConfigureAwait(false);
                break;
            case Func<EndpointReference, ResourceUrlAnnotation> make when Find(endpoint)?.Endpoint is { } reference:
                await CallbackInvoker.CallAsync(resource, "WithUrlForEndpoint", () =>
                {
                    var made = make(reference);
                    shown.Add(new ResourceUrlAnnotation
                    {
                        Url = made.Url,
                        DisplayText = made.DisplayText,
                        DisplayOrder = made.DisplayOrder,
                        DisplayLocation = made.DisplayLocation,
                        Endpoint = made.Endpoint ?? reference,
                    });
                    return Task.CompletedTask;
                }).ConfigureAwait(false);
                break;
        }

        ResourceUrlAnnotation? Find(string? name) => shown.Find(u => u.Endpoint is { } e && IsCalled(e.EndpointName, name));
    }

    private EndpointReference? Reference(Model.Resource resource, string endpoint) =>
        context.Resources[resource.Key] is IResourceWithEndpoints owner ? new EndpointReference(owner, endpoint) : null;

    private static bool IsCalled(string endpoint, string? name) => string.Equals(endpoint, name, StringComparison.OrdinalIgnoreCase);

    private string Absolute(ResourceUrlAnnotation url) => url.Endpoint is { } endpoint && url.Url.StartsWith('/')
        ? addresses.Of(endpoint.Key, endpoint.EndpointName).HostUrl + url.Url
        : url.Url;

    private static string Text(string url, string? displayText) => string.IsNullOrEmpty(displayText) ? url : $"{displayText}: {url}";
}
