using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>A variable: shared by everything that captured it.</summary>
/// <param name="value">What it holds first.</param>
/// <param name="created">The path on which it exists.</param>
internal sealed class Cell(Value value, Condition created)
{
    public Value Value { get; set; } = value;

    public Condition Created { get; } = created;

    /// <summary>Code that nobody sees may assign it at any time: what it holds is not known.</summary>
    public bool IsUnstable { get; set; }

    /// <summary>What code that nobody sees may have it remember at any time, or <see langword="null"/>.</summary>
    public Memory? Memory { get; set; }

    /// <summary>The change of the program by which it was last given something else than what it remembers.</summary>
    public int Changed { get; set; }
}

/// <summary>What a variable remembers.</summary>
/// <param name="first">What it is given first.</param>
/// <param name="onlyOnce">It is given that only where it holds nothing yet.</param>
/// <param name="make">Works it out.</param>
/// <param name="since">The change of the program from which on code that nobody sees may have it do so.</param>
internal sealed class Memory(IOperation first, bool onlyOnce, Func<Value> make, int since)
{
    public IOperation First { get; } = first;

    public bool OnlyOnce { get; } = onlyOnce;

    public Func<Value> Make { get; } = make;

    public int Since { get; } = since;

    /// <summary>What it remembers is being worked out.</summary>
    public bool IsTried { get; set; }
}

/// <summary>The variables of one execution of a block. A new one per execution gives each turn of a loop its own variables.</summary>
internal sealed class Scope(Scope? outer)
{
    private Dictionary<ISymbol, Cell>? _cells;

    public void Declare(ISymbol symbol, Cell cell) => (_cells ??= new(SymbolEqualityComparer.Default))[symbol] = cell;

    public Cell? Find(ISymbol symbol)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._cells is { } cells && cells.TryGetValue(symbol, out var cell))
            {
                return cell;
            }
        }

        return null;
    }

    private Scope? Outer { get; } = outer;
}

/// <summary>One execution of a function.</summary>
internal sealed class Frame
{
    public Frame? Caller { get; init; }

    /// <summary>The call that led here, or <see langword="null"/> for the entry point.</summary>
    public Location? CallSite { get; init; }

    /// <summary>What was given to the function.</summary>
    public IReadOnlyList<Evaluator.Argument> Arguments { get; init; } = [];

    /// <summary>Identifies the chain of calls that led here.</summary>
    public int Context { get; init; }

    public int Depth { get; init; }

    public IMethodSymbol? Method { get; init; }

    public Value? This { get; init; }

    /// <summary>What stands for the type parameters of the function and its type.</summary>
    public Dictionary<ISymbol, ITypeSymbol>? Types { get; init; }

    /// <summary>The paths on which it has returned, and what.</summary>
    public Condition Returned { get; set; } = Condition.Never;

    public Value? Result { get; set; }

    /// <summary>For an iterator: what it has yielded.</summary>
    public List<Value.Item>? Yielded { get; set; }

    /// <summary>True within an iterator, or something that one calls.</summary>
    public bool IsEnumerated => Yielded is not null || Caller is { IsEnumerated: true };

    /// <summary>For an iterator: why more may have been yielded than is known, or <see langword="null"/>.</summary>
    public string? YieldsLost { get; set; }
}

/// <summary>One loop or switch statement in execution.</summary>
internal sealed class Breakable
{
    public required ILabelSymbol? Exit { get; init; }

    public ILabelSymbol? Continue { get; init; }

    /// <summary>For each case of a switch statement: the paths on which another one jumped to it.</summary>
    public Dictionary<ISymbol, Condition> Jumps { get; } = new(SymbolEqualityComparer.Default);

    public Condition Broken { get; set; } = Condition.Never;

    public Condition Continued { get; set; } = Condition.Never;
}
