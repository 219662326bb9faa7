using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using AppHostSdk.Health;

namespace AppHostSdk.Containers;

/// <content>How containers are, and whether the engine itself is there.</content>
internal sealed partial class DockerEngine
{
    private const string CheckName = "the health check of its container";
    private const string Starting = "starting";
    private const string Healthy = "healthy";
    private const string Gone = "it is gone";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Lock _returnLock = new();
    private Task? _return;

    /// <summary>Told when the engine does not answer any more, and when it does again.</summary>
    public Action<string> OnContact { get; set; } = _ => { };

    /// <summary>Its return is waited for.</summary>
    public bool IsLost { get; private set; }

    /// <inheritdoc/>
    public async Task<ContainerCondition?> InspectContainerAsync(string id, CancellationToken ct)
    {
        var operation = $"looking at container '{NameOf(id)}'";
        using var response = await SendAsync(HttpMethod.Get, $"{PathOf(id)}/json", operation, ct, alsoFine: [HttpStatusCode.NotFound]).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : (await ReadAsync(response, EngineJson.Default.InspectedContainer, operation, ct).ConfigureAwait(false)).Condition;
    }

    /// <inheritdoc/>
    public async Task<HealthCheck?> HealthCheckOfAsync(string id, CancellationToken ct)
    {
        if ((await InspectContainerAsync(id, ct).ConfigureAwait(false))?.Health is not { } health)
        {
            return null;
        }

        // Podman leaves its checks to timers of the system, which are not everywhere: they are made by whoever wants to know.
        return Kind == EngineKind.Podman
            ? new DelegateHealthCheck(CheckName, token => AskedAsync(() => CheckHealthAsync(id, token)))
            {
                Times = new() { Period = health.Period, Timeout = health.Timeout + LongestPause, FailureThreshold = health.Retries },
            }
            : new DelegateHealthCheck(CheckName, ReportedHealth(id))
            {
                // An answer comes when there is something new; the engine has counted failures already.
                Times = new() { Period = LongestPause, Timeout = Timeout.InfiniteTimeSpan, FailureThreshold = 1 },
                Now = token => AskedAsync(async () => (await InspectContainerAsync(id, token).ConfigureAwait(false))?.Health is { } now
                    ? await CheckAheadAsync(id, now, token).ConfigureAwait(false)
                    : Gone),
            };
    }

    /// <inheritdoc/>
    public Task ReturnedAsync(CancellationToken ct)
    {
        lock (_returnLock)
        {
            if (_return is null or { IsCompleted: true })
            {
                _return = ReturnAsync();
            }

            return _return.WaitAsync(ct);
        }
    }

    /// <summary>There is no event for the return of an engine: it is asked, less and less often.</summary>
    private async Task ReturnAsync()
    {
        using var ending = _connection.EndingWith(CancellationToken.None);
        for (var (pause, isSaid) = (FirstPause, false); ; pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause)
        {
            try
            {
                await ConnectAsync(ending.Token).ConfigureAwait(false);
                if (isSaid)
                {
                    IsLost = false;
                    OnContact($"The container engine at {Address} answers again.");
                }

                return;
            }
            catch (ContainerEngineException e)
            {
                if (!isSaid)
                {
                    OnContact($"The container engine at {Address} does not answer any more. What has become of its containers is known when it does again. ({e.Problem})");
                    IsLost = isSaid = true;
                }
            }

            await Task.Delay(pause, ending.Token).ConfigureAwait(false);
        }
    }

    /// <summary>A function whose answer comes when the health is another one than at the last call.</summary>
    private Func<CancellationToken, Task<string?>> ReportedHealth(string id)
    {
        string? known = null;
        var isAhead = true;
        return async ct =>
        {
            try
            {
                return await NextAsync(ct).ConfigureAwait(false);
            }
            catch (ContainerEngineException e)
            {
                // Whatever it is when the engine answers again is news.
                (known, isAhead) = (null, true);
                return e.Message;
            }
        };

        async Task<string?> NextAsync(CancellationToken ct)
        {
            // The engine makes its first check when the time between two has passed, half a minute mostly: nobody waits so long.
            if (isAhead && (await InspectContainerAsync(id, ct).ConfigureAwait(false))?.Health is { Status: Starting } unknown)
            {
                var problem = await CheckAheadAsync(id, unknown, ct).ConfigureAwait(false);
                isAhead = problem is not null;
                known = problem is null ? Healthy : known;
                return problem;
            }

            isAhead = false;

            // Subscribed first: what happens between the two is not missed then.
            var operation = $"following the health of container '{NameOf(id)}'";
            var filters = JsonSerializer.Serialize(new() { ["container"] = [id], ["event"] = ["health_status"] }, EngineJson.Default.Filters);
            using var response = await SendAsync(HttpMethod.Get, $"/events?filters={Uri.EscapeDataString(filters)}", operation, ct).ConfigureAwait(false);
            using var stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
            var buffer = new byte[4096];
            while (true)
            {
                var health = (await InspectContainerAsync(id, ct).ConfigureAwait(false))?.Health;
                if (health?.Status != known && !(health?.Status == Starting && known == Healthy))
                {
                    known = health?.Status;
                    return health is null ? Gone : health.Problem;
                }

                // Which event it is does not matter: looking again tells more.
                if (await _connection.TalkAsync(operation, token => stream.ReadAsync(buffer, token).AsTask(), ct).ConfigureAwait(false) == 0)
                {
                    throw new ContainerEngineException(operation, "the engine ended the list of events");
                }
            }
        }
    }

    /// <summary>Makes the check that the engine will make; null when it succeeds.</summary>
    private async Task<string?> CheckAheadAsync(string id, ContainerHealth health, CancellationToken ct)
    {
        var before = health.Status == Healthy ? "" : $"{health.Status}: ";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(health.Timeout);
        try
        {
            var answer = await ExecuteAsync(id, health.Command, $"checking the health of container '{NameOf(id)}'", patience.Token).ConfigureAwait(false);
            return answer.ExitCode == 0 ? null : $"{before}{InspectedContainer.Words(answer.ExitCode, answer.Output)}";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{before}no answer within {health.Timeout.TotalSeconds:0.###} s");
        }
    }

    private async Task<string?> CheckHealthAsync(string id, CancellationToken ct)
    {
        var operation = $"checking the health of container '{NameOf(id)}'";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v4.0.0/libpod{PathOf(id)}/healthcheck");
        using var response = await _connection.TalkAsync(operation, token => _connection.SendAsync(request, token), ct).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await _connection.TalkAsync(operation, token => EngineRefusal.ReadAsync(operation, response, token), ct).ConfigureAwait(false);
        }

        var checkedNow = await ReadAsync(response, EngineJson.Default.Checked, operation, ct).ConfigureAwait(false);
        return checkedNow.Status == Healthy ? null : (await InspectContainerAsync(id, ct).ConfigureAwait(false))?.Health?.Answer ?? checkedNow.Status;
    }

    /// <summary>An engine that refuses or is gone is an answer, too.</summary>
    private static async Task<string?> AskedAsync(Func<Task<string?>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (ContainerEngineException e)
        {
            return e.Message;
        }
    }
}
