using System.Diagnostics;
using System.Text;

namespace AppHostSdk.Tests;

/// <summary>A command in a process group of its own, as a terminal would run it.</summary>
internal sealed class Command : IAsyncDisposable
{
    private const string CompilerServer = "SharedCompilationId";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;
    private readonly List<(Func<string, bool> IsIt, TaskCompletionSource<string> Line)> _awaited = [];

    private Command(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public int Group => _process.Id;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static Command Start(string directory, string file, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("setsid")
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(file);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["APPHOST_VERIFY"] = "fail";

        // A compiler server goes on looking for analyzers where it first found them: in a feed that is deleted after the tests.
        start.Environment.TryAdd(CompilerServer, $"apphost-test-{Environment.ProcessId}");
        start.Environment.Remove("MSBUILD_EXE_PATH");
        start.Environment.Remove("MSBuildSDKsPath");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new Command(process);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string directory, string file, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        await using var command = Start(directory, file, arguments, environment);
        var exitCode = await command.EndAsync();
        return (exitCode, command.Output);
    }

    /// <summary>The first line, past or future, that <paramref name="isIt"/> accepts.</summary>
    public async Task<string> LineAsync(Func<string, bool> isIt)
    {
        Task<string> line;
        lock (_output)
        {
            if (_output.ToString().Split('\n').FirstOrDefault(isIt) is { } known)
            {
                return known;
            }

            var awaited = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((isIt, awaited));
            line = awaited.Task;
        }

        var first = await Task.WhenAny(line, _reading).WaitAsync(Limit);
        return first == line ? await line : throw new InvalidOperationException("The command ended without the line awaited. It printed:\n" + Output);
    }

    /// <summary>Sends a signal to the whole group, as the terminal does for Ctrl+C.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, "--", $"-{Group}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);
        await _reading.WaitAsync(Limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await SignalAsync("KILL");
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_output)
            {
                _output.Append(line).Append('\n');
                foreach (var (isIt, awaited) in _awaited)
                {
                    if (isIt(line))
                    {
                        awaited.TrySetResult(line);
                    }
                }
            }
        }
    }
}
