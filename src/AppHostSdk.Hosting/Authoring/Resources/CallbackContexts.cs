using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AppHostSdk;

/// <summary>What a function sees that fills the environment of a resource. It is called each time the resource starts.</summary>
public sealed class EnvironmentCallbackContext
{
    internal EnvironmentCallbackContext(
        DistributedApplicationExecutionContext executionContext,
        IResource resource,
        Dictionary<string, object> environmentVariables,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        ExecutionContext = executionContext;
        Resource = resource;
        EnvironmentVariables = environmentVariables;
        Logger = logger;
        CancellationToken = cancellationToken;
    }

    /// <summary>Makes what a function sees, for code that calls such functions itself.</summary>
    /// <param name="executionContext">Whether the application runs or is published.</param>
    /// <param name="environmentVariables">The variables so far.</param>
    /// <param name="cancellationToken">Cancelled when the application stops.</param>
    public EnvironmentCallbackContext(
        DistributedApplicationExecutionContext executionContext,
        Dictionary<string, object>? environmentVariables = null,
        CancellationToken cancellationToken = default)
        : this(executionContext, null!, environmentVariables ?? [], NullLogger.Instance, cancellationToken)
    {
    }

    /// <summary>Makes what a function sees, for code that calls such functions itself.</summary>
    /// <param name="executionContext">Whether the application runs or is published.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="environmentVariables">The variables so far.</param>
    /// <param name="cancellationToken">Cancelled when the application stops.</param>
    public EnvironmentCallbackContext(
        DistributedApplicationExecutionContext executionContext,
        IResource resource,
        Dictionary<string, object>? environmentVariables = null,
        CancellationToken cancellationToken = default)
        : this(executionContext, resource, environmentVariables ?? [], NullLogger.Instance, cancellationToken)
    {
    }

    /// <summary>
    /// The variables so far: what calls before this one set is there as text. A value may be text, a number, a truth value, or what
    /// an expression may hold: an endpoint (its URL) or a property of one, a parameter, a connection string, another expression.
    /// </summary>
    public Dictionary<string, object> EnvironmentVariables { get; }

    /// <summary>Whether the application runs or is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resource that starts.</summary>
    public IResource Resource { get; }

    /// <summary>Writes to the output of the resource.</summary>
    public ILogger Logger { get; }

    /// <summary>Cancelled when the application stops.</summary>
    public CancellationToken CancellationToken { get; }
}

/// <summary>What a function sees that changes the command line of a resource. It is called each time the resource starts.</summary>
public sealed class CommandLineArgsCallbackContext
{
    internal CommandLineArgsCallbackContext(
        DistributedApplicationExecutionContext executionContext,
        IResource resource,
        IList<object> args,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        ExecutionContext = executionContext;
        Resource = resource;
        Args = args;
        Logger = logger;
        CancellationToken = cancellationToken;
    }

    /// <summary>
    /// The arguments so far, as text. An argument may be text, a number, a truth value, or what an expression may hold: an endpoint
    /// (its URL) or a property of one, a parameter, a connection string, another expression.
    /// </summary>
    public IList<object> Args { get; }

    /// <summary>Whether the application runs or is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resource that starts.</summary>
    public IResource Resource { get; }

    /// <summary>Writes to the output of the resource.</summary>
    public ILogger Logger { get; }

    /// <summary>Cancelled when the application stops.</summary>
    public CancellationToken CancellationToken { get; }
}
