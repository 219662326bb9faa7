namespace AppHostSdk.Processes;

/// <summary>What children see of the host's own environment.</summary>
internal static class InheritedEnvironment
{
    // They configure the app host itself; Aspire keeps the same ones back.
    private static readonly HashSet<string> KeptBack = new(StringComparer.OrdinalIgnoreCase)
    {
        "ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT",
    };

    public static bool Passes(string name) => !KeptBack.Contains(name) && !name.StartsWith("Logging__LogLevel", StringComparison.OrdinalIgnoreCase);
}
