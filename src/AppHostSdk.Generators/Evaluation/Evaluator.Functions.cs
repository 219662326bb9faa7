using System.Globalization;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary>Functions of the framework on known values; see <see cref="PureFunctions"/>.</summary>
internal sealed partial class Evaluator
{
    private readonly Dictionary<IMethodSymbol, PureFunction?> _functions = new(SymbolEqualityComparer.Default);

    private PureFunction? FunctionOf(IMethodSymbol method)
    {
        if (!_functions.TryGetValue(method, out var function))
        {
            _functions[method] = function = PureFunctions.Of(method);
        }

        return function;
    }

    /// <summary>What a function gives, or <see langword="null"/> when not all that goes into it is known, or the result is not.</summary>
    private static Value.Constant? Folded(PureFunction function, IMethodSymbol method, Value[] values, IReadOnlyList<IParameterSymbol?> parameters, IOperation call) =>
        Result(function, values, parameters, call) is var result && !ReferenceEquals(result, PureFunctions.Unknown) && result is not Array ? Made(result, method.ReturnType, values) : null;

    private static object? Result(PureFunction function, Value[] values, IReadOnlyList<IParameterSymbol?> parameters, IOperation call)
    {
        var inputs = new object?[values.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = parameters[i] is { } parameter && IsProvider(parameter.Type) ? ProviderFor(parameter, call) : Input(values[i], parameters[i]?.OriginalDefinition.Type);
            if (ReferenceEquals(inputs[i], PureFunctions.Unknown))
            {
                return PureFunctions.Unknown;
            }
        }

        return PureFunctions.Call(function, inputs);
    }

    /// <summary>A value as functions take it; what is printed there is printed now.</summary>
    private static object? Input(Value value, ITypeSymbol? type) => value switch
    {
        Value.Constant { IsNull: true } => null,
        Value.Constant constant when type is { SpecialType: SpecialType.System_Object } or ITypeParameterSymbol => Text(constant) ?? PureFunctions.Unknown,
        Value.Constant constant => constant.Content,
        Value.Address address when type is null => address.Text,
        Value.Sequence { Lost: null } sequence when ItemType(type) is { } item => Inputs(sequence, item),
        _ => PureFunctions.Unknown,
    };

    private static object Inputs(Value.Sequence sequence, ITypeSymbol type)
    {
        var items = sequence.Items.Select(item => item.Value is Value.Constant ? Input(item.Value, type) : PureFunctions.Unknown).ToArray();
        return items.Contains(PureFunctions.Unknown) ? PureFunctions.Unknown : items;
    }

    private static ITypeSymbol? ItemType(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: [var item] } => item,
        _ => null,
    };

    private static bool IsProvider(ITypeSymbol type) => type.Name is "IFormatProvider" or "CultureInfo";

    /// <summary>The invariant culture, <see langword="null"/> where none is given, or that it is not known.</summary>
    private static object? ProviderFor(IParameterSymbol parameter, IOperation call)
    {
        var given = (call as IInvocationOperation)?.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal)?.Value;
        given = given is IConversionOperation { Operand: var operand } ? operand : given;
        return given switch
        {
            { ConstantValue: { HasValue: true, Value: null } } => null,
            IPropertyReferenceOperation { Property: { Name: "InvariantCulture", ContainingType.Name: "CultureInfo" } } => CultureInfo.InvariantCulture,
            _ => PureFunctions.Unknown,
        };
    }

    /// <summary>A constant that was made of other values: a mistake in it is a mistake in what was given for it.</summary>
    private static Value.Constant Made(object? content, ITypeSymbol? type, IReadOnlyList<Value> of) =>
        new(content, type is { TypeKind: TypeKind.Enum } ? type : null) { MadeOf = of };

    private Value Lifted(object? result, ITypeSymbol type, Value[] values, IOperation call) => result is Array parts
        ? new Value.Sequence(parts.Cast<object>().Select(part => new Value.Item(Condition.Always, Made(part, null, values), PlaceOf(call))).ToList(), type)
        : Made(result, type, values);

    /// <summary>Whether <paramref name="method"/> reads a value from a text.</summary>
    private static bool IsParsing(IMethodSymbol method) => method is { IsStatic: true, Name: "Parse" or "TryParse", Parameters: [{ Type.SpecialType: SpecialType.System_String }, ..] };

    /// <summary>A value read from a text. <c>TryParse</c> says whether there is one.</summary>
    private Value Parsed(PureFunction function, IMethodSymbol method, List<Value> values, List<Argument> arguments, IOperation call)
    {
        var variable = arguments.LastOrDefault().Variable;
        var type = variable is null ? method.ReturnType : method.ContainingType;
        var parameters = arguments.Where(a => a.Variable is null).Select(a => a.Parameter).ToList();
        var results = new List<(Condition, Value)>();
        var before = _path;
        var parsed = EachOf(values, inputs =>
        {
            var result = inputs[0] is Value.Constant ? Result(function, inputs, parameters, call) : PureFunctions.Unknown;
            if (!ReferenceEquals(result, PureFunctions.Unknown))
            {
                var value = Made(result ?? Zero(type.SpecialType), type, inputs);
                results.Add((_path, value));
                return variable is null ? value : Value.Of(result is not null);
            }

            var late = Derived($"{Name(method)}:result", call, type, "a parsed value", inputs);
            results.Add((_path, late));
            return variable is null ? late : Derived(Name(method), call, Boolean, "whether a text could be parsed", inputs);
        });
        if (variable is not null && !before.IsNever)
        {
            Set(variable, Join(results));
        }

        return parsed;
    }

    private static object? Zero(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => false,
        SpecialType.System_Char => '\0',
        SpecialType.System_SByte => (sbyte)0,
        SpecialType.System_Byte => (byte)0,
        SpecialType.System_Int16 => (short)0,
        SpecialType.System_UInt16 => (ushort)0,
        SpecialType.System_Int32 => 0,
        SpecialType.System_UInt32 => 0U,
        SpecialType.System_Int64 => 0L,
        SpecialType.System_UInt64 => 0UL,
        _ => null,
    };

    /// <summary>How <paramref name="comparer"/> compares, when it is one of those that do so alike everywhere.</summary>
    private static StringComparison? ComparisonOf(IOperation? comparer) =>
        comparer is IPropertyReferenceOperation { Property: { ContainingType.Name: "StringComparer", Name: var name } }
            ? name switch
            {
                "Ordinal" => StringComparison.Ordinal,
                "OrdinalIgnoreCase" => StringComparison.OrdinalIgnoreCase,
                _ => null,
            }
            : null;
}
