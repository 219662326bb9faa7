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
            return new Value.Constant(constant);
        }

        switch (operation)
        {
            case IInvocationOperation call:
                return Call(call);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Evaluate(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation);
            case ILocalReferenceOperation { Local: var local }:
                return !_unstable.Contains(local) && _variables.TryGetValue(local, out var value) ? value : new Value.Unknown($"the variable {local.Name}");
            case IParameterReferenceOperation { Parameter: var parameter }:
                return new Value.Unknown($"the parameter {parameter.Name}");
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment:
                return _variables[local] = Evaluate(assignment.Value);
            case ISimpleAssignmentOperation assignment:
                Evaluate(assignment.Target);
                return Evaluate(assignment.Value);
            case IInterpolatedStringOperation interpolated:
                return Interpolate(interpolated);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return Concatenate(sum);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not when Evaluate(not.Operand) is Value.Constant { Content: bool flag }:
                return new Value.Constant(!flag);
            case IArrayCreationOperation { Initializer: { } initializer }:
                return new Value.Sequence([.. initializer.ElementValues.Select(Evaluate)]);
            case IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: 0 } }] }:
                return new Value.Sequence([]);
            case ICollectionExpressionOperation collection when !collection.Elements.Any(e => e is ISpreadOperation):
                return new Value.Sequence([.. collection.Elements.Select(Evaluate)]);
            case IConditionalOperation { WhenFalse: not null } conditional when Evaluate(conditional.Condition) is Value.Constant { Content: bool holds }:
                Value? chosen = null;
                Arms(holds, conditional.WhenTrue, conditional.WhenFalse, arm => chosen = Evaluate(arm));
                return chosen!;
            case IConditionalOperation conditional:
                return Unsupported(conditional, "this conditional expression", "Its two ways become part of the graph in a later version.");
            case IPropertyReferenceOperation property:
                return Property(property);
            case IFieldReferenceOperation field:
                return new Value.Unknown($"the field {field.Field.Name}");
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
                return Unsupported(operation, $"this {Describe(operation)}", "Use local variables and direct calls instead.");
        }
    }

    private Value.Unknown Property(IPropertyReferenceOperation property)
    {
        foreach (var part in property.Arguments)
        {
            Evaluate(part.Value);
        }

        var instance = property.Instance is { } receiver ? Evaluate(receiver) : null;
        return instance is Value.Unknown { Reported: true } unknown ? unknown : new Value.Unknown($"the property {property.Property.Name}");
    }

    private Value Interpolate(IInterpolatedStringOperation interpolated)
    {
        var text = new StringBuilder();
        foreach (var part in interpolated.Parts)
        {
            var piece = part switch
            {
                IInterpolatedStringTextOperation literal => Text(Evaluate(literal.Text)),
                IInterpolationOperation { Alignment: null, FormatString: null } hole => Text(Evaluate(hole.Expression)),
                _ => null,
            };
            if (piece is null)
            {
                return Unsupported(interpolated, "this interpolated string", "Interpolate constants only.");
            }

            text.Append(piece);
        }

        return new Value.Constant(text.ToString());
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
        foreach (var operand in operands)
        {
            if (Text(Evaluate(operand)) is not { } piece)
            {
                return Unsupported(sum, "this concatenation", "Join constants only.");
            }

            text.Append(piece);
        }

        return new Value.Constant(text.ToString());
    }

    /// <summary>The text of a constant when it is the same in every culture, else <see langword="null"/>.</summary>
    private static string? Text(Value value) => value is Value.Constant constant
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
