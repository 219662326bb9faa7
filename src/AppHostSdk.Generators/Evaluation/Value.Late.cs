using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

internal abstract partial class Value
{
    /// <summary>A value that is not known when compiling, and what made it so.</summary>
    /// <param name="key">Its value number: two values with one key are equal in every run.</param>
    /// <param name="reason">What it is, in words.</param>
    /// <param name="provenance">Where it comes from, for conditions.</param>
    /// <param name="type">Its static type, or <see langword="null"/> when it has none.</param>
    public sealed class Late(string key, string reason, Provenance provenance, ITypeSymbol? type) : Value
    {
        public string Key { get; } = key;

        public string Reason { get; } = reason;

        public Provenance Provenance { get; } = provenance;

        public ITypeSymbol? Type { get; } = type;

        /// <summary>The keys of the values that it was computed from; its own for one that was not.</summary>
        public IReadOnlyList<string> Origins { get; init; } = [key];

        /// <summary>The expression that made it late, where there is one.</summary>
        public SyntaxNode? Cause { get; init; }

        /// <summary>A diagnostic has said so already; what follows from it is not reported again.</summary>
        public bool Reported { get; set; }

        /// <summary>A part of the model went into it, so that it may come out again.</summary>
        public bool MayCarryModel { get; init; }

        /// <summary>It has two values and is never <see langword="null"/>.</summary>
        public bool IsFlag => Type?.SpecialType == SpecialType.System_Boolean;

        public override bool Same(Value other) => other is Late late && late.Key == Key && late.Reported == Reported;
    }
}
