using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Text.Json;

namespace AppHostSdk.Containers;

/// <summary>Turns an answer with an error status into an exception that says what the engine says.</summary>
internal static class EngineRefusal
{
    private const int LongestText = 2000;
    private static readonly string[] PodmansConflicts = ["that name is already in use", "name is already used", "network already exists", "container state improper"];

    /// <summary>Reads the body of <paramref name="response"/> and makes the exception to throw.</summary>
    public static async Task<ContainerEngineException> ReadAsync(
        string operation, HttpResponseMessage response, CancellationToken ct)
    {
        var body = await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        return Create(operation, (int)response.StatusCode, response.ReasonPhrase, body);
    }

    /// <summary>Makes the exception from a status and a body.</summary>
    public static ContainerEngineException Create(string operation, int status, string? reason, string body) =>
        MessageOf(body) is { } message
            ? new(operation, message, IsConflict(status, message) ? (int)HttpStatusCode.Conflict : status)
            : new(operation, Fallback(status, reason, body), status);

    /// <summary>
    /// Podman looks through all images for the parent of the one it is asked about, and fails when one of those is removed meanwhile. Of
    /// an image that is missing itself it says "not found".
    /// </summary>
    public static bool IsAboutVanishedImage(ContainerEngineException e) =>
        e.StatusCode == (int)HttpStatusCode.InternalServerError && e.Problem.Contains("image not known", StringComparison.OrdinalIgnoreCase);

    /// <summary>What Docker calls a conflict is an internal error to Podman, and told by its words only.</summary>
    private static bool IsConflict(int status, string message) =>
        status == (int)HttpStatusCode.InternalServerError && PodmansConflicts.Any(words => message.Contains(words, StringComparison.OrdinalIgnoreCase));

    private static string? MessageOf(string body)
    {
        try
        {
            var message = JsonSerializer.Deserialize(body, EngineJson.Default.EngineErrorBody)?.Message?.Trim();
            return string.IsNullOrEmpty(message) ? null : message;
        }
        catch (JsonException)
        {
            // Not an engine's error but, say, that of a proxy in front of it: shown as it is.
            return null;
        }
    }

    private static string Fallback(int status, string? reason, string body)
    {
        var text = body.Trim();
        var answered = string.Create(CultureInfo.InvariantCulture, $"the engine answered {status} {reason}").TrimEnd();
        return text.Length switch
        {
            0 => answered,
            > LongestText => $"{answered}: {text[..LongestText]}...",
            _ => $"{answered}: {text}",
        };
    }
}
