namespace AppHostSdk.Output;

/// <summary>Messages of an application that has no console, or no longer has one. Apart, because most hosts never need it.</summary>
internal static class StandardError
{
    /// <summary>Writes a message; to a terminal as text without control, for it may quote what programs or files say.</summary>
    public static void Write(string message) =>
        System.Console.Error.WriteLine(System.Console.IsErrorRedirected ? message : new Terminal(hasColours: false).Show(message));
}
