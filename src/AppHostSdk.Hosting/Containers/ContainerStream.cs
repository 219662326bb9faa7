namespace AppHostSdk.Containers;

/// <summary>Where a container wrote its output to.</summary>
internal enum ContainerStream
{
    /// <summary>The standard output.</summary>
    Stdout,

    /// <summary>The standard error.</summary>
    Stderr,
}
