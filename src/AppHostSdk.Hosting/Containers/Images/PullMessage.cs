using System.Globalization;
using System.Text.Json.Serialization;

namespace AppHostSdk.Containers;

/// <summary>One message of the stream that answers a pull or a build: a step, or the error that ended it.</summary>
internal sealed record PullMessage(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("status")] string? Status,
    [property: JsonPropertyName("progressDetail")] PullMessage.Amount? Progress,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("errorDetail")] EngineErrorBody? ErrorDetail,
    [property: JsonPropertyName("stream")] string? Stream = null,
    [property: JsonPropertyName("aux")] PullMessage.Result? Aux = null)
{
    /// <summary>Why the pull failed; null in all other messages.</summary>
    [JsonIgnore]
    public string? Failure => Error ?? ErrorDetail?.Message;

    /// <summary>The step as a line of text; null when the message has none.</summary>
    [JsonIgnore]
    public string? Text
    {
        get
        {
            if (string.IsNullOrEmpty(Status))
            {
                return null;
            }

            var percent = Progress is { Current: var current, Total: > 0 and var total }
                ? string.Create(CultureInfo.InvariantCulture, $" {Math.Clamp(100.0 * current / total, 0, 100):0}%")
                : "";
            return string.IsNullOrEmpty(Id) ? Status + percent : $"{Id}: {Status}{percent}";
        }
    }

    /// <summary>What a build has made.</summary>
    internal sealed record Result([property: JsonPropertyName("ID")] string? Id);

    /// <summary>How many bytes are done.</summary>
    internal sealed record Amount(
        [property: JsonPropertyName("current")] long Current,
        [property: JsonPropertyName("total")] long Total);
}
