namespace AppHostSdk.Processes;

/// <summary>Where process numbers mean the same: one run of one machine, seen from one process namespace.</summary>
/// <param name="Boot">Differs each time a machine is started.</param>
/// <param name="Namespace">The number of the process namespace.</param>
internal sealed record ProcessScope(string Boot, string Namespace)
{
    /// <summary>That of this process.</summary>
    public static ProcessScope Current => field ??= new(
        OperatingSystem.IsLinux() ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : Environment.MachineName,
        CurrentNamespace);

    /// <summary>The namespace of this process, which is quicker to have than all of it.</summary>
    public static string CurrentNamespace { get; } = OperatingSystem.IsLinux() && new FileInfo("/proc/self/ns/pid").LinkTarget is { } link
        ? link["pid:[".Length..^1]
        : "";

    /// <summary>Understands <see cref="ToString"/>.</summary>
    public static ProcessScope? Parse(string text) => text.Split('/') is [var boot, var space] ? new ProcessScope(boot, space) : null;

    /// <inheritdoc/>
    /// <remarks>Where there are no namespaces, the text is none that others understand: they leave alone what they cannot look for.</remarks>
    public override string ToString() => Namespace.Length == 0 ? Boot.Replace('/', '-') : $"{Boot}/{Namespace}";
}
