namespace AppHostSdk.Model;

/// <summary>What kind of mistake a launch file has.</summary>
public enum LaunchFileProblemKind
{
    /// <summary>A part of the file cannot be read.</summary>
    Unreadable,

    /// <summary>An address to listen on is none.</summary>
    InvalidAddress,

    /// <summary>The key of an endpoint cannot be its name.</summary>
    InvalidName,
}

/// <summary>A mistake in a launch file.</summary>
/// <param name="Kind">What kind of mistake it is.</param>
/// <param name="Start">The characters before it.</param>
/// <param name="Length">Its length in characters.</param>
/// <param name="Text">What is wrong, as a part of a sentence.</param>
public sealed record LaunchFileProblem(LaunchFileProblemKind Kind, int Start, int Length, string Text);
