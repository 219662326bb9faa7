using System.Collections.Immutable;
using AppHostSdk.Model;

namespace AppHostSdk.Generators;

internal abstract partial class Value
{
    /// <summary>A reference to an endpoint, with the expression that names it.</summary>
    /// <param name="resource">The resource's builder, or its object, which may be added later.</param>
    /// <param name="name">The endpoint's name.</param>
    /// <param name="nameLocation">The expression that names it.</param>
    /// <param name="network">From where it is looked at, or <see langword="null"/>.</param>
    public sealed class EndpointReference(Value resource, string name, Place nameLocation, NetworkIdentifier? network = null) : Value
    {
        public NetworkIdentifier? Network { get; } = network;

        public Value Resource { get; } = resource;

        public string Name { get; } = name;

        public Place NameLocation { get; } = nameLocation;

        public override bool Same(Value other) => other is EndpointReference reference && reference.Resource.Same(Resource) && reference.Name == Name && reference.Network == Network;
    }

    /// <summary>A property of an endpoint.</summary>
    public sealed class EndpointProperty(EndpointReference endpoint, global::AppHostSdk.EndpointProperty property) : Value
    {
        public EndpointReference Endpoint { get; } = endpoint;

        public global::AppHostSdk.EndpointProperty Property { get; } = property;

        public override bool Same(Value other) => other is EndpointProperty property && property.Endpoint.Same(Endpoint) && property.Property == Property;
    }

    /// <summary>One part of an expression.</summary>
    /// <param name="Value">A text, or what has a value when the application runs.</param>
    /// <param name="Format">The form it is written in, or <see langword="null"/>.</param>
    /// <param name="Place">The hole of the interpolated string.</param>
    public readonly record struct Part(Value Value, string? Format, Place Place);

    /// <summary>A text with values in it.</summary>
    public sealed class Expression(ImmutableArray<Part> parts) : Value
    {
        public ImmutableArray<Part> Pieces { get; } = parts;

        public override bool Same(Value other) =>
            other is Expression expression
            && expression.Pieces.Length == Pieces.Length
            && expression.Pieces.Zip(Pieces, (a, b) => a.Format == b.Format && a.Value.Same(b.Value)).All(same => same);
    }

    /// <summary>An expression under construction.</summary>
    public sealed class ExpressionBuilder(Cell content) : Value
    {
        public Cell Content { get; } = content;
    }

    /// <summary>An address whose text is known.</summary>
    public sealed class Address(string text) : Value
    {
        public string Text { get; } = text;

        public override bool Same(Value other) => other is Address address && address.Text == Text;
    }
}
