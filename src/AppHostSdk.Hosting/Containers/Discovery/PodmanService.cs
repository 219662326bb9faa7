using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using AppHostSdk.Processes;

namespace AppHostSdk.Containers;

/// <summary>
/// Podman runs without a service; one that speaks the engine's interface is started for a run where none listens, on a socket of its
/// own. Containers do not depend on it: it may be ended whenever nobody has anything more to ask.
/// </summary>
internal sealed class PodmanService : IDisposable
{
    private const string Log = "podman.log";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // What Podman looks at. Everything else stays here: what it starts lives on with its environment, which may hold secrets of the host.
    private static readonly string[] Variables = ["PATH", "HOME", "USER", "LANG", "TMPDIR", "REGISTRY_AUTH_FILE", "DBUS_SESSION_BUS_ADDRESS", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"];

    private readonly ChildProcess _process;
    private readonly string _directory;

    private PodmanService(ChildProcess process, string directory, ContainerEngineAddress address)
    {
        _process = process;
        _directory = directory;
        Identity = ProcessIdentity.Of(process.Pid);
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public ContainerEngineAddress Address { get; }

    /// <summary>Its process; null when it has ended at once.</summary>
    public ProcessIdentity? Identity { get; }

    /// <summary>Starts it. It is not waited for.</summary>
    /// <param name="program">The path of podman.</param>
    /// <exception cref="ContainerEngineException">It cannot be started.</exception>
    public static PodmanService Start(string program)
    {
        var directory = Directory.CreateTempSubdirectory("apphost-podman-").FullName;
        if (ContainerEngineAddress.TrySocket(Path.Combine(directory, "podman.sock")) is not { } address)
        {
            Directory.Delete(directory);
            throw new ContainerEngineException($"starting {program} system service", $"the path of its socket, {directory}/podman.sock, is longer than this system allows. Set TMPDIR to a directory with a shorter path.");
        }

        var environment = new Dictionary<string, string>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (Variables.Contains(name) || name.StartsWith("XDG_", StringComparison.Ordinal) || name.StartsWith("CONTAINERS_", StringComparison.Ordinal))
            {
                environment[name] = (string?)variable.Value ?? "";
            }
        }

        try
        {
            // The output is a file: written to a pipe that nobody reads any more, it would end the service before the sentinel is through.
            using var output = File.OpenHandle(Path.Combine(directory, Log), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
            var process = ChildProcess.Start(new(program, ["system", "service", "--time=0", $"unix://{directory}/podman.sock"], environment, "/")
            {
                Output = output,
                Error = output,

                // What it starts is not its own: containers go on without it.
                EndsGroup = false,
            });
            return new PodmanService(process, directory, address);
        }
        catch (Win32Exception e)
        {
            Directory.Delete(directory, recursive: true);
            throw new ContainerEngineException($"starting {program} system service", e.Message, innerException: e);
        }
    }

    /// <summary>Connects to it as soon as it listens. There is no event for that.</summary>
    /// <exception cref="ContainerEngineException">It has ended, or does not answer.</exception>
    public async Task<DockerEngine> ConnectAsync(CancellationToken cancellation)
    {
        var begin = Stopwatch.GetTimestamp();
        var engine = DockerEngine.Create(Address);
        while (true)
        {
            try
            {
                await engine.ConnectAsync(cancellation).ConfigureAwait(false);
                return engine;
            }
            catch (ContainerEngineException) when (!_process.Exited.IsCompleted && Stopwatch.GetElapsedTime(begin) < Limit)
            {
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
            catch (ContainerEngineException e)
            {
                engine.Dispose();
                throw new ContainerEngineException(
                    "starting 'podman system service'",
                    _process.Exited.IsCompletedSuccessfully ? $"it ended with exit code {(await _process.Exited.ConfigureAwait(false)).ExitCode}: {Output().Trim()}" : e.Problem,
                    innerException: e);
            }
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (Identity is { } process)
        {
            ProcessGroup.SignalLeader(process, ProcessGroup.Terminate);
        }

        // Who tidies temporary directories up may have been here.
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private string Output() => File.Exists(Path.Combine(_directory, Log)) ? File.ReadAllText(Path.Combine(_directory, Log)) : "";
}
