using System.Net.Http;
using Microsoft.Extensions.Logging;

namespace AppHostSdk;

/// <summary>Whether a command can be executed now.</summary>
public enum ResourceCommandState
{
    /// <summary>It can.</summary>
    Enabled,

    /// <summary>It cannot, and is shown so.</summary>
    Disabled,

    /// <summary>It is not shown.</summary>
    Hidden,
}

/// <summary>How a command is shown, and when it can be executed.</summary>
public class CommandOptions
{
    /// <summary>What the command does, in a sentence.</summary>
    public string? Description { get; set; }

    /// <summary>Whatever the command needs; only its own function knows.</summary>
    public object? Parameter { get; set; }

    /// <summary>What people are asked before it is executed; <see langword="null"/> for nothing.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>The name of a Fluent UI icon.</summary>
    public string? IconName { get; set; }

    /// <summary>How the icon is drawn.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>It is shown with the resource, not only among its details.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Says whether the command can be executed in a state of the resource; without it, always.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}

/// <summary>How a request to a resource is made and what its answer means.</summary>
public sealed class HttpCommandOptions : CommandOptions
{
    /// <summary>The method of the request; without it, POST.</summary>
    public HttpMethod? Method { get; set; }

    /// <summary>Chooses the endpoint that is asked, in place of a name.</summary>
    public Func<EndpointReference>? EndpointSelector { get; set; }

    /// <summary>Changes the request before it is sent.</summary>
    public Func<HttpCommandRequestContext, Task>? PrepareRequest { get; set; }

    /// <summary>Says what an answer means; without it, a status from 200 to 299 is success.</summary>
    public Func<HttpCommandResultContext, Task<ExecuteCommandResult>>? GetCommandResult { get; set; }
}

/// <summary>What a function sees that says whether a command can be executed.</summary>
public sealed class UpdateCommandStateContext
{
    /// <summary>The state of the resource.</summary>
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    /// <summary>The services of the application.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The services of the application, too.</summary>
    public IServiceProvider Services
    {
        get => ServiceProvider;
        init => ServiceProvider = value;
    }
}

/// <summary>What the function of a command sees.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>The services of the application.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The services of the application, too.</summary>
    public IServiceProvider Services
    {
        get => ServiceProvider;
        init => ServiceProvider = value;
    }

    /// <summary>The name of the resource.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Cancelled when whoever asked for the command gives up.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Writes to the output of the resource.</summary>
    public required ILogger Logger { get; init; }
}

/// <summary>What a function sees that changes a request.</summary>
public sealed class HttpCommandRequestContext
{
    /// <summary>The services of the application.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The services of the application, too.</summary>
    public IServiceProvider Services
    {
        get => ServiceProvider;
        init => ServiceProvider = value;
    }

    /// <summary>The name of the resource.</summary>
    public required string ResourceName { get; init; }

    /// <summary>The endpoint that is asked.</summary>
    public required EndpointReference Endpoint { get; init; }

    /// <summary>Sends the request.</summary>
    public required HttpClient HttpClient { get; init; }

    /// <summary>The request.</summary>
    public required HttpRequestMessage Request { get; init; }

    /// <summary>Cancelled when whoever asked for the command gives up.</summary>
    public required CancellationToken CancellationToken { get; init; }
}

/// <summary>What a function sees that says what an answer means.</summary>
public sealed class HttpCommandResultContext
{
    /// <summary>The services of the application.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The services of the application, too.</summary>
    public IServiceProvider Services
    {
        get => ServiceProvider;
        init => ServiceProvider = value;
    }

    /// <summary>The name of the resource.</summary>
    public required string ResourceName { get; init; }

    /// <summary>The endpoint that was asked.</summary>
    public required EndpointReference Endpoint { get; init; }

    /// <summary>Sent the request.</summary>
    public required HttpClient HttpClient { get; init; }

    /// <summary>The answer.</summary>
    public required HttpResponseMessage Response { get; init; }

    /// <summary>Cancelled when whoever asked for the command gives up.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
