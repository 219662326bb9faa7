using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    private Value Evaluate(IOperation operation)
    {
        _cancellation.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return new Value.Constant(constant, operation.Type?.TypeKind == TypeKind.Enum);
        }

        switch (operation)
        {
            case IInvocationOperation call:
                return Call(call);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Convert(Evaluate(conversion.Operand), conversion.Type);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation);
            case ILocalReferenceOperation { Local: var local }:
                return Variable(local);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return new Value.Unknown($"the parameter {parameter.Name}");
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment:
                return _variables[local] = Evaluate(assignment.Value);
            case ISimpleAssignmentOperation assignment:
                return Store(assignment);
            case IInterpolatedStringOperation interpolated:
                return Interpolate(interpolated);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return Concatenate(sum);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return Evaluate(not.Operand) switch
                {
                    Value.Constant { Content: bool flag } => new Value.Constant(!flag),
                    var operand => new Value.Unknown("this negation", operand is Value.Unknown { Reported: true }),
                };
            case IArrayCreationOperation { Initializer: { } initializer }:
                return Items(initializer.ElementValues);
            case IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: 0 } }] }:
                return new Value.Sequence([]);
            case ICollectionExpressionOperation collection when !collection.Elements.Any(e => e is ISpreadOperation):
                return Items(collection.Elements);
            case IConditionalOperation { WhenFalse: not null } conditional when Evaluate(conditional.Condition) is Value.Constant { Content: bool holds }:
                Value? chosen = null;
                Arms(holds, conditional.WhenTrue, conditional.WhenFalse, arm => chosen = Evaluate(arm));
                return chosen!;
            case IConditionalOperation conditional:
                return UnsupportedChoice(conditional, "this conditional expression");
            case IPropertyReferenceOperation property:
                return Property(property);
            case IFieldReferenceOperation field:
                return field.Instance is { } owner && Evaluate(owner) is Value.Unknown { Reported: true } lost ? lost : Member(field.Field, "field");
            case IDiscardOperation:
                return new Value.Unknown("a discard");
            case IDelegateCreationOperation { Target: IAnonymousFunctionOperation function }:
                return new Value.Function(_symbols.TouchesModel(function.Body));
            case IAnonymousFunctionOperation function:
                return new Value.Function(_symbols.TouchesModel(function.Body));
            case IDefaultValueOperation { Type: { } type } when type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return new Value.Constant(null);
            case IDefaultValueOperation:
                return new Value.Unknown("a default value");
            case IInvalidOperation:
                OpenSilently(operation);
                return new Value.Unknown("an expression that does not compile", Reported: true);
            default:
                return Unsupported(operation, $"this {OperationWords.Of(operation)}", "Use local variables and direct calls instead.");
        }
    }

    private Value.Unknown Property(IPropertyReferenceOperation property)
    {
        foreach (var part in property.Arguments)
        {
            Evaluate(part.Value);
        }

        var instance = property.Instance is { } receiver ? Evaluate(receiver) : null;
        return instance is Value.Unknown { Reported: true } unknown ? unknown : property.Property.IsIndexer ? new Value.Unknown("an indexed value") : Member(property.Property, "property");
    }

    /// <summary>One value per field or property, so that what is lost in it is reported once.</summary>
    private Value.Unknown Member(ISymbol member, string kind)
    {
        if (!_members.TryGetValue(member, out var value))
        {
            _members[member] = value = new Value.Unknown($"the {kind} {member.Name}");
        }

        return value;
    }

    private Value Variable(ILocalSymbol local)
    {
        if (_unstable.Contains(local) || !_variables.TryGetValue(local, out var value))
        {
            return new Value.Unknown($"the variable {local.Name}");
        }

        return value is Value.Sequence sequence && _shared.Contains(local) ? sequence with { MayHaveChanged = true } : value;
    }

    /// <summary>An assignment to something that is not a variable: what is stored there is not followed.</summary>
    private Value Store(ISimpleAssignmentOperation assignment)
    {
        var target = Evaluate(assignment.Target);
        var value = Evaluate(assignment.Value);
        if (value.CarriesModel && assignment.Target is not IDiscardOperation && target is not Value.Unknown { Reported: true })
        {
            Open(
                DiagnosticCatalog.Unsupported,
                assignment.Target.Syntax.GetLocation(),
                (target as Value.Unknown)?.Reason ?? "this assignment",
                "Use a local variable instead.");
            _isStored = true;
            if (target is Value.Unknown unknown)
            {
                unknown.Reported = true;
            }
        }

        return value;
    }

    private Value.Sequence Items(ImmutableArray<IOperation> items) => new([.. items.Select(item => (Evaluate(item), item.Syntax.GetLocation()))]);

    /// <summary>The value seen as another type, if that does not change it.</summary>
    private static Value Convert(Value value, ITypeSymbol? type)
    {
        if (value is not Value.Constant { Content: { } content } constant || type is null)
        {
            return value;
        }

        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] })
        {
            type = underlying;
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return constant with { IsEnum = true };
        }

        var converted = (type.SpecialType, content) switch
        {
            (SpecialType.System_Int32, int or short or ushort or byte or sbyte or char) => System.Convert.ToInt32(content, CultureInfo.InvariantCulture),
            (SpecialType.System_String, string) or (SpecialType.System_Boolean, bool) or (SpecialType.System_Char, char) => content,
            (SpecialType.System_String or (>= SpecialType.System_Boolean and <= SpecialType.System_Double), _) => null,
            _ => content,
        };
        return converted is null
            ? new Value.Unknown($"a conversion to {type.ToDisplayString()}")
            : new Value.Constant(converted, constant.IsEnum && type.SpecialType != SpecialType.System_Int32);
    }

    private Value Interpolate(IInterpolatedStringOperation interpolated)
    {
        var text = new StringBuilder();
        var (known, reported) = (true, false);
        foreach (var part in interpolated.Parts)
        {
            var piece = part switch
            {
                IInterpolatedStringTextOperation literal => Piece(literal.Text),
                IInterpolationOperation hole when Piece(hole.Expression) is { } shown && hole.Alignment is null && hole.FormatString is null => shown,
                _ => null,
            };
            if (piece is null)
            {
                known = false;
            }

            text.Append(piece);
        }

        return known ? new Value.Constant(text.ToString()) : new Value.Unknown("this interpolated string", reported);

        string? Piece(IOperation expression)
        {
            var value = Evaluate(expression);
            reported |= value is Value.Unknown { Reported: true };
            return Text(value);
        }
    }

    /// <summary>Joins a chain of <c>+</c> from the left without recursion: such chains can be long.</summary>
    private Value Concatenate(IBinaryOperation sum)
    {
        var operands = new Stack<IOperation>();
        IOperation left = sum;
        while (left is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: false } inner)
        {
            operands.Push(inner.RightOperand);
            left = inner.LeftOperand;
        }

        operands.Push(left);
        var text = new StringBuilder();
        var (known, reported) = (true, false);
        foreach (var operand in operands)
        {
            var value = Evaluate(operand);
            var piece = Text(value);
            known &= piece is not null;
            reported |= value is Value.Unknown { Reported: true };
            text.Append(piece);
        }

        return known ? new Value.Constant(text.ToString()) : new Value.Unknown("this concatenation", reported);
    }

    /// <summary>The text of a constant when it is the same in every culture, else <see langword="null"/>.</summary>
    private static string? Text(Value value) => value is Value.Constant { IsEnum: false } constant
        ? constant.Content switch
        {
            null => "",
            string text => text,
            char character => character.ToString(),
            bool flag => flag ? "True" : "False",
            int number and >= 0 => number.ToString(CultureInfo.InvariantCulture),
            _ => null,
        }
        : null;
}
