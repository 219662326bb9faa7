using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>A step of a plan.</summary>
/// <param name="Id">Its number, from 1; a step depends on smaller numbers only.</param>
/// <param name="Resource">Key of the resource; <see langword="null"/> for what is done once for all of them.</param>
/// <param name="Action">What is done.</param>
/// <param name="DependsOn">The steps that must have succeeded.</param>
/// <param name="Cause">Why it is in the plan.</param>
internal sealed record PlanStep(int Id, string? Resource, PlanAction Action, EquatableArray<int> DependsOn, string Cause)
{
    /// <summary>The name of the resource.</summary>
    public string? Name { get; init; }

    /// <summary>It prepares the start, but not before everything is there that the resource waits for: only then is it known what is prepared.</summary>
    public bool IsLate { get; init; }

    /// <summary>For a start: the steps of other resources among <see cref="DependsOn"/>, as what they are waited for.</summary>
    public EquatableArray<PlannedWait> Waits { get; init; }
}
