namespace AppHostSdk.Networking;

/// <summary>
/// Finds ports that nothing uses on the loopback addresses, both IPv4 and IPv6 where the machine has it. The sockets stay
/// bound until <see cref="Dispose"/>, so that no port is given twice; nobody listens on them.
/// </summary>
/// <param name="claims">Keeps other app hosts from the ports for longer; <see langword="null"/> when that is not needed.</param>
internal sealed class FreePorts(PortClaims? claims = null) : IDisposable
{
    private const int Attempts = 100;
    private readonly List<IDisposable> _held = [];

    /// <exception cref="DistributedApplicationException">No port is left, or the system refuses.</exception>
    public int Take(string protocol)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var first = HeldPort.TryHold(0, protocol, isVersion6: false) ?? throw new DistributedApplicationException("No free port is left on 127.0.0.1.");
            _held.Add(first);
            if (HeldPort.TryHold(first.Port, protocol, isVersion6: true) is not { } second)
            {
                continue;
            }

            _held.Add(second);
            if (claims is null || claims.TryClaim(first.Port, protocol))
            {
                return first.Port;
            }
        }

        throw new DistributedApplicationException($"No port was found that is free on both 127.0.0.1 and [::1] and that no other app host has chosen, after {Attempts} attempts.");
    }

    /// <summary>Takes a certain port, unless it is taken.</summary>
    /// <exception cref="DistributedApplicationException">The system refuses.</exception>
    public bool TryTake(int port, string protocol)
    {
        if (HeldPort.TryHold(port, protocol, isVersion6: false) is not { } held)
        {
            return false;
        }

        // Another run that has it, too, is the same application's, or one that is about to be told that the port is taken.
        _ = claims?.TryClaim(port, protocol);
        _held.Add(held);
        return true;
    }

    public void Dispose()
    {
        foreach (var port in _held)
        {
            port.Dispose();
        }

        _held.Clear();
    }
}
