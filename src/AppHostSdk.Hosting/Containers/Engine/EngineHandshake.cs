using System.Globalization;
using System.Net.Http;

namespace AppHostSdk.Containers;

/// <summary>The first words with an engine: is there one, and which version of the interface do we speak?</summary>
internal static class EngineHandshake
{
    private const string PodmansVersion = "Libpod-Api-Version";

    /// <summary>Pings the engine.</summary>
    /// <returns>Whose engine it is, and which version to speak.</returns>
    public static async Task<EngineIdentity> RunAsync(EngineConnection connection, TimeSpan patience, CancellationToken ct)
    {
        var address = connection.Address;
        var operation = $"connecting to the container engine at {address.Text}";
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/_ping");
            using var response = await connection.SendAsync(request, limited.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return Negotiate(operation, response, address);
            }

            var refusal = await EngineRefusal.ReadAsync(operation, response, limited.Token).ConfigureAwait(false);
            throw Failed(operation, ProblemOf(refusal), address, statusCode: refusal.StatusCode);
        }
        catch (Exception e) when (EngineTrouble.IsTrouble(e))
        {
            throw Failed(operation, EngineTrouble.Describe(e, address), address, e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            var waited = patience.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            throw Failed(operation, $"no answer within {waited} seconds", address, e);
        }
    }

    private static EngineIdentity Negotiate(string operation, HttpResponseMessage response, ContainerEngineAddress address)
    {
        var offered = response.Headers.TryGetValues("Api-Version", out var values) ? values.FirstOrDefault() : null;
        if (!EngineApiVersion.TryParse(offered, out var version))
        {
            throw Failed(operation, "what answers is not a container engine: it names no version of the engine's interface", address);
        }

        return EngineApiVersion.TryNegotiate(version, out var agreed)
            ? new(response.Headers.Contains(PodmansVersion) ? EngineKind.Podman : EngineKind.Docker, agreed)
            : throw new ContainerEngineException(
                operation,
                $"the engine is too old: its interface has version {offered}, and {EngineApiVersion.Oldest} is needed. Update the engine.");
    }

    private static string ProblemOf(ContainerEngineException refusal) =>
        refusal.Problem.Contains("HTTPS server", StringComparison.OrdinalIgnoreCase)
            ? "the engine wants TLS, which is not supported"
            : refusal.Problem.TrimEnd('.');

    private static ContainerEngineException Failed(
        string operation, string problem, ContainerEngineAddress address, Exception? cause = null, int? statusCode = null) =>
        new(operation, $"{problem}. {EngineTrouble.Advice(address)}".TrimEnd(), statusCode, cause);
}
