using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using AppHostSdk.Processes;
using Microsoft.Win32.SafeHandles;

namespace AppHostSdk.Networking;

/// <summary>
/// The free ports that a run has given to its endpoints, as every app host of this machine sees them. Between the choice of a port
/// and the moment when its program listens there, nobody holds it, and a resource that waits for others has minutes in between:
/// two copies of an application must not choose the same one. A claim is a name in the abstract namespace of Unix domain sockets
/// (unix(7)), which belongs to the same network namespace as the port and is gone with the process that made it, however that ends.
/// </summary>
internal sealed unsafe class PortClaims : IDisposable
{
    private const int Unix = 1; // AF_UNIX

    /// <summary>The family, and the null character that makes the name abstract.</summary>
    private const int BeforeName = 3;

    private readonly List<IDisposable> _held = [];

    /// <summary>Claims a port; <see langword="false"/> when another run has it. Where there is no abstract namespace, every port can be had.</summary>
    public bool TryClaim(int port, string protocol)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        var name = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"apphostsdk/port/{protocol}/{port}"));
        var address = stackalloc byte[BeforeName + name.Length];
        *(ushort*)address = Unix;
        address[2] = 0;
        for (var i = 0; i < name.Length; i++)
        {
            address[BeforeName + i] = name[i];
        }

        var file = Libc.OpenSocket(Unix, Libc.Datagram | Libc.CloseOnExec, 0);
        if (file < 0)
        {
            // Such sockets are forbidden here, or no descriptor is left: nobody is kept away, and that must not keep us from starting.
            return true;
        }

        var socket = new SafeFileHandle(file, ownsHandle: true);
        if (Libc.Bind(file, address, (uint)(BeforeName + name.Length)) == 0)
        {
            _held.Add(socket);
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        socket.Dispose();
        return error != Libc.AddressInUse;
    }

    public void Dispose()
    {
        foreach (var socket in _held)
        {
            socket.Dispose();
        }

        _held.Clear();
    }
}
