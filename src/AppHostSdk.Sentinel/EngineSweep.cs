using System.Globalization;
using AppHostSdk.Processes;

namespace AppHostSdk.Sentinel;

/// <summary>Removes the containers and networks of runs that are over. Errors are answers: what cannot be removed now is for the next one.</summary>
internal sealed class EngineSweep(string address)
{
    private const string Label = "dev.apphostsdk.";
    private const string SessionLabel = Label + "session";
    private const string PersistentLabel = Label + "persistent";

    /// <summary>Two searches in a row must find nothing: the engine finishes a call whose client has died.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Removes everything of a run.</summary>
    public async Task OfSessionAsync(string session, TimeSpan limit)
    {
        using var client = new EngineClient(address);
        using var patience = new CancellationTokenSource(limit);
        try
        {
            for (var empty = 0; empty < 2;)
            {
                var removed = await RemoveAsync(client, $"{SessionLabel}={session}", _ => true, patience.Token).ConfigureAwait(false);
                empty = removed == 0 ? empty + 1 : 0;
                if (empty < 2)
                {
                    await Task.Delay(Pause, patience.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            // No engine, or one that does not answer: the next sentinel finds what is left by its labels.
        }
    }

    /// <summary>Removes what belongs to runs whose host is dead for certain.</summary>
    public async Task OfDeadAsync()
    {
        using var client = new EngineClient(address);
        try
        {
            await RemoveAsync(client, SessionLabel, IsDead, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            // As above.
        }
    }

    private static async Task<int> RemoveAsync(EngineClient client, string label, Func<Labelled, bool> isMeant, CancellationToken cancellation)
    {
        var containers = (await client.ListAsync("containers", label, cancellation).ConfigureAwait(false)).Where(Meant).ToList();
        await Parallel.ForEachAsync(
            containers,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation },
            async (c, ct) => await client.DeleteAsync($"/containers/{c.Id}?force=1&v=1", ct).ConfigureAwait(false)).ConfigureAwait(false);

        // A network that still has containers in it refuses, and is asked for again.
        var networks = (await client.ListAsync("networks", label, cancellation).ConfigureAwait(false)).Where(Meant).ToList();
        foreach (var network in networks)
        {
            await client.DeleteAsync($"/networks/{network.Id}", cancellation).ConfigureAwait(false);
        }

        return containers.Count + networks.Count;

        bool Meant(Labelled item) => !item.Labels.ContainsKey(PersistentLabel) && isMeant(item);
    }

    /// <summary>
    /// The creator can be looked for only by those who see the same process numbers. On an engine of this machine, one from
    /// before the machine was started last is dead, too.
    /// </summary>
    private bool IsDead(Labelled item)
    {
        if (item.Labels.GetValueOrDefault(Label + "creator-scope") is not { } scope
            || !int.TryParse(item.Labels.GetValueOrDefault(Label + "creator-pid"), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            || !long.TryParse(item.Labels.GetValueOrDefault(Label + "creator-start"), NumberStyles.None, CultureInfo.InvariantCulture, out var start))
        {
            return false;
        }

        return scope == ProcessScope.Current.ToString()
            ? ProcessIdentity.Of(pid) != new ProcessIdentity(pid, start)
            : address.StartsWith("unix:", StringComparison.Ordinal) && ProcessScope.Parse(scope) is { } other && other.Boot != ProcessScope.Current.Boot;
    }
}
