namespace AppHostSdk.Model;

/// <summary>An entry that cannot be there beside an earlier one.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Earlier">The other.</param>
/// <param name="Both">When both are there.</param>
/// <remarks>An object: each list of structures that hold others is prepared anew at each start.</remarks>
internal sealed record Clash<T>(T Entry, T Earlier, Condition Both)
    where T : Entry;
