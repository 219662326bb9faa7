using System.Runtime.InteropServices;
using System.Text;

namespace AppHostSdk.Processes;

/// <summary>Where process numbers mean the same: one run of one machine, seen from one process namespace.</summary>
/// <param name="Boot">Differs each time a machine is started.</param>
/// <param name="Namespace">The number of the process namespace.</param>
internal sealed unsafe partial record ProcessScope(string Boot, string Namespace)
{
    /// <summary>That of this process.</summary>
    public static ProcessScope Current => field ??= new(
        OperatingSystem.IsLinux() ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : Environment.MachineName,
        CurrentNamespace);

    /// <summary>The namespace of this process, which is quicker to have than all of it.</summary>
    public static string CurrentNamespace { get; } = OperatingSystem.IsLinux() ? FindNamespace() : "";

    /// <summary>Understands <see cref="ToString"/>.</summary>
    public static ProcessScope? Parse(string text) => text.Split('/') is [var boot, var space] ? new ProcessScope(boot, space) : null;

    /// <inheritdoc/>
    /// <remarks>Where there are no namespaces, the text is none that others understand: they leave alone what they cannot look for.</remarks>
    public override string ToString() => Namespace.Length == 0 ? Boot.Replace('/', '-') : $"{Boot}/{Namespace}";

    /// <summary>Between the brackets of <c>pid:[4026531836]</c>. The framework's own way to read a link takes longer than most of a start.</summary>
    private static string FindNamespace()
    {
        const int Most = 64;
        var target = stackalloc byte[Most];
        var link = new ReadOnlySpan<byte>(target, Math.Max(0, (int)ReadLink("/proc/self/ns/pid", target, Most)));
        var begin = link.IndexOf((byte)'[') + 1;
        return link is [.., (byte)']'] ? Encoding.ASCII.GetString(link[begin..^1]) : "";
    }

    [LibraryImport("libc.so.6", EntryPoint = "readlink", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReadLink(string path, byte* target, nint most);
}
