using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    private Value Interpolate(IInterpolatedStringOperation interpolated)
    {
        var parts = new List<Value>();
        foreach (var part in interpolated.Parts)
        {
            parts.Add(part switch
            {
                IInterpolatedStringTextOperation literal => Evaluate(literal.Text),
                IInterpolationOperation { Alignment: null, FormatString: null } hole => Evaluate(hole.Expression),
                IInterpolationOperation hole => Formatted(hole),
                _ => Others(part),
            });
        }

        return EachOf(parts, values => Text(values, interpolated));
    }

    /// <summary>A hole with width or format: what it prints is not worked out.</summary>
    private Value Formatted(IInterpolationOperation hole) =>
        Each(Evaluate(hole.Expression), value => Derived(
            $"format:{hole.FormatString?.Syntax}:{hole.Alignment?.Syntax}",
            hole,
            _bodies.Compilation.GetSpecialType(SpecialType.System_String),
            "a formatted value",
            value));

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
        var parts = operands.Select(Evaluate).ToList();
        return parts.Any(p => p is Value.Choice) ? EachOf(parts, values => Text(values, sum)) : Text(parts, sum);
    }

    /// <summary>Texts joined; a path of the host stays one when what follows goes on below it.</summary>
    private Value Text(IReadOnlyList<Value> parts, IOperation operation)
    {
        var text = new StringBuilder();
        var start = parts is [Value.HostPath, ..] ? 1 : 0;
        for (var i = start; i < parts.Count; i++)
        {
            if (Text(parts[i]) is not { } piece)
            {
                return Derived(
                    "text",
                    operation,
                    _bodies.Compilation.GetSpecialType(SpecialType.System_String),
                    operation is IInterpolatedStringOperation or IInterpolatedStringHandlerCreationOperation ? "this interpolated string" : "this concatenation",
                    [.. parts]);
            }

            text.Append(piece);
            if (text.Length > PureFunctions.LongestText)
            {
                return Fresh("a text that is too long", operation, operation.Type);
            }
        }

        if (parts is not [Value.HostPath path, ..])
        {
            return parts is [Value.Constant { Content: string } only] ? only : Made(text.ToString(), null, parts);
        }

        return Paths.Below(path, text.ToString()) is { } below ? below : Fresh("a path", operation, operation.Type);
    }

    /// <summary>The text of a constant when it is the same in every culture, else <see langword="null"/>.</summary>
    private static string? Text(Value value) => value is Value.Constant constant ? Text(constant) : null;

    internal static string? Text(Value.Constant constant) => (constant.Enumeration, constant.Content) switch
    {
        (_, null) => "",
        ({ } enumeration, var number) => NameOf(enumeration, number),
        (_, string text) => text,
        (_, char character) => character.ToString(),
        (_, bool flag) => flag ? "True" : "False",
        (_, int number and >= 0) => number.ToString(CultureInfo.InvariantCulture),
        (_, long number and >= 0) => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The member of an enumeration that has this number, when there is exactly one.</summary>
    private static string? NameOf(ITypeSymbol enumeration, object number)
    {
        var names = enumeration.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue && Equals(f.ConstantValue, number)).Take(2).ToList();
        return names is [var only] ? only.Name : null;
    }

    private Value Conversion(IConversionOperation conversion)
    {
        if (conversion.OperatorMethod is { } method && _bodies.Of(method) is { } body)
        {
            return Each(Evaluate(conversion.Operand), value => Inline(method, body, null, [new(method.Parameters[0], value, PlaceOf(conversion.Operand))], conversion.Syntax));
        }

        var operand = Evaluate(conversion.Operand);
        return conversion.Type is { } type ? Each(operand, value => Convert(value, Actual(type), conversion)) : operand;
    }

    /// <summary>A single value seen as another type.</summary>
    private Value Convert(Value value, ITypeSymbol type, IConversionOperation conversion)
    {
        if (conversion.IsTryCast && value is not Value.Late)
        {
            return IsType(value, type, conversion) is var test && test.IsNever ? Value.Null : value;
        }

        if (value is Value.Late late && conversion.GetConversionKind() == ConversionKind.Changing)
        {
            return Derived($"to:{type.ToDisplayString()}", conversion, type, late.Reason, late);
        }

        if (value is not Value.Constant { Content: { } content } constant)
        {
            return value;
        }

        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] })
        {
            type = underlying;
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return Made(content, type, [value]);
        }

        object? converted = (type.SpecialType, content) switch
        {
            (SpecialType.System_Int32, int or short or ushort or byte or sbyte or char) => System.Convert.ToInt32(content, CultureInfo.InvariantCulture),
            (SpecialType.System_Int64, int or short or ushort or byte or sbyte or char or long) => System.Convert.ToInt64(content, CultureInfo.InvariantCulture),
            (SpecialType.System_Double, int or short or ushort or byte or sbyte or char or long) => System.Convert.ToDouble(content, CultureInfo.InvariantCulture),
            (SpecialType.System_String, string) or (SpecialType.System_Boolean, bool) or (SpecialType.System_Char, char) or (SpecialType.System_Double, double) => content,
            (SpecialType.System_String or (>= SpecialType.System_Boolean and <= SpecialType.System_Double), _) => null,
            _ => content,
        };
        return converted is null
            ? Fresh($"a conversion to {type.ToDisplayString()}", conversion, type)
            : new Value.Constant(converted, type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 ? null : constant.Enumeration) { MadeOf = [value] };
    }
}
