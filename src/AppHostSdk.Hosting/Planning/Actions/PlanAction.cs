namespace AppHostSdk.Planning;

/// <summary>What a step of a plan does: a call of the engine, a start of a process, or something to become true.</summary>
/// <param name="Words">What it is called in a printed plan.</param>
internal abstract record PlanAction(string Words)
{
    /// <summary>What programs know it by.</summary>
    public string Name => GetType().Name;
}
