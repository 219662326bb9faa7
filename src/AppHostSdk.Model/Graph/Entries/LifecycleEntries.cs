namespace AppHostSdk.Model;

/// <summary>Something that changes when a resource is started; the last entry of a kind wins.</summary>
public abstract record LifecycleEntry : Entry;

/// <summary>It is not started with the application, but when somebody asks for it.</summary>
public sealed record ExplicitStart : LifecycleEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this;
}

/// <summary>What is done when the resource ends by itself.</summary>
/// <param name="Policy"><c>Never</c>, <c>OnFailure</c> or <c>Always</c>.</param>
/// <param name="MaxRestarts">How many times in a row; none for without limit.</param>
public sealed record RestartEntry(ModelValue Policy, ModelValue MaxRestarts) : LifecycleEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Policy = visitor.VisitValue(nameof(Policy), Policy),
        MaxRestarts = visitor.VisitValue(nameof(MaxRestarts), MaxRestarts),
    };
}

/// <summary>How many copies of the resource run behind one address.</summary>
/// <param name="Count">Their number, 1 or more.</param>
public sealed record ReplicaEntry(ModelValue Count) : LifecycleEntry
{
    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with { Count = visitor.VisitValue(nameof(Count), Count) };
}
