using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace AppHostSdk.Hosting.Tests;

/// <summary>Makes what looks like a file and is none.</summary>
internal static partial class SpecialFiles
{
    private const uint OwnerMayReadAndWrite = 0b110_000_000;

    public static void MakePipe(string path) => Assert.Equal(0, MakeFifo(path, OwnerMayReadAndWrite));

    /// <summary>A socket in the file system for as long as it is not disposed of.</summary>
    public static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeFifo(string path, uint mode);
}
