namespace AppHostSdk.Model;

/// <summary>
/// When a part of the graph exists: a node of a decision diagram. The number means something only together with the
/// <see cref="ConditionDiagram"/> (while building) or the <see cref="ConditionTable"/> (in a finished graph) it belongs to.
/// </summary>
/// <param name="Node">The node; 0 is "always", 1 is "never".</param>
public readonly record struct Condition(int Node)
{
    /// <summary>The part exists in every run. The default value.</summary>
    public static Condition Always => new(0);

    /// <summary>The part exists in no run.</summary>
    public static Condition Never => new(1);

    /// <summary>True for <see cref="Always"/>.</summary>
    public bool IsAlways => Node == 0;

    /// <summary>True for <see cref="Never"/>.</summary>
    public bool IsNever => Node == 1;
}
