using Microsoft.Win32.SafeHandles;

namespace AppHostSdk.Processes;

/// <summary>All that Linux wants to know to start a program.</summary>
/// <param name="Path">The program, absolute.</param>
/// <param name="Arguments">Its arguments, without its own name.</param>
/// <param name="Environment">All its variables.</param>
/// <param name="Directory">Where it starts, absolute.</param>
internal sealed record ChildStart(string Path, IReadOnlyCollection<string> Arguments, IReadOnlyDictionary<string, string> Environment, string Directory)
{
    /// <summary>Its standard input; <see langword="null"/> for none.</summary>
    public SafeFileHandle? Input { get; init; }

    /// <summary>Its standard output; <see langword="null"/> for none.</summary>
    public SafeFileHandle? Output { get; init; }

    /// <summary>Its standard error; <see langword="null"/> for none.</summary>
    public SafeFileHandle? Error { get; init; }

    /// <summary>What it leaves in its group ends with it.</summary>
    public bool EndsGroup { get; init; } = true;
}
