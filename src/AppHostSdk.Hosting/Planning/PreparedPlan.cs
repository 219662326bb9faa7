namespace AppHostSdk.Planning;

/// <summary>A plan, and what was observed for it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Observed">What was there.</param>
internal sealed record PreparedPlan(Plan Plan, ObservedWorld Observed);
