namespace AppHostSdk.Console;

/// <summary>What is told when an application has no console, or not any more. Apart, because most hosts have no use for it.</summary>
internal static class StandardError
{
    /// <summary>Writes a message; to a terminal as text without control, for it may quote what programs or files say.</summary>
    public static void Write(string message) =>
        System.Console.Error.WriteLine(System.Console.IsErrorRedirected ? message : new Terminal(hasColours: false).Show(message));
}
