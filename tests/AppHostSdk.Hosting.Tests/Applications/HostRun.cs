using System.Diagnostics;
using System.Runtime.InteropServices;
using AppHostSdk.Hosting.Tests.Processes;
using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>An app host in a process of its own. Whatever is left of it ends with the test.</summary>
internal sealed partial class HostRun : IAsyncDisposable
{
    public const int HangUp = 1;
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Terminate = 15;

    private readonly Process _process;
    private ProcessIdentity? _sentinel;
    private readonly string _mark = $"APPHOST_TEST_MARK={Guid.NewGuid():N}";

    private HostRun(string scenario, string[] args, (string Name, string Value)[] environment, string? shell = null)
    {
        string[] command = [TestPrograms.Host, scenario, TestPrograms.Child, .. args];
        var start = new ProcessStartInfo(shell is null ? command[0] : "sh", shell is null ? command[1..] : ["-c", $"{shell}; exec \"$@\"", "sh", .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        start.Environment.Remove("APPHOST_VERIFY");
        foreach (var (name, value) in environment.Append((_mark.Split('=')[0], _mark.Split('=')[1])))
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Add(e.Data);
        _process.ErrorDataReceived += (_, e) => Add(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        void Add(string? line)
        {
            if (line is not null)
            {
                Lines.Add(line);
            }
        }
    }

    /// <summary>What the host printed.</summary>
    public EventLog<string> Lines { get; } = new();

    /// <summary>The processes of the host, itself included, that are alive.</summary>
    public IReadOnlyList<ProcessIdentity> Processes => Tests.Processes.Processes.Marked(_mark);

    public static HostRun Start(string scenario, params (string Name, string Value)[] environment) => new(scenario, [], environment);

    public static HostRun Start(string scenario, string[] args, params (string Name, string Value)[] environment) => new(scenario, args, environment);

    /// <summary>A host that is started by a shell, which does something first.</summary>
    public static HostRun Under(string shell, string scenario) => new(scenario, [], [], shell);

    /// <summary>Waits for a line that ends with <paramref name="text"/>.</summary>
    public Task UntilPrinted(string text) => Lines.Until(l => l.EndsWith(text, StringComparison.Ordinal));

    public int Pid => _process.Id;

    /// <summary>The sentinel of the host: its child in spirit and in fact, but without its variables.</summary>
    public ProcessIdentity? Sentinel => Tests.Processes.Processes.ChildrenOf(Pid)
        .Where(p => CommandLineOf(p).Contains("AppHostSdk.Sentinel.dll", StringComparison.Ordinal))
        .SingleOrDefault();

    /// <summary>The command line of a process; empty once it has ended.</summary>
    private static string CommandLineOf(ProcessIdentity process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Pid}/cmdline");
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException or IOException { HResult: 3 })
        {
            return "";
        }
    }

    /// <summary>Waits until the host has ended, whatever it left.</summary>
    public async Task GoneAsync() => await _process.WaitForExitAsync().InTime();

    /// <summary>Waits until the sentinel, last seen while the host lived, has done its work.</summary>
    public async Task UntilSentinelIsGone() => await Tests.Processes.Processes.UntilGone(_sentinel!);

    /// <summary>Waits until so many processes of the host are alive; there is no event for that.</summary>
    public async Task UntilProcesses(int count)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (Processes.Count < count)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Waits until nothing of the host is alive.</summary>
    public async Task UntilNothingIsLeft()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (Processes.Count > 0)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    public void Send(int signal)
    {
        _sentinel ??= Sentinel;
        Signal(signal);
    }

    private void Signal(int signal) => Assert.Equal(0, SendSignal(_process.Id, signal));

    /// <summary>Waits for the end; demands that nothing of the host is alive then.</summary>
    public async Task<int> ExitAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience.Limit);
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The host did not end. It printed:\n{string.Join('\n', Lines.Events)}");
        }

        Assert.Empty(Processes);
        return _process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var process in Processes)
        {
            Tests.Processes.Processes.Kill(process);
        }

        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int pid, int signal);
}
