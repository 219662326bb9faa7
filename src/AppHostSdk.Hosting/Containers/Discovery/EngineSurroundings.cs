using AppHostSdk.Processes;

namespace AppHostSdk.Containers;

/// <summary>What of this machine decides which container engine is used.</summary>
internal sealed record EngineSurroundings
{
    /// <summary>The value of an environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The user's directory.</summary>
    public required string Home { get; init; }

    /// <summary>The user's number; zero is root.</summary>
    public required uint User { get; init; }

    /// <summary>The text of a file; null when it is not there or cannot be read.</summary>
    public required Func<string, string?> ReadText { get; init; }

    /// <summary>The path of a program that is in PATH; null when it is not.</summary>
    public required Func<string, string?> FindProgram { get; init; }

    /// <summary>Those of this process.</summary>
    public static EngineSurroundings Current { get; } = new()
    {
        Variable = Environment.GetEnvironmentVariable,
        Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        User = OperatingSystem.IsWindows() ? 1 : UserNumber.Current,
        ReadText = TryRead,
        FindProgram = name => OperatingSystem.IsLinux() ? ProgramPath.Find(name, "/", Environment.GetEnvironmentVariable("PATH")).Path : null,
    };

    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // which is an answer: the engine's own command would not know more
        }
    }
}
