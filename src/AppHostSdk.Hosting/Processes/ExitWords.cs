namespace AppHostSdk.Processes;

/// <summary>What an exit code says to those who know the conventions.</summary>
internal static class ExitWords
{
    private const int FrameworkMissing = 150; // the last byte of 0x80008096
    private const int NotExecutable = 126;
    private const int NotFound = 127;
    private const int Signals = 128;

    /// <summary>The exit code of a program that was ended by SIGKILL.</summary>
    public const int Killed = Signals + 9;

    /// <summary>Words for a code that is more than a number, or <see langword="null"/>.</summary>
    public static string? Of(int exitCode) => exitCode switch
    {
        FrameworkMissing => "the .NET run time that it needs is not installed; its error output says which: https://aka.ms/dotnet/download",
        NotExecutable => "the program could not be executed; its error output says why",
        NotFound => "a program was not found; its error output says which",
        Signals + 4 => "ended by SIGILL",
        Signals + 6 => "ended by SIGABRT; a .NET program ends so on an exception that nobody caught",
        Signals + 7 => "ended by SIGBUS",
        Signals + 8 => "ended by SIGFPE",
        Killed => "ended by SIGKILL; the system does that when memory runs out",
        Signals + 11 => "ended by SIGSEGV",
        Signals + 15 => "ended by SIGTERM",
        _ => null,
    };
}
