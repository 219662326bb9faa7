using AppHostSdk.Running;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>How long a signal must be away from the one before to count as another one.</summary>
internal static class StopDelays
{
    public static TimeSpan PastTheEcho { get; } = StopRequest.Echo + TimeSpan.FromMilliseconds(100);
}
