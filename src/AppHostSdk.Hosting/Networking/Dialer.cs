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
            if (dialed.IsConnected)
            {
                return dialed;
            }

            told = dialed.SaysMoreThan(told) ? dialed : told;
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
                using (cancellation.UnsafeRegister(static attempt => Socket.CancelConnectAsync((SocketAsyncEventArgs)attempt!), attempt))
                {
                    await done.Task.ConfigureAwait(false);
                }

                // A socket that was connected and cancelled at once is closed.
                cancellation.ThrowIfCancellationRequested();
            }

            if (attempt.SocketError != SocketError.Success)
            {
                return new DialedSocket(null, attempt.SocketError);
            }

            if (end.Equals(socket.LocalEndPoint))
            {
                // Who asks again and again for a port from which the system also serves those who connect gets that very port for
                // his own end one day, and TCP lets the two be one connection (RFC 9293, section 3.5): nobody listens there. It is
                // ended without the time in which the port stays taken, because somebody is about to listen.
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                return new DialedSocket(null, SocketError.ConnectionRefused);
            }

            isKept = true;
            return new DialedSocket(socket, SocketError.Success);
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
