using AppHostSdk.Configuration;
using AppHostSdk.Model;
using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Execution;

/// <summary>Where resources send their telemetry. The names are OpenTelemetry's, the values for developers Aspire's.</summary>
internal sealed class Telemetry
{
    private const string Grpc = "grpc";
    private const string Http = "http/protobuf";
    private readonly Dictionary<string, string> _endpoints;
    private readonly bool _isDevelopment;
    private readonly Func<Model.Resource, string> _instance;
    private readonly IReadOnlyDictionary<string, string> _origins;

    private Telemetry(Dictionary<string, string> endpoints, string? apiKey, bool isDevelopment, Func<Model.Resource, string> instance, IReadOnlyDictionary<string, string> origins)
    {
        _endpoints = endpoints;
        ApiKey = apiKey;
        _isDevelopment = isDevelopment;
        _instance = instance;
        _origins = origins;
    }

    /// <summary>What senders identify themselves with, a secret.</summary>
    public string? ApiKey { get; }

    /// <summary>The telemetry of a run; <see langword="null"/> when no receiver is configured, or nothing sends to one.</summary>
    public static Telemetry? Of(AppGraph graph, LazyConfiguration configuration, Func<Model.Resource, string> instance)
    {
        if (!graph.Resources.Any(r => IsSender(r)))
        {
            return null;
        }

        var settings = configuration.Value;
        var endpoints = new Dictionary<string, string>();
        Add(Grpc, settings["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ?? settings["DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"]);
        Add(Http, settings["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] ?? settings["DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"]);
        return endpoints.Count == 0
            ? null
            : new Telemetry(
                endpoints,
                settings["AppHost:OtlpApiKey"] is { Length: > 0 } key ? key : null,
                HostConfiguration.IsDevelopment(configuration),
                instance,
                graph.Resources.SelectMany(r => Replicas.Of(r).Select(replica => (replica, r.Name))).ToDictionary(pair => pair.replica, pair => pair.Name));

        void Add(string protocol, string? url)
        {
            if (!string.IsNullOrEmpty(url))
            {
                endpoints[protocol] = url;
            }
        }
    }

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
        var protocol = wanted ?? (_endpoints.ContainsKey(Grpc) ? Grpc : Http);
        if (!_endpoints.TryGetValue(protocol == Grpc ? Grpc : Http, out var endpoint))
        {
            throw new DistributedApplicationException(
                $"'{resource.Name}' sends its telemetry over {protocol}, but no receiver for that is configured. Set {(protocol == Grpc ? "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL" : "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL")}, or ask for another protocol.");
        }

        if (resource.Kind == ResourceKind.Container && Uri.TryCreate(endpoint, UriKind.Absolute, out var receiver) && receiver.IsLoopback)
        {
            var seen = new UriBuilder(receiver) { Host = HostForwards.HostName, Port = forwardedPort?.Invoke(receiver.DnsSafeHost, receiver.Port) ?? receiver.Port };
            endpoint = seen.Uri.ToString().TrimEnd('/');
        }

        variables.TryAdd("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
        variables.TryAdd("OTEL_EXPORTER_OTLP_PROTOCOL", protocol);
        var service = _origins.GetValueOrDefault(resource.Key, resource.Name);
        variables.TryAdd("OTEL_SERVICE_NAME", service);
        variables.TryAdd("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={_instance(resource)}-{resource.Name}");
        if (ApiKey is not null)
        {
            variables.TryAdd("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={ApiKey}");
        }

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

    /// <summary>Projects send without being asked to.</summary>
    private static bool IsSender(Model.Resource resource) =>
        resource.Kind == ResourceKind.Project || resource.Environment.Any(e => e is TelemetryVariables);
}
