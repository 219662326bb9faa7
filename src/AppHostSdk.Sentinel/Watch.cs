using System.Globalization;
using AppHostSdk.Processes;

namespace AppHostSdk.Sentinel;

/// <summary>What the sentinel knows of its host, and what it does after the host's death.</summary>
internal sealed class Watch
{
    /// <summary>How long processes have to end by themselves.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The search for what earlier hosts left behind must not slow down the start of this one.</summary>
    private static readonly TimeSpan HarvestDelay = TimeSpan.FromSeconds(1);

    private readonly Dictionary<int, ProcessIdentity> _groups = [];
    private SessionMark? _session;
    private string? _engine;
    private ProcessIdentity? _service;
    private string? _serviceAddress;
    private Task _harvest = Task.CompletedTask;

    /// <summary>Takes a line from the host; false when there is nothing more to watch.</summary>
    public bool Hear(string line)
    {
        switch (line.Split(' '))
        {
            case ["session", var id, var pid, var start]:
                _session = new SessionMark(id, Identity(pid, start));
                _harvest = HarvestProcessesAsync();
                break;
            case ["engine", var address] when address != _engine:
                // The last one counts: an engine that did not answer may have been told before.
                _engine = address;
                _harvest = Task.WhenAll(_harvest, HarvestEngineAsync(address));
                break;
            case ["service", var pid, var start, .. var address]:
                _service = Identity(pid, start);
                _serviceAddress = string.Join(' ', address);
                break;
            case ["group", var pid, var start]:
                _groups[Number(pid)] = Identity(pid, start);
                break;
            case ["gone", var pid]:
                _groups.Remove(Number(pid));
                break;
            case ["bye"]:
                return false;
            default:
                break; // of a later version; what this one does not know it cannot watch
        }

        return true;
    }

    /// <summary>Ends and removes what is left of the host's run.</summary>
    public async Task CleanUpAsync()
    {
        if (_session is not { } session)
        {
            return;
        }

        // A group number belongs to us while its leader is the one we were told of, and then as long as the group has members.
        var groups = _groups.Values.Where(leader => ProcessIdentity.Of(leader.Pid) == leader).Select(leader => leader.Pid).ToHashSet();
        var processes = SessionProcesses.EndAsync(
            () => [.. SessionProcesses.MembersOf(groups), .. SessionProcesses.Marked().Where(p => p.Mark == session).Select(p => p.Process)],
            Grace,
            Limit);
        var containers = _engine is { } engine ? new EngineSweep(engine).OfSessionAsync(session.Session, Limit) : Task.CompletedTask;
        await Task.WhenAll(processes, containers).ConfigureAwait(false);
        await _harvest.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        EndService();
    }

    /// <summary>Ends the process through which the engine was asked: nobody has anything more to ask.</summary>
    private void EndService()
    {
        if (_service is not { } service || _serviceAddress is null)
        {
            return;
        }

        ProcessGroup.SignalLeader(service, ProcessGroup.Terminate);
        if (Path.GetDirectoryName(new Uri(_serviceAddress).LocalPath) is { } directory && Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Ends what the hosts before left running whose sentinels were killed as well.</summary>
    private static async Task HarvestProcessesAsync()
    {
        await Task.Delay(HarvestDelay).ConfigureAwait(false);
        await SessionProcesses.EndAsync(
            () => [.. SessionProcesses.Marked().Where(p => ProcessIdentity.Of(p.Mark.Host.Pid) != p.Mark.Host).Select(p => p.Process)],
            Grace,
            Limit).ConfigureAwait(false);
    }

    private static async Task HarvestEngineAsync(string address)
    {
        await Task.Delay(HarvestDelay).ConfigureAwait(false);
        await new EngineSweep(address).OfDeadAsync().ConfigureAwait(false);
    }

    private static ProcessIdentity Identity(string pid, string start) => new(Number(pid), long.Parse(start, CultureInfo.InvariantCulture));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
