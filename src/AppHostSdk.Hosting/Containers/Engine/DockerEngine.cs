using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AppHostSdk.Containers;

/// <summary>The Docker Engine API, as far as <see cref="IContainerEngine"/> needs it.</summary>
internal sealed partial class DockerEngine : IContainerEngine
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(20);

    private readonly EngineConnection _connection;

    // Messages call a container by its name, the interface by its id.
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    private volatile EngineIdentity? _identity;

    private DockerEngine(ContainerEngineAddress address) => _connection = new(address);

    /// <inheritdoc/>
    public string Address => _connection.Address.Text;

    /// <inheritdoc/>
    public bool SharesFiles => _connection.Address.IsOfThisMachine;

    /// <summary>The credentials for the registries that images are pulled from.</summary>
    internal RegistryCredentials Credentials { get; init; } = RegistryCredentials.OfUser;

    /// <summary>How long <see cref="ConnectAsync"/> waits for an answer.</summary>
    internal TimeSpan Patience { get; init; } = DefaultPatience;

    /// <inheritdoc/>
    public EngineKind Kind => Identity.Kind;

    /// <summary>What the engine said of itself; known once connected.</summary>
    public EngineIdentity Identity => _identity ?? throw new InvalidOperationException($"{nameof(ConnectAsync)} comes first.");

    /// <summary>A client of the engine at <paramref name="address"/>, not connected yet.</summary>
    public static DockerEngine Create(ContainerEngineAddress address) => new(address);

    /// <summary>A client of the engine that <paramref name="dockerHost"/> names, not connected yet.</summary>
    /// <exception cref="ContainerEngineException">The value is not an address, or of a kind that is not supported.</exception>
    internal static DockerEngine Create(string dockerHost, TimeSpan? patience = null) =>
        new(ContainerEngineAddress.Parse(dockerHost)) { Patience = patience ?? DefaultPatience };

    /// <inheritdoc cref="Create(string, TimeSpan?)"/>
    internal static DockerEngine Create(string dockerHost, RegistryCredentials credentials) =>
        new(ContainerEngineAddress.Parse(dockerHost)) { Credentials = credentials };

    /// <inheritdoc/>
    public async Task ConnectAsync(CancellationToken ct) =>
        _identity = await EngineHandshake.RunAsync(_connection, Patience, ct).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<string> CreateContainerAsync(ContainerSpec spec, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(spec);
        using var files = spec.Files.Count > 0 ? ContainerArchive.Of(spec.Files) : null;
        var id = await CreateEmptyAsync(spec, ct).ConfigureAwait(false);
        _names[id] = spec.Name;
        if (files is not null)
        {
            try
            {
                var operation = $"putting files into container '{spec.Name}'";
                using var _ = await SendAsync(HttpMethod.Put, $"{PathOf(id)}/archive?path=%2F", operation, ct, files).ConfigureAwait(false);
            }
            catch
            {
                await RemoveContainerAsync(id, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }

        return id;
    }

    private async Task<string> CreateEmptyAsync(ContainerSpec spec, CancellationToken ct)
    {
        var operation = $"creating container '{spec.Name}' from image '{spec.Image}'";
        if (spec.RuntimeArguments.Count > 0)
        {
            return await EngineCommand.CreateAsync(Kind, Address, spec, operation, ct).ConfigureAwait(false);
        }

        var body = BodyOf(CreateContainerRequest.From(spec), EngineJson.Default.CreateContainerRequest);
        using var response = await SendAsync(
            HttpMethod.Post, $"/containers/create?name={Uri.EscapeDataString(spec.Name)}", operation, ct, body).ConfigureAwait(false);
        var created = await ReadAsync(response, EngineJson.Default.CreatedContainer, operation, ct).ConfigureAwait(false);
        return string.IsNullOrEmpty(created.Id)
            ? throw new ContainerEngineException(operation, "the engine did not say which id the container has")
            : created.Id;
    }

    /// <inheritdoc/>
    public async Task<IContainerAttachment> AttachAsync(string id, CancellationToken ct)
    {
        var operation = $"attaching to container '{NameOf(id)}'";
        var response = await SendAsync(
            HttpMethod.Post, $"{PathOf(id)}/attach?stream=1&stdout=1&stderr=1", operation, ct, takeOver: true).ConfigureAwait(false);
        try
        {
            if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
            {
                throw new ContainerEngineException(
                    operation, "the engine did not hand the connection over", (int)response.StatusCode);
            }

            var stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
            return new DockerAttachment(_connection, response, stream, $"reading the output of container '{NameOf(id)}'");
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task StartContainerAsync(string id, CancellationToken ct)
    {
        using var _ = await SendAsync(
            HttpMethod.Post,
            $"{PathOf(id)}/start",
            $"starting container '{NameOf(id)}'",
            ct,
            alsoFine: [HttpStatusCode.NotModified]).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task UnpauseContainerAsync(string id, CancellationToken ct)
    {
        try
        {
            using var _ = await SendAsync(HttpMethod.Post, $"{PathOf(id)}/unpause", $"letting container '{NameOf(id)}' go on", ct).ConfigureAwait(false);
        }
        catch (ContainerEngineException e) when (e.StatusCode is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.InternalServerError
            && e.Problem.Contains("is not paused", StringComparison.OrdinalIgnoreCase))
        {
            // Somebody else's word is as good as ours.
        }
    }

    /// <inheritdoc/>
    public async Task<int> WaitContainerAsync(string id, CancellationToken ct)
    {
        var operation = $"waiting for container '{NameOf(id)}' to end";
        using var response = await SendAsync(
            HttpMethod.Post, $"{PathOf(id)}/wait?condition=not-running", operation, ct).ConfigureAwait(false);
        var waited = await ReadAsync(response, EngineJson.Default.WaitedContainer, operation, ct).ConfigureAwait(false);
        return waited switch
        {
            { Error.Message: { Length: > 0 } problem } => throw new ContainerEngineException(operation, problem),
            { StatusCode: { } code } => unchecked((int)code),
            _ => throw new ContainerEngineException(operation, "the engine did not say with which code it ended"),
        };
    }

    /// <inheritdoc/>
    public async Task StopContainerAsync(string id, TimeSpan grace, CancellationToken ct)
    {
        var seconds = (int)Math.Clamp(Math.Ceiling(grace.TotalSeconds), 0, int.MaxValue);
        using var _ = await SendAsync(
            HttpMethod.Post,
            string.Create(CultureInfo.InvariantCulture, $"{PathOf(id)}/stop?t={seconds}"),
            $"stopping container '{NameOf(id)}'",
            ct,
            alsoFine: [HttpStatusCode.NotModified, HttpStatusCode.NotFound]).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task RemoveContainerAsync(string id, CancellationToken ct)
    {
        try
        {
            using var _ = await SendAsync(
                HttpMethod.Delete,
                $"{PathOf(id)}?force=1&v=1",
                $"removing container '{NameOf(id)}'",
                ct,
                alsoFine: [HttpStatusCode.NotFound]).ConfigureAwait(false);
        }
        catch (ContainerEngineException e) when (IsRemovalInProgress(e))
        {
            // Somebody else's removal is as good as ours.
        }

        _names.TryRemove(id, out var _);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ContainerSummary>> ListContainersAsync(string label, string? value, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        var wanted = value is null ? label : $"{label}={value}";
        var operation = $"listing the containers with label '{wanted}'";
        var filters = JsonSerializer.Serialize(new() { ["label"] = [wanted] }, EngineJson.Default.Filters);
        using var response = await SendAsync(
            HttpMethod.Get, $"/containers/json?all=1&filters={Uri.EscapeDataString(filters)}", operation, ct).ConfigureAwait(false);
        var listed = await ReadAsync(response, EngineJson.Default.ListedContainerArray, operation, ct).ConfigureAwait(false);
        return Array.ConvertAll(listed, SummaryOf);
    }

    /// <inheritdoc/>
    public async Task<ContainerNetwork> CreateNetworkAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken ct)
    {
        var operation = $"creating network '{name}'";
        var body = BodyOf(new CreateNetworkRequest(name, "bridge", CheckDuplicate: true, labels), EngineJson.Default.CreateNetworkRequest);
        using var response = await SendAsync(HttpMethod.Post, "/networks/create", operation, ct, body).ConfigureAwait(false);
        var created = await ReadAsync(response, EngineJson.Default.CreatedNetwork, operation, ct).ConfigureAwait(false);
        if (string.IsNullOrEmpty(created.Id))
        {
            throw new ContainerEngineException(operation, "the engine did not say which id the network has");
        }

        operation = $"looking at network '{name}'";
        using var answer = await SendAsync(HttpMethod.Get, $"/networks/{Uri.EscapeDataString(created.Id)}", operation, ct).ConfigureAwait(false);
        return await NetworkAsync(created.Id, name, await ReadAsync(answer, EngineJson.Default.ListedNetwork, operation, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ContainerNetwork?> FindNetworkAsync(string name, CancellationToken ct)
    {
        var operation = $"looking for network '{name}'";
        var filters = JsonSerializer.Serialize(new() { ["name"] = [name] }, EngineJson.Default.Filters);
        using var response = await SendAsync(HttpMethod.Get, $"/networks?filters={Uri.EscapeDataString(filters)}", operation, ct).ConfigureAwait(false);

        // The filter is for a part of the name.
        return (await ReadAsync(response, EngineJson.Default.ListedNetworkArray, operation, ct).ConfigureAwait(false)).FirstOrDefault(n => n.Name == name) is { Id: { } id } network
            ? await NetworkAsync(id, name, network, ct).ConfigureAwait(false)
            : null;
    }

    /// <inheritdoc/>
    public async Task RemoveNetworkAsync(ContainerNetwork network, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var _ = await SendAsync(
            HttpMethod.Delete, $"/networks/{Uri.EscapeDataString(network.Id)}", $"removing network '{network.Name}'", ct, alsoFine: [HttpStatusCode.NotFound]).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    internal static bool IsRemovalInProgress(ContainerEngineException exception) =>
        exception.StatusCode == (int)HttpStatusCode.Conflict
        && exception.Problem.Contains("already in progress", StringComparison.OrdinalIgnoreCase);

    private static ByteArrayContent BodyOf<T>(T body, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(body, type))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
    };

    private static ContainerSummary SummaryOf(ListedContainer container) => new(
        container.Id ?? "",
        container.Names is [var name, ..] ? name.TrimStart('/') : "",
        container.Image ?? "",
        container.State ?? "",
        container.Labels ?? []);

    private static string PathOf(string id)
    {
        // Without an id the path would mean something else.
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return $"/containers/{Uri.EscapeDataString(id)}";
    }

    private async Task<ContainerNetwork> NetworkAsync(string id, string name, ListedNetwork network, CancellationToken ct) => new(
        id,
        name,
        network.Ipam?.Config?.Select(r => IPAddress.TryParse(r.Gateway, out var gateway) ? gateway : null).FirstOrDefault(g => g?.AddressFamily == AddressFamily.InterNetwork),
        await MakesBridgesLateAsync(ct).ConfigureAwait(false));

    /// <summary>Podman makes the bridge of a network with the first container that starts in it; whether that will be here, only it knows.</summary>
    private async Task<bool> MakesBridgesLateAsync(CancellationToken ct)
    {
        if (Kind != EngineKind.Podman || _connection.Address.SocketPath is null || !OperatingSystem.IsLinux())
        {
            return false;
        }

        const string Operation = "asking the engine about its machine";
        using var answer = await SendAsync(HttpMethod.Get, "/info", Operation, ct).ConfigureAwait(false);
        var info = await ReadAsync(answer, EngineJson.Default.EngineInfo, Operation, ct).ConfigureAwait(false);
        return info.IsOfThisMachine(Environment.MachineName, KernelVersion());
    }

    private static string KernelVersion() => File.ReadAllText("/proc/sys/kernel/osrelease").Trim();

    private string NameOf(string id) => _names.TryGetValue(id ?? "", out var name)
        ? name
        : id is { Length: 64 } && id.All(char.IsAsciiHexDigit) ? id[..12] : id ?? "";

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string operation,
        CancellationToken ct,
        HttpContent? body = null,
        HttpStatusCode[]? alsoFine = null,
        bool takeOver = false,
        string? authentication = null)
    {
        using var request = new HttpRequestMessage(method, $"/v{Identity.Version}{path}") { Content = body };
        if (authentication is not null)
        {
            request.Headers.Add("X-Registry-Auth", authentication);
        }

        if (takeOver)
        {
            request.Headers.Connection.Add("Upgrade");
            request.Headers.Upgrade.Add(new ProductHeaderValue("tcp"));
        }

        var response = await _connection.TalkAsync(operation, token => _connection.SendAsync(request, token), ct).ConfigureAwait(false);
        if (response.IsSuccessStatusCode
            || (takeOver && response.StatusCode == HttpStatusCode.SwitchingProtocols)
            || alsoFine?.Contains(response.StatusCode) == true)
        {
            return response;
        }

        using (response)
        {
            throw await _connection
                .TalkAsync(operation, token => EngineRefusal.ReadAsync(operation, response, token), ct)
                .ConfigureAwait(false);
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, string operation, CancellationToken ct)
        where T : class
    {
        return await _connection.TalkAsync(operation, ParseAsync, ct).ConfigureAwait(false);

        async Task<T> ParseAsync(CancellationToken token)
        {
            var stream = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
            await using var _ = stream.ConfigureAwait(false);
            return await JsonSerializer.DeserializeAsync(stream, type, token).ConfigureAwait(false)
                ?? throw new JsonException("it is empty");
        }
    }
}
