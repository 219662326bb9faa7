using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal abstract partial class Value
{
    /// <summary>Several values that belong together without identity: a tuple.</summary>
    public sealed class Tuple(ImmutableArray<Value> items, ITypeSymbol? type = null) : Value
    {
        public ITypeSymbol? Type { get; } = type;

        public ImmutableArray<Value> Items { get; } = items;

        protected override IEnumerable<Value>? Parts => Items;

        public override bool Same(Value other) =>
            other is Tuple tuple && tuple.Items.Length == Items.Length && tuple.Items.Zip(Items, (a, b) => a.Same(b)).All(same => same);
    }

    /// <summary>An array, list, set or sequence: an object with identity whose items may change.</summary>
    public sealed class Sequence(IEnumerable<Item> items, ITypeSymbol? type = null) : Value
    {
        private readonly List<Item> _items = [.. items];
        private string? _lost;

        public List<Item> Items => Live is null ? _items : Live() ?? _items;

        public ITypeSymbol? Type { get; } = type;

        /// <summary>For the items that have something in common: what that is.</summary>
        public Value? Key { get; init; }

        /// <summary>Why the items are not known, or <see langword="null"/> when they are.</summary>
        public string? Lost
        {
            get => _lost ?? (Live is not null && Live() is null ? "what a query is made of" : null);
            set => _lost = value;
        }

        /// <summary>
        /// For a query that changes nothing, and a window on another collection: the items as they are now; gives
        /// <see langword="null"/> when they are not known any more.
        /// </summary>
        public Func<List<Item>?>? Live { get; init; }

        /// <summary>For a query that touches the model: runs it, as each enumeration does; gives <see langword="null"/> when the items are not known.</summary>
        public Func<List<Item>?>? Query { get; init; }

        protected override bool IsModel => Query is not null;

        protected override IEnumerable<Value>? Parts => Items.Select(item => item.Value);
    }

    /// <summary>One item of a sequence.</summary>
    /// <param name="Present">When it is there.</param>
    /// <param name="Value">What it is.</param>
    /// <param name="Place">The expression that gave it.</param>
    public readonly record struct Item(Condition Present, Value Value, Place Place);

    /// <summary>A dictionary.</summary>
    public sealed class Map(bool ignoresCase) : Value
    {
        /// <summary>Keys are constants, or late values by their number.</summary>
        public List<(Condition Present, Value Key, Value Value, Place Place)> Entries { get; } = [];

        public bool IgnoresCase { get; } = ignoresCase;

        public string? Lost { get; set; }

        protected override IEnumerable<Value>? Parts => Entries.Select(entry => entry.Value);
    }

    /// <summary>An object of a type whose source is in the program.</summary>
    public sealed class Instance(ITypeSymbol type) : Value
    {
        public ITypeSymbol Type { get; } = type;

        /// <summary>Fields, automatic properties and captured parameters of a primary constructor.</summary>
        public Dictionary<ISymbol, Cell> Fields { get; } = new(SymbolEqualityComparer.Default);

        /// <summary>Code that nobody sees has it.</summary>
        public bool IsLetGo { get; set; }

        protected override IEnumerable<Value>? Parts => Fields.Values.Select(cell => cell.Value);
    }

    /// <summary>A function as a value: a lambda with what it captured, or a method.</summary>
    public sealed class Function : Value
    {
        /// <summary>The lambda, or <see langword="null"/> for a method.</summary>
        public IAnonymousFunctionOperation? Lambda { get; init; }

        /// <summary>The method, or <see langword="null"/> for a lambda.</summary>
        public IMethodSymbol? Method { get; init; }

        /// <summary>What a method was taken from.</summary>
        public Value? Receiver { get; init; }

        /// <summary>Where it was made: variables and frame are those of then.</summary>
        public required Scope Scope { get; init; }

        public required Frame Frame { get; init; }

        public required bool TouchesModel { get; init; }

        protected override bool IsModel => TouchesModel;
    }

    /// <summary>Several functions in one delegate, in the order in which they are called.</summary>
    public sealed class Functions(ImmutableArray<Function> all) : Value
    {
        public ImmutableArray<Function> All { get; } = all;

        protected override IEnumerable<Value>? Parts => All;
    }

    /// <summary>A <c>Lazy&lt;T&gt;</c>: the function, and what it gave when it was asked first.</summary>
    /// <param name="factory">The function.</param>
    /// <param name="type">The type of the object.</param>
    /// <param name="created">The path on which it exists.</param>
    public sealed class Lazy(Function factory, ITypeSymbol type, Condition created) : Value
    {
        public Function Factory { get; } = factory;

        public ITypeSymbol Type { get; } = type;

        /// <summary>A tuple with the result as its only item; <see langword="null"/> as long as nobody has asked.</summary>
        public Cell Result { get; } = new(Null, created);

        protected override IEnumerable<Value>? Parts => [Factory, Result.Value];
    }
}
