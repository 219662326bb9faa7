namespace AppHostSdk.Tests;

/// <summary>The hosts that need no compiler newer than this one.</summary>
internal static class FuzzHosts
{
    public static IReadOnlyList<FuzzHost> All { get; } = [.. HalfTypedCodeTests.Hosts.Select((text, i) => new FuzzHost($"half typed {i}", text, "", ""))];
}
