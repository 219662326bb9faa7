using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using AppHostSdk.Processes;
using Microsoft.Win32.SafeHandles;

namespace AppHostSdk.Networking;

/// <summary>
/// A port of a loopback address that is bound, and used for nothing else. On Linux without the framework's sockets: to load them takes
/// longer than to start a program, and a host without health checks needs them for nothing else.
/// </summary>
internal sealed unsafe class HeldPort : IDisposable
{
    private const int AddressNotAvailable = 99; // EADDRNOTAVAIL
    private const int FamilyNotSupported = 97; // EAFNOSUPPORT
    private const int Internetwork = 2; // AF_INET
    private const int InternetworkVersion6 = 10; // AF_INET6
    private const int Stream = 1; // SOCK_STREAM

    // sockaddr_in has 16 bytes, sockaddr_in6 28.
    private const int SizeOfAddress = 16;
    private const int SizeOfAddressVersion6 = 28;

    private readonly IDisposable? _socket;

    private HeldPort(IDisposable? socket, int port) => (_socket, Port) = (socket, port);

    /// <summary>Its number.</summary>
    public int Port { get; }

    /// <summary>Binds a port; <see langword="null"/> when it is taken. Where the machine has no loopback address of IPv6, each port is free there.</summary>
    /// <param name="port">The number, or 0 for any that is free.</param>
    /// <param name="protocol"><c>tcp</c> or <c>udp</c>.</param>
    /// <param name="isVersion6">At <c>::1</c>, not at <c>127.0.0.1</c>.</param>
    /// <exception cref="DistributedApplicationException">The system refuses.</exception>
    public static HeldPort? TryHold(int port, string protocol, bool isVersion6) =>
        OperatingSystem.IsLinux() ? TryHoldOnLinux(port, protocol == "udp", isVersion6) : TryHoldElsewhere(port, protocol == "udp", isVersion6);

    public void Dispose() => _socket?.Dispose();

    private static HeldPort? TryHoldOnLinux(int port, bool isDatagram, bool isVersion6)
    {
        var number = Libc.OpenSocket(isVersion6 ? InternetworkVersion6 : Internetwork, (isDatagram ? Libc.Datagram : Stream) | Libc.CloseOnExec, 0);
        if (number < 0)
        {
            return Marshal.GetLastPInvokeError() is var error && error == FamilyNotSupported && isVersion6 ? new HeldPort(null, port) : throw Refused(error);
        }

        var file = new SafeFileHandle(number, ownsHandle: true);
        var address = stackalloc byte[SizeOfAddressVersion6];
        var size = (uint)Fill(address, port, isVersion6);
        if (!isDatagram)
        {
            // As the framework's sockets do: a connection that was closed a moment ago is not in the way.
            Libc.AllowReuse(number);
        }

        if (Libc.Bind(number, address, size) == 0 && Libc.NameOf(number, address, &size) == 0)
        {
            return new HeldPort(file, (address[2] << 8) | address[3]);
        }

        var problem = Marshal.GetLastPInvokeError();
        if (problem == AddressNotAvailable && isVersion6)
        {
            return new HeldPort(file, port);
        }

        file.Dispose();
        return problem == Libc.AddressInUse ? null : throw Refused(problem);
    }

    /// <summary>Writes the loopback address and the port, whose bytes stand in the order of the network; gives the length.</summary>
    private static int Fill(byte* address, int port, bool isVersion6)
    {
        var length = isVersion6 ? SizeOfAddressVersion6 : SizeOfAddress;
        for (var i = 0; i < length; i++)
        {
            address[i] = 0;
        }

        *(ushort*)address = (ushort)(isVersion6 ? InternetworkVersion6 : Internetwork);
        address[2] = (byte)(port >> 8);
        address[3] = (byte)port;
        if (isVersion6)
        {
            address[8 + 15] = 1; // ::1
        }
        else
        {
            address[4] = 127; // 127.0.0.1
            address[7] = 1;
        }

        return length;
    }

    private static DistributedApplicationException Refused(int error) => new(
        $"Not all endpoints can be given a port: {Marshal.GetPInvokeErrorMessage(error)}."
        + (error is Libc.TooManyFiles or Libc.TooManyFilesOfAll ? " Allow the app host more open files (ulimit -n)." : ""));

    private static HeldPort? TryHoldElsewhere(int port, bool isDatagram, bool isVersion6)
    {
        if (isVersion6 && !Socket.OSSupportsIPv6)
        {
            return new HeldPort(null, port);
        }

        var address = isVersion6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        Socket? socket = null;
        try
        {
            socket = isDatagram
                ? new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
                : new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, port));
            return new HeldPort(socket, ((IPEndPoint)socket.LocalEndPoint!).Port);
        }
        catch (SocketException e)
        {
            if (e.SocketErrorCode == SocketError.AddressNotAvailable && isVersion6)
            {
                return new HeldPort(socket, port);
            }

            socket?.Dispose();
            return e.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? null
                : throw new DistributedApplicationException($"Not all endpoints can be given a port: {e.Message}", e);
        }
    }
}
