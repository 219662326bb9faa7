using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OperationKind = AppHostSdk.Model.OperationKind;

namespace AppHostSdk.Generators;

/// <summary>Expressions: texts with values in them that each consumer resolves for itself.</summary>
internal sealed partial class Evaluator
{
    private static readonly Value.Expression NoText = new([]);

    /// <summary>Operations that make values and change nothing; <see langword="null"/> for others.</summary>
    private Value? ExpressionCall(MethodModel model, Value? receiver, List<Argument> arguments, IOperation call) => model.Kind switch
    {
        OperationKind.CreateExpression => arguments[0].Value,
        OperationKind.GetEndpointProperty => EachOf([NotNull(receiver ?? Value.Null), OnPath(arguments[0].Value)], values => values switch
        {
            [Value.EndpointReference endpoint, Value.Constant { Content: int property }] => new Value.EndpointProperty(endpoint, (EndpointProperty)property),
            _ => Again(values.OfType<Value.Late>().FirstOrDefault(), Fresh("a property of an endpoint", call, call.Type)),
        }),
        OperationKind.AppendExpression => Append(NotNull(receiver ?? Value.Null), arguments, call),
        OperationKind.BuildExpression => Each(NotNull(receiver ?? Value.Null), single => single is Value.ExpressionBuilder builder
            ? OnPath(builder.Content.Value)
            : Again(single as Value.Late, Fresh("an expression", call, call.Type))),
        _ => null,
    };

    private Value Append(Value receiver, List<Argument> arguments, IOperation call) => Each(receiver, single =>
    {
        if (single is Value.ExpressionBuilder builder)
        {
            var value = arguments.First(a => MethodModel.ArgumentName(a.Parameter) == "value");
            var format = arguments.Select(a => a.Parameter.Name == "format" ? OnPath(a.Value) : Value.Null).FirstOrDefault(f => f is not Value.Constant { IsNull: true });
            Set(builder.Content, EachOf([OnPath(builder.Content.Value), Settled(OnPath(value.Value))], values => Joined(values[0], Shaped(values[1], format, value.Place))));
        }

        return Value.Null;
    });

    /// <summary>What an interpolated string gives that becomes an expression.</summary>
    private Value Handled(IInterpolatedStringHandlerCreationOperation creation)
    {
        if (!IsExpressionHandler(creation.Type))
        {
            return creation.Type?.ToDisplayString() == "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler" ? Printed(creation) : Others(creation);
        }

        var parts = new List<(Value Value, Value? Format, Place Place)>();
        foreach (var append in Appends(creation.Content))
        {
            if (append.AppendCall is not IInvocationOperation { Arguments: [var value, ..] all })
            {
                OpenSilently(append);
                continue;
            }

            var format = all.FirstOrDefault(a => a.Parameter?.Name == "format");
            parts.Add((
                Settled(OnPath(Evaluate(value.Value))),
                format is null ? null : Evaluate(format.Value),
                new Place(value.Value.Syntax.GetLocation(), _frame)));
        }

        return EachOf([.. parts.Select(p => p.Value)], values =>
        {
            Value whole = NoText;
            for (var i = 0; i < values.Length; i++)
            {
                whole = Joined(whole, Shaped(values[i], parts[i].Format, parts[i].Place));
            }

            return whole;
        });
    }

    /// <summary>What an interpolated string gives that a method of the framework makes a text of, for example <c>string.Create</c>.</summary>
    private Value Printed(IInterpolatedStringHandlerCreationOperation creation) => EachOf(
        [
            .. Appends(creation.Content).Select(append =>
                append.AppendCall is IInvocationOperation { Arguments: [var value, ..] all } && all.Skip(1).All(a => a.ArgumentKind == ArgumentKind.DefaultValue)
                    ? Evaluate(value.Value)
                    : Others(append)),
        ],
        parts => Text(parts, creation));

    private static IEnumerable<IInterpolatedStringAppendOperation> Appends(IOperation content) => content switch
    {
        IInterpolatedStringOperation text => text.Parts.OfType<IInterpolatedStringAppendOperation>(),
        IInterpolatedStringAdditionOperation sum => Appends(sum.Left).Concat(Appends(sum.Right)),
        IParenthesizedOperation inner => Appends(inner.Operand),
        _ => [],
    };

    private static Value Joined(Value first, Value second) => (first, second) switch
    {
        (Value.Expression a, Value.Expression b) => new Value.Expression(a.Pieces.AddRange(b.Pieces)),
        (Value.Late, _) => first,
        _ => second,
    };

    /// <summary>A part in the form that it is written in; texts are put into it now, as the program does.</summary>
    private Value.Expression Shaped(Value value, Value? format, Place place)
    {
        var form = format is Value.Constant { Content: string { Length: > 0 } name } ? ValueFormat.Find(name) ?? name : null;
        return value switch
        {
            Value.Constant { IsNull: true } => NoText,
            Value.Constant { Content: string text } when form is not null && ValueFormat.Find(form) == form
                && ValueFormat.Obstacle(text, form) is null => new([new(new Value.Constant(ValueFormat.Write(text, form)), null, place)]),
            Value.Constant constant => new([new(form is null && InEveryCulture(constant) is { } printed ? new Value.Constant(printed) : Fresh("a formatted value", place), null, place)]),
            Value.Late or Value.HostPath => new([new(value, null, place)]),
            Value.Expression expression when form is null => expression,
            _ => new([new(value, form, place)]),
        };
    }

    /// <summary>The text of a constant: expressions print numbers alike in every culture.</summary>
    private static string? InEveryCulture(Value.Constant constant) =>
        Text(constant) ?? (constant is { Enumeration: null, Content: int or long } ? System.Convert.ToString(constant.Content, System.Globalization.CultureInfo.InvariantCulture) : null);

    /// <summary>The expression as a value of the model, or <see langword="null"/> when a part of it has no value.</summary>
    private ModelValue? Coerce(Value.Expression expression) =>
        Unusable(expression) is null ? ModelValue.Join(expression.Pieces.Select(part => Coerce(part)!)) : null;

    /// <summary>The first part that is not known to be a text or to have a value, or <see langword="null"/>.</summary>
    private Value.Part? Unusable(Value.Expression expression)
    {
        foreach (var part in expression.Pieces)
        {
            var isUsable = part.Value switch
            {
                Value.Late late => late.Type is null or { IsValueType: true } or { SpecialType: SpecialType.System_String },
                Value.Expression inner => Unusable(inner) is null,
                _ => Coerce(part) is not null,
            };
            if (!isUsable)
            {
                return part;
            }
        }

        return null;
    }

    private ModelValue? Coerce(Value.Part part)
    {
        var value = part.Value switch
        {
            Value.Constant constant => Text(constant) is { } text ? new ModelValue.Text(text) : null,
            Value.HostPath path => new ModelValue.HostPath(path.Relative),
            Value.Address address => Uri.TryCreate(address.Text, UriKind.RelativeOrAbsolute, out var uri) ? new ModelValue.Text(uri.ToString()) : null,
            Value.Late late => SlotOf(late),
            Value.Expression inner => Coerce(inner),
            Value.EndpointReference or Value.EndpointProperty => EndpointValue(part.Value),
            _ => ResourceValue(part.Value),
        };
        return value is null or ModelValue.Late || part.Format is null ? value : new ModelValue.Formatted(value, part.Format);
    }

    private ModelValue.Endpoint? EndpointValue(Value value) => value switch
    {
        Value.EndpointReference endpoint => HandleOf(endpoint.Resource) is { } owner ? new ModelValue.Endpoint(owner.Key, endpoint.Name) { Network = endpoint.Network } : null,
        Value.EndpointProperty property => EndpointValue(property.Endpoint) is { } endpoint ? endpoint with { Property = property.Property } : null,
        _ => null,
    };

    /// <summary>What a resource stands for: the value of a parameter, or what others connect to it with.</summary>
    private ModelValue? ResourceValue(Value value) => HandleOf(value) switch
    {
        null => null,
        { Type: { } type } handle when KindOf(type) == ResourceKind.Parameter => new ModelValue.Parameter(handle.Key),
        var handle => new ModelValue.Connection(handle.Key),
    };

    /// <summary>Notes where an argument stands, and the names of endpoints in it.</summary>
    private void Note(int site, string name, Argument argument)
    {
        var endpoint = argument.Value as Value.EndpointReference ?? (argument.Value as Value.EndpointProperty)?.Endpoint;
        _sites.Note(site, name, endpoint?.NameLocation ?? Supplied(argument.Place, argument.Value));
        var items = argument.Value is Value.Sequence sequence ? sequence.Items.Select(i => i.Value) : [argument.Value];
        foreach (var expression in items.OfType<Value.Expression>())
        {
            // What a resource is made of becomes the value of its connection.
            NoteEndpoints(site, name == "expression" ? "value" : name, expression);
        }
    }

    private void NoteEndpoints(int site, string name, Value.Expression expression)
    {
        foreach (var part in expression.Pieces)
        {
            var reference = part.Value as Value.EndpointReference ?? (part.Value as Value.EndpointProperty)?.Endpoint;
            if (reference is not null && EndpointValue(reference) is { } endpoint)
            {
                _sites.Note(site, SiteArgument.Within(name, endpoint), reference.NameLocation);
            }
            else if (part.Value is Value.Expression inner)
            {
                NoteEndpoints(site, name, inner);
            }
        }
    }

    /// <summary>Arguments for which a resource is the value that it stands for.</summary>
    private static bool TakesValue(Argument argument) => (argument.Name ?? MethodModel.ArgumentName(argument.Parameter)) is "value" or "args" or "url" or "expression";

    internal static bool IsExpressionHandler(ITypeSymbol? type) => type is not null && HasAttribute(type, KnownNames.ExpressionHandlerAttribute);

    private static bool HasAttribute(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == attribute);

    /// <summary>A callback that appends to an expression: what it appended.</summary>
    private Argument Appended(Argument argument, IOperation call)
    {
        if (OnPath(argument.Value) is not Value.Function function || argument.Parameter.Type is not INamedTypeSymbol { TypeArguments: [var type] } || !IsExpressionHandler(type))
        {
            return argument;
        }

        var builder = new Value.ExpressionBuilder(new Cell(NoText, _path));
        Invoke(function, call, builder);
        return argument with { Value = OnPath(builder.Content.Value), Name = MethodModel.ArgumentName(argument.Parameter) };
    }
}
