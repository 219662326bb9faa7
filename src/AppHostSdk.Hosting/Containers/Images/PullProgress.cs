using System.Globalization;

namespace AppHostSdk.Containers;

/// <summary>Makes few lines of the many messages of a pull: how much of a large download is there, and how it ended.</summary>
/// <param name="image">The image.</param>
internal sealed class PullProgress(string image)
{
    /// <summary>What is smaller is there before anybody asks.</summary>
    private const long WorthTelling = 10_000_000;

    private readonly Dictionary<string, PullMessage.Amount> _layers = new(StringComparer.Ordinal);
    private long _quarter;

    /// <summary>The line for a message, or <see langword="null"/> for none.</summary>
    public string? Add(PullMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (string.IsNullOrEmpty(message.Id))
        {
            return message.Text;
        }

        if (message is { Status: "Downloading", Progress: { Total: > 0 } amount })
        {
            _layers[message.Id] = amount;
        }
        else if (message.Status is "Download complete" && _layers.TryGetValue(message.Id, out var known))
        {
            _layers[message.Id] = known with { Current = known.Total };
        }

        var (current, total) = (_layers.Values.Sum(l => l.Current), _layers.Values.Sum(l => l.Total));
        var quarter = total < WorthTelling ? 0 : 4 * current / total;
        if (quarter <= _quarter)
        {
            return null;
        }

        _quarter = quarter;
        return string.Create(CultureInfo.InvariantCulture, $"{image}: {25 * quarter}% of {total / 1_000_000} MB");
    }
}
