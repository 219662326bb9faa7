using System.Globalization;

namespace AppHostSdk.Supervision;

/// <summary>How a life shall be ended.</summary>
/// <param name="Grace">How long the program has to end by itself.</param>
internal sealed record StopOrder(TimeSpan Grace)
{
    /// <summary>What became of a program that did not obey.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"killed, because it had not ended {Grace.TotalSeconds:0.###} s after it was told to");
}
