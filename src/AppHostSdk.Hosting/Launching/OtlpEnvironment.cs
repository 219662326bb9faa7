using AppHostSdk.Configuration;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Networks;
using AppHostSdk.Planning;
using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Launching;

/// <summary>Where resources send their telemetry. The names are OpenTelemetry's, the values for developers Aspire's.</summary>
internal sealed class OtlpEnvironment
{
    private const string Grpc = "grpc";
    private const string Http = "http/protobuf";
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Has .NET keep what could not be sent, and try again.</summary>
    public const string RetryVariable = "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY";

    private readonly List<OtlpReceiver> _receivers;
    private readonly bool _isDevelopment;
    private readonly Func<Model.Resource, string> _instance;
    private readonly IReadOnlyDictionary<string, string> _origins;

    private OtlpEnvironment(List<OtlpReceiver> receivers, string? apiKey, bool isDevelopment, Func<Model.Resource, string> instance, IReadOnlyDictionary<string, string> origins)
    {
        _receivers = receivers;
        ApiKey = apiKey;
        _isDevelopment = isDevelopment;
        _instance = instance;
        _origins = origins;
    }

    /// <summary>What senders identify themselves with, a secret.</summary>
    public string? ApiKey { get; }

    /// <summary>
    /// The telemetry of a run; <see langword="null"/> when no receiver is configured, or nothing sends to one. From now on it connects to
    /// the receivers; <see cref="FindReceiversAsync"/> waits for what comes of that.
    /// </summary>
    public static OtlpEnvironment? Of(AppGraph graph, LazyConfiguration configuration, Func<Model.Resource, string> instance)
    {
        if (!graph.Resources.Any(r => IsSender(r)))
        {
            return null;
        }

        var settings = configuration.Value;
        var receivers = new List<OtlpReceiver>();
        Add(Grpc, "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL");
        Add(Http, "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL");
        return receivers.Count == 0
            ? null
            : new OtlpEnvironment(
                receivers,
                settings["AppHost:OtlpApiKey"] is { Length: > 0 } key ? key : null,
                HostConfiguration.IsDevelopment(configuration),
                instance,
                graph.Resources.SelectMany(r => ReplicaExpansion.Of(r).Select(replica => (replica, r.Name))).ToDictionary(pair => pair.replica, pair => pair.Name));

        void Add(string protocol, params string[] names)
        {
            if (Array.Find(names, name => settings[name] is not null) is { } name && settings[name] is { Length: > 0 } url)
            {
                receivers.Add(new OtlpReceiver(protocol, url, name));
            }
        }
    }

    /// <summary>
    /// Finds out which receivers are there. The others are not handed on: programs that send to a receiver that is not there go on trying
    /// when they are to end, for longer than they are given.
    /// </summary>
    /// <param name="addresses">Where the endpoints of the application are.</param>
    /// <returns>Which are not there and why, for people; <see langword="null"/> when all are.</returns>
    public async Task<string?> FindReceiversAsync(Addresses addresses)
    {
        foreach (var receiver in _receivers)
        {
            await receiver.FindAsync(addresses).ConfigureAwait(false);
        }

        var absent = _receivers.FindAll(r => !r.IsThere);
        return absent.Count == 0
            ? null
            : $"No telemetry is sent to {string.Join(" or ", absent.Select(r => $"{r.Url} ({r.Setting})"))}: {string.Join("; ", absent.Select(r => r.Problem).Distinct())}.";
    }

    /// <summary>Whether a resource sends to another one of the application, because the program says so.</summary>
    public static bool IsSentWithin(Model.Resource resource) =>
        resource.Environment.OfType<EnvironmentVariable>().LastOrDefault(v => v.Name == EndpointVariable) is { } own
        && own.Value.SelfAndParts().Any(part => part is ModelValue.Endpoint);

    /// <summary>Adds the variables of a resource that sends telemetry. What the program set stays.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="forwardedPort">The port at which containers reach a port of a host of this machine; without it, the same one.</param>
    public void AddTo(Dictionary<string, string> variables, Model.Resource resource, Func<string, int, int>? forwardedPort = null)
    {
        if (!IsSender(resource))
        {
            return;
        }

        var wanted = resource.Environment.OfType<TelemetryVariables>().LastOrDefault()?.Protocol;
        var protocol = wanted ?? (_receivers.Find(r => r.IsThere) ?? _receivers[0]).Protocol;
        if (_receivers.Find(r => r.Protocol == (protocol == Grpc ? Grpc : Http)) is not { } chosen)
        {
            throw new DistributedApplicationException(
                $"'{resource.Name}' sends its telemetry over {protocol}, but no receiver for that is configured. Set {(protocol == Grpc ? "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL" : "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL")}, or ask for another protocol.");
        }

        var inherits = resource.Kind != ResourceKind.Container && Environment.GetEnvironmentVariable(EndpointVariable) is { Length: > 0 };
        if (!chosen.IsThere && !inherits && !variables.ContainsKey(EndpointVariable))
        {
            return;
        }

        if (!inherits)
        {
            if (!variables.ContainsKey(EndpointVariable))
            {
                variables.Add(EndpointVariable, resource.Kind == ResourceKind.Container ? FromContainer(chosen, forwardedPort) : chosen.Url);
                if (resource.Kind == ResourceKind.Project)
                {
                    // Only for a receiver that is there: a program that keeps telemetry for an absent one overruns its time to stop.
                    variables.TryAdd(RetryVariable, "in_memory");
                }
            }

            variables.TryAdd("OTEL_EXPORTER_OTLP_PROTOCOL", protocol);
            if (ApiKey is not null)
            {
                variables.TryAdd("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={ApiKey}");
            }
        }

        var service = _origins.GetValueOrDefault(resource.Key, resource.Name);
        variables.TryAdd("OTEL_SERVICE_NAME", service);
        variables.TryAdd("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={_instance(resource)}-{resource.Name}");
        if (_isDevelopment)
        {
            // A developer wants to see everything, and at once.
            variables.TryAdd("OTEL_BLRP_SCHEDULE_DELAY", "1000");
            variables.TryAdd("OTEL_BSP_SCHEDULE_DELAY", "1000");
            variables.TryAdd("OTEL_METRIC_EXPORT_INTERVAL", "1000");
            variables.TryAdd("OTEL_TRACES_SAMPLER", "always_on");
            variables.TryAdd("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based");
            variables.TryAdd("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true");
        }
    }

    /// <summary>How a container reaches a receiver.</summary>
    private static string FromContainer(OtlpReceiver receiver, Func<string, int, int>? forwardedPort)
    {
        if (!Uri.TryCreate(receiver.Url, UriKind.Absolute, out var url) || !url.IsLoopback)
        {
            return receiver.Url;
        }

        var seen = new UriBuilder(url) { Host = HostForwards.HostName, Port = forwardedPort?.Invoke(url.DnsSafeHost, url.Port) ?? url.Port };
        return seen.Uri.ToString().TrimEnd('/');
    }

    /// <summary>Projects send without being asked to.</summary>
    private static bool IsSender(Model.Resource resource) =>
        resource.Kind == ResourceKind.Project || resource.Environment.Any(e => e is TelemetryVariables);
}
