namespace AppHostSdk;

/// <summary>
/// The commands that what is started has without being given them; <see cref="ResourceCommandService"/> executes them. A command of the
/// program that has the same name goes before.
/// </summary>
public static class KnownResourceCommands
{
    /// <summary>Starts a resource that does not run.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops a resource.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops a resource and starts it again.</summary>
    public static readonly string RestartCommand = "restart";
}
