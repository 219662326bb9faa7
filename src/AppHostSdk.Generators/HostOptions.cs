using System.Globalization;
using AppHostSdk.Model;
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

    /// <summary>The file that says all this; only to place diagnostics, never emitted. Empty when it is not known.</summary>
    public string ProjectFile { get; init; } = "";

    /// <summary>What <c>AppHostDowngradeErrors</c> lists, as it is written.</summary>
    public EquatableArray<string> DowngradedErrors { get; init; }

    /// <summary>The line of the project file that lists them, from 1; 1 when it is not known.</summary>
    public int DowngradeLine { get; init; } = 1;

    public static HostOptions Read(AnalyzerConfigOptions options) => new(
        IsTrue(options, KnownNames.IsAppHostProperty),
        IsTrue(options, KnownNames.RequireStaticModelProperty),
        Unescaped(options, KnownNames.ProjectDirectoryProperty).Replace('\\', '/'))
    {
        UserSecretsId = options.TryGetValue(KnownNames.UserSecretsIdProperty, out var secrets) ? secrets : "",
        ProjectFile = Unescaped(options, KnownNames.ProjectFileProperty),
        DowngradedErrors = Unescaped(options, KnownNames.DowngradedErrorsProperty)
            .Split([';', ',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToEquatableArray(),
        DowngradeLine = options.TryGetValue(KnownNames.DowngradeLineProperty, out var line)
            && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1,
    };

    /// <summary>Errors of <paramref name="rule"/> are warnings of the build and stop the app host when it starts.</summary>
    public bool IsDowngraded(Rule rule) => !rule.IsInformation && DowngradedErrors.Contains(rule.Id, StringComparer.OrdinalIgnoreCase);

    private static string Unescaped(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue(name, out var value) ? Uri.UnescapeDataString(value) : "";

    private static bool IsTrue(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue(name, out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);
}
