using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>What an expression of the program evaluates to. Lives only during an evaluation.</summary>
internal abstract record Value
{
    /// <summary>True when handing the value to code that is not evaluated could change the model.</summary>
    public virtual bool CarriesModel => false;

    /// <summary>A constant of a type that C# has constants of, or <see langword="null"/>.</summary>
    /// <param name="Content">The value; of an enumeration, its number.</param>
    /// <param name="IsEnum">The value prints as a name, not as the number it is.</param>
    public sealed record Constant(object? Content, bool IsEnum = false) : Value;

    /// <summary>The application under construction.</summary>
    public sealed record Builder : Value
    {
        public override bool CarriesModel => true;
    }

    /// <summary>The built application; the model is finished.</summary>
    public sealed record Application : Value;

    /// <summary>The builder of a resource.</summary>
    public sealed record Handle(string Key) : Value
    {
        public override bool CarriesModel => true;
    }

    /// <summary>A reference to an endpoint, with the expression that names it.</summary>
    public sealed record EndpointReference(string Key, string Name, Location NameLocation) : Value;

    /// <summary>An array or a collection.</summary>
    /// <param name="Items">The items, each with the expression that gives it.</param>
    /// <param name="MayHaveChanged">The program uses it in ways that may have replaced items since.</param>
    public sealed record Sequence(ImmutableArray<(Value Value, Location Location)> Items, bool MayHaveChanged = false) : Value
    {
        public override bool CarriesModel => Items.Any(item => item.Value.CarriesModel);
    }

    /// <summary>A function that is not evaluated.</summary>
    public sealed record Function(bool TouchesModel) : Value
    {
        public override bool CarriesModel => TouchesModel;
    }

    /// <summary>A value that is not known when compiling, and what made it so.</summary>
    /// <param name="Reason">What it is, in words.</param>
    /// <param name="Reported">A diagnostic has said so already; what follows from it is not reported again.</param>
    public sealed record Unknown(string Reason, bool Reported = false) : Value
    {
        /// <summary>Set where it is reported, so that everything that holds this value knows.</summary>
        public bool Reported { get; set; } = Reported;
    }
}
