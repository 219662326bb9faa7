using System.Globalization;
using AppHostSdk.Running;
using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Configuration;

/// <summary>How patiently resources wait, from the host's configuration.</summary>
internal static class WaitSettings
{
    /// <summary>Seconds after which a resource that waits says for what.</summary>
    public const string ReportKey = "AppHost:WaitReportSeconds";

    /// <summary>Seconds after which a resource that waits fails; none for never.</summary>
    public const string TimeoutKey = "AppHost:WaitTimeoutSeconds";

    /// <summary>The limits.</summary>
    /// <exception cref="DistributedApplicationException">A value is no number of seconds.</exception>
    public static WaitLimits Read(IConfiguration configuration) =>
        new(Seconds(configuration, ReportKey) ?? WaitLimits.Default.ReportAfter, Seconds(configuration, TimeoutKey));

    private static TimeSpan? Seconds(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => null,
        var text when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < 1_000_000 => TimeSpan.FromSeconds(seconds),
        var text => throw new DistributedApplicationException($"{key} is '{text}'. Set it to a number of seconds, for example 5 or 0.5."),
    };
}
