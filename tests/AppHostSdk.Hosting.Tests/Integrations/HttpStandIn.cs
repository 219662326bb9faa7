using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>Stands in for a server of HTTP: it answers at the port that an endpoint has on this machine.</summary>
internal sealed class HttpStandIn : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, bool> _asked = new();

    private HttpStandIn(string port, Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        _server = builder.Build();
        _server.Run(context =>
        {
            _asked[$"{context.Request.Method} {context.Request.Path}"] = true;
            return answer(context);
        });
    }

    /// <summary>What it was asked for, each once, in ordinal order.</summary>
    public IEnumerable<string> Asked => _asked.Keys.Order(StringComparer.Ordinal);

    /// <summary>Starts one.</summary>
    public static async Task<HttpStandIn> StartAsync(EndpointReference endpoint, Func<HttpContext, Task> answer)
    {
        var standIn = new HttpStandIn((await endpoint.Property(EndpointProperty.Port).GetValueAsync().AsTask().InTime())!, answer);
        await standIn._server.StartAsync().InTime();
        return standIn;
    }

    /// <summary>The server becomes healthy by what it answers to exactly these questions, and is not before.</summary>
    public static async Task AssertHealthyAsync<T>(RunningApp app, IResourceBuilder<T> server, EndpointReference endpoint, Func<HttpContext, Task> answer, params string[] questions)
        where T : ContainerResource
    {
        HealthOf.Silent(server);
        await using var start = await HealthOf.StartUntilAsync(app, server.Resource.Name);
        Assert.False(start.Completion.IsCompleted);
        await using var standIn = await StartAsync(endpoint, answer);

        await app.Application.ResourceNotifications.WaitForResourceHealthyAsync(server.Resource.Name).InTime();
        await start.Completion.InTime();
        Assert.Equal(questions.Order(StringComparer.Ordinal), standIn.Asked);
        await app.StopAsync();
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();
}
