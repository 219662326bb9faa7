namespace AppHostSdk.Model;

/// <summary>What of a dependency is waited for.</summary>
public enum WaitKind
{
    /// <summary>Running, and healthy where it has health checks.</summary>
    Healthy,

    /// <summary>Running.</summary>
    Started,

    /// <summary>Ended with the expected exit code.</summary>
    Completed,
}

/// <summary>Delays the start of a resource.</summary>
/// <param name="Kind">What is waited for.</param>
/// <param name="Dependency">Key of the resource waited for.</param>
/// <param name="ExitCode">The exit code expected of a dependency that completes.</param>
public sealed record WaitEntry(WaitKind Kind, string Dependency, int ExitCode = 0) : Entry
{
    /// <summary>What happens when the dependency fails: <c>WaitOnResourceUnavailable</c>, or <c>StopOnResourceUnavailable</c> (as without).</summary>
    public ModelValue Behavior { get; init; } = ModelValue.None;

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Kind = (WaitKind)visitor.VisitChoice(nameof(Kind), typeof(WaitKind), Kind)!,
        Dependency = visitor.VisitKey(nameof(Dependency), Dependency),
        ExitCode = visitor.VisitNumber(nameof(ExitCode), ExitCode),
        Behavior = visitor.VisitValue(nameof(Behavior), Behavior),
    };
}
