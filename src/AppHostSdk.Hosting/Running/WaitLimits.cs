namespace AppHostSdk.Running;

/// <summary>How patiently resources wait for each other.</summary>
/// <param name="ReportAfter">A resource that has waited this long says for what, and again later.</param>
/// <param name="Timeout">A resource that has waited this long fails; <see langword="null"/> for never.</param>
internal sealed record WaitLimits(TimeSpan ReportAfter, TimeSpan? Timeout)
{
    public static WaitLimits Default { get; } = new(TimeSpan.FromSeconds(5), null);
}
