using System.ComponentModel;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AppHostSdk.Processes;

/// <summary>
/// The program that outlives this host when it is killed, and cleans up then. It reads from a pipe whose other end only this
/// process holds, so the end of the input tells it of this process's end, in whatever way that came.
/// </summary>
internal sealed class Sentinel : IDisposable
{
    private const string File = "AppHostSdk.Sentinel.dll";

    /// <summary>The characters of most lines; a longer one is made in a buffer that takes longer to have.</summary>
    private const int MostOfLine = 128;

    // Nothing of where the host runs may be held: no variable that marks it as somebody's own.
    private static readonly string[] Variables = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR"];

    private readonly Lock _lock = new();
    private readonly ChildProcess _process;
    private readonly FileStream _pipe;
    private readonly Action<string> _onTrouble;
    private bool _isLost;

    private Sentinel(ChildProcess process, SafeFileHandle pipe, SessionMark mark, Action<string> onTrouble)
    {
        (_process, _pipe, _onTrouble) = (process, new FileStream(pipe, FileAccess.Write, bufferSize: 0), onTrouble);
        Tell(string.Create(CultureInfo.InvariantCulture, stackalloc char[MostOfLine], $"session {mark.Session} {mark.Host.Pid} {mark.Host.StartTime}"));
    }

    public int Pid => _process.Pid;

    /// <summary>Starts a sentinel; does not wait until it is up, because the pipe keeps what it is told.</summary>
    /// <param name="mark">The run that it watches.</param>
    /// <param name="onTrouble">Told when there is none, or no longer.</param>
    public static Sentinel? Start(SessionMark mark, Action<string> onTrouble)
    {
        var program = Path.Combine(AppContext.BaseDirectory, File);
        if (!System.IO.File.Exists(program))
        {
            onTrouble($"{program} is missing: what this host starts would outlive it if it were killed. Build the app host again.");
            return null;
        }

        // It comes up beside the first programs, and must not compete with them for time.
        var environment = new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "1", ["DOTNET_EnableDiagnostics"] = "0" };
        foreach (var name in Variables)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        SafeFileHandle? reader = null;
        SafeFileHandle? writer = null;
        try
        {
            OutputPipe.Make(out reader, out writer);
            return new Sentinel(ChildProcess.Start(new(SharedHost.FullPath, ["exec", program], environment, "/") { Input = reader }), writer, mark, onTrouble);
        }
        catch (Win32Exception e)
        {
            writer?.Dispose();
            onTrouble($"the sentinel could not be started: {e.Message}. What this host starts would outlive it if it were killed.");
            return null;
        }
        finally
        {
            reader?.Dispose();
        }
    }

    /// <summary>A process group was made.</summary>
    public void Add(ProcessIdentity leader) => Tell(string.Create(CultureInfo.InvariantCulture, stackalloc char[MostOfLine], $"group {leader.Pid} {leader.StartTime}"));

    /// <summary>The leader of a group has ended, and the group with it.</summary>
    public void Remove(ProcessIdentity leader) => Tell(string.Create(CultureInfo.InvariantCulture, stackalloc char[MostOfLine], $"gone {leader.Pid}"));

    /// <summary>A container engine is used.</summary>
    public void AddEngine(string address) => Tell($"engine {address}");

    /// <summary>A container engine is asked through a process that was started for this run, and is to end with it.</summary>
    public void AddService(ProcessIdentity service, string address) => Tell(string.Create(CultureInfo.InvariantCulture, $"service {service.Pid} {service.StartTime} {address}"));

    /// <summary>Everything has been cleaned up.</summary>
    public void Dismiss() => Tell("bye");

    public void Dispose() => _pipe.Dispose();

    private void Tell(string line)
    {
        lock (_lock)
        {
            if (_isLost)
            {
                return;
            }

            try
            {
                // One write: lines are short, and the pipe takes them whole.
                _pipe.Write(Encoding.ASCII.GetBytes(line + "\n"));
            }
            catch (IOException)
            {
                _isLost = true;
                _onTrouble("the sentinel was ended by somebody. What this host starts would outlive it if it were killed.");
            }
        }
    }
}
