using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>What an expression of the program evaluates to. Lives only during an evaluation.</summary>
internal abstract partial class Value
{
    public static Constant Null { get; } = new(null);

    /// <summary>True when handing the value to code that is not evaluated could change the model.</summary>
    public bool CarriesModel => Reaches(value => value.IsModel);

    /// <summary>True when the value is a part of the model itself.</summary>
    protected virtual bool IsModel => false;

    /// <summary>The values it holds, or <see langword="null"/> when it holds none.</summary>
    protected virtual IEnumerable<Value>? Parts => null;

    /// <summary>True when both are known to be one value, so that a choice between them is none.</summary>
    public virtual bool Same(Value other) => ReferenceEquals(this, other);

    /// <summary>True when <paramref name="test"/> holds for the value or for one that it holds. Objects may hold each other, and themselves.</summary>
    public bool Reaches(Func<Value, bool> test)
    {
        if (test(this))
        {
            return true;
        }

        if (Parts is not { } parts)
        {
            return false;
        }

        var seen = new HashSet<Value> { this };
        var pending = new Stack<IEnumerable<Value>>([parts]);
        while (pending.Count > 0)
        {
            foreach (var part in pending.Pop().Where(seen.Add))
            {
                if (test(part))
                {
                    return true;
                }

                if (part.Parts is { } inner)
                {
                    pending.Push(inner);
                }
            }
        }

        return false;
    }

    public static Constant Of(bool flag) => flag ? Constant.True : Constant.False;

    /// <summary>A constant of a type that C# has constants of, or <see langword="null"/>.</summary>
    /// <param name="content">The value; of an enumeration, its number.</param>
    /// <param name="enumeration">The enumeration it is of: it prints as a name, not as the number it is.</param>
    public sealed class Constant(object? content, ITypeSymbol? enumeration = null) : Value
    {
        public static readonly Constant True = new(true);
        public static readonly Constant False = new(false);

        public object? Content { get; } = content;

        public ITypeSymbol? Enumeration { get; } = enumeration;

        public bool IsNull => Content is null;

        /// <summary>The values that it was worked out of; none for one that is written in the program.</summary>
        public IReadOnlyList<Value> MadeOf { get; init; } = [];

        public override bool Same(Value other) => other is Constant constant
            && Equals(constant.Content, Content)
            && SymbolEqualityComparer.Default.Equals(constant.Enumeration, Enumeration);
    }

    /// <summary>The application under construction.</summary>
    public sealed class Builder : Value
    {
        protected override bool IsModel => true;

        public override bool Same(Value other) => other is Builder;
    }

    /// <summary>The built application; the model is finished.</summary>
    public sealed class Application : Value
    {
        public override bool Same(Value other) => other is Application;
    }

    /// <summary>The builder of a resource.</summary>
    /// <param name="key">The resource in the graph.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="type">The resource's type, whatever the variable's type is.</param>
    public sealed class Handle(string key, string name, ITypeSymbol? type) : Value
    {
        /// <summary>Nothing is known of the resource but that it is there; the name is only for people.</summary>
        public bool IsOpen { get; init; }

        public string Key { get; } = key;

        public string Name { get; } = name;

        public ITypeSymbol? Type { get; } = type;

        protected override bool IsModel => true;

        public override bool Same(Value other) => other is Handle handle && handle.Key == Key;
    }

    /// <summary>The resource that a builder describes.</summary>
    public sealed class ResourceOf(Handle builder) : Value
    {
        public Handle Owner { get; } = builder;

        public override bool Same(Value other) => other is ResourceOf resource && resource.Owner.Same(Owner);
    }

    /// <summary>A path below the app host's directory; empty for the directory itself.</summary>
    public sealed class HostPath(string relative) : Value
    {
        public string Relative { get; } = relative;

        public override bool Same(Value other) => other is HostPath path && path.Relative == Relative;
    }

    /// <summary>The host's configuration, or a section of it.</summary>
    /// <param name="prefix">The section's path with a colon at its end; empty for the whole.</param>
    public sealed class Configuration(string prefix) : Value
    {
        public string Prefix { get; } = prefix;

        public override bool Same(Value other) => other is Configuration configuration && configuration.Prefix == Prefix;
    }

    /// <summary>Tells whether the application is run or published.</summary>
    public sealed class ExecutionContext : Value
    {
        public override bool Same(Value other) => other is ExecutionContext;
    }

    /// <summary>The environment the host runs in.</summary>
    public sealed class HostEnvironment : Value
    {
        public override bool Same(Value other) => other is HostEnvironment;
    }

    /// <summary>A type as a value: <c>typeof(T)</c>.</summary>
    public sealed class TypeOf(ITypeSymbol type) : Value
    {
        public ITypeSymbol Type { get; } = type;

        public override bool Same(Value other) => other is TypeOf of && SymbolEqualityComparer.Default.Equals(of.Type, Type);
    }

    /// <summary>One of several values, each under a condition; the conditions exclude each other.</summary>
    public sealed class Choice(ImmutableArray<(Condition When, Value Value)> alternatives) : Value
    {
        public ImmutableArray<(Condition When, Value Value)> Alternatives { get; } = alternatives;

        protected override IEnumerable<Value>? Parts => Alternatives.Select(a => a.Value);
    }
}
