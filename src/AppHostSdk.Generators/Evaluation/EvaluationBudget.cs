namespace AppHostSdk.Generators;

/// <summary>
/// How much an evaluation may do. What a person writes needs a small part of it; without it, a loop in a loop or a function that
/// calls itself twice would keep an editor busy for hours.
/// </summary>
internal sealed record EvaluationBudget
{
    public static EvaluationBudget Default { get; } = new();

    /// <summary>Statements, expressions, alternatives and items that are looked at. The evaluation ends there.</summary>
    public int Steps { get; init; } = 1_000_000;

    /// <summary>Turns of loops and calls of functions. No function or loop is followed beyond.</summary>
    public int Work { get; init; } = 20_000;

    /// <summary>Turns of one loop.</summary>
    public int Turns { get; init; } = 2_000;
}

/// <summary>All steps of an evaluation are spent: what was found so far counts, and is incomplete.</summary>
internal sealed class BudgetSpentException() : Exception("The evaluation needs more steps than it has.");
