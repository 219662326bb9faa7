using AppHostSdk.Containers;

namespace AppHostSdk.Planning;

/// <summary>A container that an earlier run left and that will not do.</summary>
/// <param name="Container">The container.</param>
/// <param name="Reason">Why it will not.</param>
/// <param name="IsBeingRemoved">Its engine is removing it already.</param>
internal sealed record ObsoleteContainer(ContainerSummary Container, string Reason, bool IsBeingRemoved = false);

/// <summary>Whether a persistent container is used as an earlier run left it. A pure function of what is wanted and what is there.</summary>
/// <param name="Specification">What is wanted, as a text to compare by.</param>
/// <param name="Obsolete">What is removed first.</param>
/// <param name="Reused">What is used; <see langword="null"/> when a new one is created.</param>
internal sealed record ContainerDecision(string Specification, IReadOnlyList<ObsoleteContainer> Obsolete, ContainerSummary? Reused)
{
    /// <param name="specification">What is wanted, as <see cref="SpecificationText"/> has it.</param>
    /// <param name="found">The persistent containers of its resource.</param>
    public static ContainerDecision Of(string specification, IEnumerable<ContainerSummary> found)
    {
        var obsolete = new List<ObsoleteContainer>();
        foreach (var container in found)
        {
            var before = container.Labels.GetValueOrDefault(Running.RunIdentity.SpecificationLabel) ?? "";
            switch (container.State)
            {
                case ContainerSummary.Removing:
                    obsolete.Add(new(container, "it is being removed", IsBeingRemoved: true));
                    break;
                case ContainerSummary.Dead:
                    obsolete.Add(new(container, "it is dead; its engine could not remove it, and cannot start it any more"));
                    break;
                case var _ when before != specification:
                    obsolete.Add(new(container, SpecificationText.Difference(before, specification)));
                    break;
                default:
                    return new(specification, obsolete, container);
            }
        }

        return new(specification, obsolete, null);
    }

    /// <summary>Why it is so, for a plan.</summary>
    public string Cause => Reused is { } reused
        ? $"an earlier run left it as it is wanted, and it is {reused.State}"
        : string.Join("; ", Obsolete.Select(o => o.Reason));

    /// <summary>The same decision has the same text and the same containers.</summary>
    public bool Equals(ContainerDecision? other) =>
        other is not null && Specification == other.Specification && Reused?.Id == other.Reused?.Id && Obsolete.Select(o => o.Container.Id).SequenceEqual(other.Obsolete.Select(o => o.Container.Id));

    /// <inheritdoc/>
    public override int GetHashCode() => Specification.GetHashCode(StringComparison.Ordinal);
}
