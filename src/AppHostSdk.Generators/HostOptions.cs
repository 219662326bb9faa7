using Microsoft.CodeAnalysis.Diagnostics;

namespace AppHostSdk.Generators;

/// <summary>What the project file says about the app host.</summary>
/// <param name="IsAppHost">The project uses the SDK.</param>
/// <param name="RequireStaticModel">What the compiler cannot follow is an error, not a warning.</param>
/// <param name="ProjectDirectory">The project's directory; only to shorten file names, never emitted.</param>
internal sealed record HostOptions(bool IsAppHost, bool RequireStaticModel, string ProjectDirectory)
{
    /// <summary>Names the user secrets of the project; empty when it has none.</summary>
    public string UserSecretsId { get; init; } = "";

    public static HostOptions Read(AnalyzerConfigOptions options) => new(
        IsTrue(options, KnownNames.IsAppHostProperty),
        IsTrue(options, KnownNames.RequireStaticModelProperty),
        options.TryGetValue(KnownNames.ProjectDirectoryProperty, out var directory) ? Uri.UnescapeDataString(directory).Replace('\\', '/') : "")
    {
        UserSecretsId = options.TryGetValue(KnownNames.UserSecretsIdProperty, out var secrets) ? secrets : "",
    };

    private static bool IsTrue(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue(name, out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);
}
