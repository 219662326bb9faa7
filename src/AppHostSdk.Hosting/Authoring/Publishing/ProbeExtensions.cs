using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>What a question to a resource is for.</summary>
public enum ProbeType
{
    /// <summary>Whether it has started.</summary>
    Startup,

    /// <summary>Whether it can be given work.</summary>
    Readiness,

    /// <summary>Whether it is alive, or must be started anew.</summary>
    Liveness,
}

/// <summary>Lets the environment that the application is published to ask a resource whether it is well.</summary>
public static class ProbeExtensions
{
    /// <summary>
    /// Is asked by GET requests in the environment that the application is published to; in a run the resource counts as healthy once
    /// one is answered with status 200.
    /// </summary>
    /// <param name="builder">The resource.</param>
    /// <param name="type">What the question is for.</param>
    /// <param name="path">The path asked for; left out: <c>/</c>.</param>
    /// <param name="initialDelaySeconds">How long the first question is put off.</param>
    /// <param name="periodSeconds">The time between questions.</param>
    /// <param name="timeoutSeconds">How long an answer may take.</param>
    /// <param name="failureThreshold">So many failures in a row count.</param>
    /// <param name="successThreshold">So many successes in a row count.</param>
    /// <param name="endpointName">The endpoint asked; left out: https if there is one, else http.</param>
    [ModelOperation(OperationKind.WithHttpProbe)]
    public static IResourceBuilder<T> WithHttpProbe<T>(
        this IResourceBuilder<T> builder,
        ProbeType type,
        string? path = null,
        int? initialDelaySeconds = null,
        int? periodSeconds = null,
        int? timeoutSeconds = null,
        int? failureThreshold = null,
        int? successThreshold = null,
        [EndpointName] string? endpointName = null)
        where T : IResourceWithEndpoints, IResourceWithProbes => builder.Record(
            OperationKind.WithHttpProbe,
            ModelValue.From(Enum.IsDefined(type) ? type.ToString() : throw new ArgumentOutOfRangeException(nameof(type), type, "The value is not a ProbeType. Pass one of its members.")),
            ModelValue.From(path),
            ModelValue.From(initialDelaySeconds),
            ModelValue.From(periodSeconds),
            ModelValue.From(timeoutSeconds),
            ModelValue.From(failureThreshold),
            ModelValue.From(successThreshold),
            ModelValue.From(endpointName));
}
