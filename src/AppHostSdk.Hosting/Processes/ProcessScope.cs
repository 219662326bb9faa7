namespace AppHostSdk.Processes;

/// <summary>Where process numbers mean the same: one run of one machine, seen from one process namespace.</summary>
/// <param name="Boot">Differs each time a machine is started.</param>
/// <param name="Namespace">The number of the process namespace.</param>
internal sealed record ProcessScope(string Boot, string Namespace)
{
    /// <summary>That of this process.</summary>
    public static ProcessScope Current { get; } = new(
        File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(),
        string.Concat((new FileInfo("/proc/self/ns/pid").LinkTarget ?? "").Where(char.IsAsciiDigit)));

    /// <summary>Understands <see cref="ToString"/>.</summary>
    public static ProcessScope? Parse(string text) => text.Split('/') is [var boot, var space] ? new ProcessScope(boot, space) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Boot}/{Namespace}";
}
