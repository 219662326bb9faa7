namespace AppHostSdk.Model;

/// <summary>A place for a value that is known only when the host runs; the structure of the graph does not depend on it.</summary>
/// <param name="Id">Number of the slot in its graph, from 1.</param>
/// <param name="Provenance">Where the value comes from.</param>
public sealed record Slot(int Id, Provenance Provenance);
