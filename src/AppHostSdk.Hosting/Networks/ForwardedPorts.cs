using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AppHostSdk.Networking;

namespace AppHostSdk.Networks;

/// <summary>
/// The ports at which containers reach this machine. One that is forwarded again in a later run has the same one if it can be had: a
/// persistent container that was told of it may stay as it is then.
/// </summary>
/// <param name="identity">What tells the app host from others.</param>
/// <param name="addresses">The ports that endpoints have; their programs may not have taken them yet.</param>
/// <param name="claims">The ports that other runs have.</param>
internal sealed class ForwardedPorts(string identity, Addresses addresses, PortClaims claims)
{
    // Below the ports that systems give to those who ask for any.
    private const int First = 10000;
    private const int Count = 20000;

    /// <summary>Chooses a port for one of a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="port">Its port.</param>
    /// <param name="isTaken">Whether a port was chosen for another one.</param>
    public int Choose(string host, int port, Func<int, bool> isTaken)
    {
        using var ports = new FreePorts(claims);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{identity} {host} {port}")));
        var chosen = First + (int)(BinaryPrimitives.ReadUInt32LittleEndian(digest) % Count);
        for (var isFree = ports.TryTake(chosen, "tcp"); !isFree || isTaken(chosen) || addresses.Uses(chosen); isFree = true)
        {
            chosen = ports.Take("tcp");
        }

        return chosen;
    }
}
