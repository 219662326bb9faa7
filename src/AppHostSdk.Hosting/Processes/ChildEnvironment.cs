using System.Collections;

namespace AppHostSdk.Processes;

/// <summary>The variables that a program is started with: those of the host that are passed on, its own, and the mark of the run.</summary>
internal static class ChildEnvironment
{
    // They configure the app host itself; Aspire keeps the same ones back.
    private static readonly HashSet<string> KeptBack = new(StringComparer.OrdinalIgnoreCase)
    {
        "ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT",
    };

    /// <param name="spec">The program.</param>
    /// <param name="mark">Marks it and what it starts; <see langword="null"/> for nothing.</param>
    public static Dictionary<string, string> Of(ProcessSpec spec, SessionMark? mark)
    {
        var result = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (Passes(name) && !spec.Withheld.Contains(name))
            {
                result[name] = (string?)variable.Value ?? "";
            }
        }

        foreach (var (name, value) in spec.Environment)
        {
            result[name] = value;
        }

        if (mark is not null)
        {
            result[SessionMark.Variable] = mark.Value;
        }

        return result;
    }

    internal static bool Passes(string name) => !KeptBack.Contains(name) && !name.StartsWith("Logging__LogLevel", StringComparison.OrdinalIgnoreCase);
}
