using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
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

    private readonly Lock _lock = new();
    private readonly Process _process;
    private readonly StreamWriter _pipe;
    private readonly FileStream _input;
    private readonly Action<string> _onTrouble;
    private bool _isLost;

    private Sentinel(Process process, SessionMark mark, Action<string> onTrouble)
    {
        _process = process;
        _onTrouble = onTrouble;
        _pipe = process.StandardInput;

        // Writing to the pipe's own stream would load all that sockets need, before the first program has started.
        var handle = ((PipeStream)_pipe.BaseStream).SafePipeHandle.DangerousGetHandle();
        _input = new FileStream(new SafeFileHandle(handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        process.StandardOutput.Close();
        process.StandardError.Close();
        Tell(string.Create(CultureInfo.InvariantCulture, $"session {mark.Session} {mark.Host.Pid} {mark.Host.StartTime}"));
    }

    public int Pid => _process.Id;

    /// <summary>Starts a sentinel; does not wait until it is up, because the pipe keeps what it is told.</summary>
    /// <param name="setsid">The program setsid.</param>
    /// <param name="mark">The run that it watches.</param>
    /// <param name="onTrouble">Told when there is none, or no longer.</param>
    public static Sentinel? Start(string setsid, SessionMark mark, Action<string> onTrouble)
    {
        var program = Path.Combine(AppContext.BaseDirectory, File);
        if (!System.IO.File.Exists(program))
        {
            onTrouble($"{program} is missing: what this host starts would outlive it if it were killed. Build the app host again.");
            return null;
        }

        var start = new ProcessStartInfo(setsid)
        {
            // Nothing of where the host runs may be held: no directory, no variable that marks it as somebody's own.
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(SharedHost.Path);
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(program);
        start.Environment.Clear();
        foreach (var name in new[] { "PATH", "HOME", "DOTNET_ROOT", "TMPDIR" })
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        // It comes up beside the first programs, and must not compete with them for time.
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        try
        {
            return new Sentinel(Process.Start(start)!, mark, onTrouble);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            onTrouble($"the sentinel could not be started: {e.Message}. What this host starts would outlive it if it were killed.");
            return null;
        }
    }

    /// <summary>A process group was made.</summary>
    public void Add(ProcessIdentity leader) => Tell(string.Create(CultureInfo.InvariantCulture, $"group {leader.Pid} {leader.StartTime}"));

    /// <summary>The leader of a group has ended, and the group with it.</summary>
    public void Remove(ProcessIdentity leader) => Tell(string.Create(CultureInfo.InvariantCulture, $"gone {leader.Pid}"));

    /// <summary>A container engine is used.</summary>
    public void AddEngine(string address) => Tell($"engine {address}");

    /// <summary>A container engine is asked through a process that was started for this run, and is to end with it.</summary>
    public void AddService(ProcessIdentity service, string address) => Tell(string.Create(CultureInfo.InvariantCulture, $"service {service.Pid} {service.StartTime} {address}"));

    /// <summary>Everything has been cleaned up.</summary>
    public void Dismiss() => Tell("bye");

    public void Dispose()
    {
        _input.Dispose();
        _pipe.Dispose();
        _process.Dispose();
    }

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
                _input.Write(Encoding.ASCII.GetBytes(line + "\n"));
                _input.Flush();
            }
            catch (IOException)
            {
                _isLost = true;
                _onTrouble("the sentinel was ended by somebody. What this host starts would outlive it if it were killed.");
            }
        }
    }
}

/// <summary>The program <c>dotnet</c> that belongs to the run time of this process.</summary>
internal static class SharedHost
{
    /// <summary>Its path, or its name to be looked up in <c>PATH</c> when this process brings its own run time.</summary>
    public static string Path { get; } = Find();

    /// <summary><see cref="Path"/>, unless the environment says another one.</summary>
    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : Path;

    private static string Find()
    {
        // …/shared/Microsoft.NETCore.App/10.0.0/
        var root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        var path = System.IO.Path.Combine(root, "dotnet");
        return System.IO.File.Exists(path) ? path : "dotnet";
    }
}
