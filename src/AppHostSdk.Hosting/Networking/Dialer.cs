using System.Net;
using System.Net.Sockets;

namespace AppHostSdk.Networking;

/// <summary>
/// Connects without exceptions. A program that is starting refuses one connection after the other, and what an exception costs on its
/// way out of a client is taken from that program.
/// </summary>
internal static class Dialer
{
    private static readonly IPAddress[] Loopbacks = Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback];

    /// <summary>Connects to the first address of a host that accepts; <c>localhost</c> is the loopback addresses, some programs listen at one of them only.</summary>
    /// <param name="host">A host name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="SocketException">The name of the host is not known.</exception>
    public static async Task<DialedSocket> DialAsync(string host, int port, CancellationToken cancellation)
    {
        var addresses = host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? Loopbacks
            : IPAddress.TryParse(host, out var address) ? [address]
            : await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        DialedSocket? told = null;
        foreach (var candidate in addresses)
        {
            var dialed = await DialAsync(new IPEndPoint(candidate, port), cancellation).ConfigureAwait(false);
            if (dialed.Socket is not null)
            {
                return dialed;
            }

            // Where several addresses fail, the one at which somebody is says more.
            told = told is { IsRefused: false } ? told : dialed;
        }

        return told ?? throw new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<DialedSocket> DialAsync(IPEndPoint end, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        var isKept = false;
        try
        {
            socket.NoDelay = true;
            // The framework may call back on the thread that sees all sockets, which must not do more than that.
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var attempt = new SocketAsyncEventArgs { RemoteEndPoint = end };
            attempt.Completed += (_, _) => done.SetResult();
            if (socket.ConnectAsync(attempt))
            {
                using var registration = cancellation.UnsafeRegister(static attempt => Socket.CancelConnectAsync((SocketAsyncEventArgs)attempt!), attempt);
                await done.Task.ConfigureAwait(false);
            }

            isKept = attempt.SocketError == SocketError.Success;
            if (!isKept)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            return new DialedSocket(isKept ? socket : null, attempt.SocketError);
        }
        finally
        {
            if (!isKept)
            {
                socket.Dispose();
            }
        }
    }
}
