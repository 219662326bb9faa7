using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

internal abstract partial class Value
{
    /// <summary>The annotations of a resource.</summary>
    public sealed class Annotations(Value resource) : Value
    {
        public Value Resource { get; } = resource;

        public override bool Same(Value other) => other is Annotations annotations && annotations.Resource.Same(Resource);
    }

    /// <summary>An annotation whose constructor says which operation it is when it is noted on a resource.</summary>
    public sealed class Annotation(IMethodSymbol constructor, MethodModel model, IReadOnlyList<Evaluator.Argument> arguments) : Value
    {
        public IMethodSymbol Constructor { get; } = constructor;

        public MethodModel Model { get; } = model;

        public IReadOnlyList<Evaluator.Argument> Arguments { get; } = arguments;

        protected override IEnumerable<Value>? Parts => Arguments.Select(a => a.Value);
    }
}
