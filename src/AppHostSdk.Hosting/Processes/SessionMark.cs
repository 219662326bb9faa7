using System.Globalization;

namespace AppHostSdk.Processes;

/// <summary>
/// What marks a process as started for a run of an app host: a variable that it hands on to all it starts, also to what leaves
/// its group or session. Who does not want that removes the variable.
/// </summary>
/// <param name="Session">The id of the run.</param>
/// <param name="Host">The app host.</param>
internal sealed record SessionMark(string Session, ProcessIdentity Host)
{
    /// <summary>The variable.</summary>
    public const string Variable = "APPHOST_SESSION";

    /// <summary>The value of the variable. It says in which process namespace the host's number is its own.</summary>
    public string Value => string.Create(CultureInfo.InvariantCulture, stackalloc char[128], $"{Session}:{Host.Pid}:{Host.StartTime}:{ProcessScope.CurrentNamespace}");

    /// <summary>Understands the value of the variable; <see langword="null"/> when it is not ours, or of another process namespace.</summary>
    public static SessionMark? Parse(string value) =>
        value.Split(':') is [{ Length: > 0 } session, var pid, var start, var space]
        && space == ProcessScope.CurrentNamespace
        && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? new SessionMark(session, new ProcessIdentity(number, time))
            : null;
}
