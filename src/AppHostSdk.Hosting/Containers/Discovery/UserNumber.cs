using System.Runtime.InteropServices;

namespace AppHostSdk.Containers;

/// <summary>The number of the user that this process runs as.</summary>
internal static partial class UserNumber
{
    /// <summary>Zero for root.</summary>
    public static uint Current => GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetEffectiveUserId();
}
