using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>Calls of the framework whose results hosts build on; <see langword="null"/> for other calls.</summary>
    private Value? FrameworkCall(IMethodSymbol method, Value? receiver, List<Argument> arguments, IOperation call)
    {
        if (method.ContainingType is not { } type || (receiver is null && !method.IsStatic) || _bodies.Of(method) is not null)
        {
            return null;
        }

        var values = new List<Value>();
        if (receiver is not null)
        {
            values.Add(receiver);
        }

        values.AddRange(arguments.Where(a => a.Variable is null).Select(a => Expanded(OnPath(a.Value))));
        switch (type.ToDisplayString(), method.Name)
        {
            case ("System.Threading.Tasks.Task" or "System.Threading.Tasks.Task<TResult>" or "System.Threading.Tasks.ValueTask" or "System.Threading.Tasks.ValueTask<TResult>", _)
                or (_, "GetAwaiter" or "ConfigureAwait" or "AsTask") when receiver is not (null or Value.Late) && method.Name is "GetAwaiter" or "ConfigureAwait" or "AsTask" or "WaitAsync":
                return receiver;
            case (_, "GetResult") when receiver is not (null or Value.Late):
                return receiver;
            case (_, "GetValueOrDefault") when receiver is not null && type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return Coalesce(receiver, () => values.Count > 1 ? values[1] : DefaultOf(method.ReturnType, call));
            case ("System.ArgumentNullException", "ThrowIfNull"):
                return Guard(values[0], IsNull(values[0]), call);
            case ("System.ArgumentException", "ThrowIfNullOrEmpty" or "ThrowIfNullOrWhiteSpace"):
                return Guard(values[0], Alternatives(values[0], v => IsNullOrEmpty(v, method, call)), call);
            case ("string", "IsNullOrEmpty" or "IsNullOrWhiteSpace"):
                return Flag(Alternatives(values[0], v => IsNullOrEmpty(v, method, call)));
            case ("object", "ReferenceEquals") when values.Count == 2 && values.TrueForAll(v => v is Value.Instance):
                return Value.Of(values[0] == values[1]);
            case ("object", "ReferenceEquals") or (_, "Equals") when values.Count == 2:
                return EachOf(values, v => Flag(AreEqual(v[0], v[1], call)));
            case ("string", "Equals") or ("string", "Compare") when values.Count == 3 && method.Name == "Equals":
                return EachOf(values, v => Compared(v, call));
            case (_, "ToString") when values.Count == 2 && IsInvariant(call):
                return EachOf(values, v => v[0] is Value.Constant known && InEveryCulture(known) is { } printed ? new Value.Constant(printed) : Unfolded(method, v, call));
            case ("string", "Create") when values.Count == 2 && IsInvariant(call):
                return values[1];
            case ("bool" or "int", "TryParse" or "Parse"):
                return Parsed(method, values, arguments, call);
            case ("System.IO.Path", "Combine" or "Join" or "GetFullPath"):
                return EachOf(values, v => Path(method, v, call));
        }

        if (method is { Name: "Join", Parameters.Length: > 2 } && type.SpecialType == SpecialType.System_String)
        {
            return null;
        }

        return type.SpecialType is SpecialType.System_String || method.Name is "ToString" && values.Count == 1
            ? EachOf(values, v => Folding.Of(method.Name, Flattened(v), receiver is null) is { } folded ? MadeOf(v, Lifted(folded, call)) : Unfolded(method, v, call))
            : null;
    }

    /// <summary>The first argument of the call is the invariant culture.</summary>
    private static bool IsInvariant(IOperation call) =>
        call is IInvocationOperation { Arguments: [{ Value: var first }, ..] }
        && (first is IConversionOperation { Operand: var operand } ? operand : first) is IPropertyReferenceOperation { Property: { Name: "InvariantCulture", ContainingType.Name: "CultureInfo" } };

    /// <summary>A call of which not all inputs are known: of a text what is known of it, of something else nothing.</summary>
    private Value.Late Unfolded(IMethodSymbol method, Value[] values, IOperation call)
    {
        if (method.Name == "ToString" && values is [Value.Late { Type.SpecialType: SpecialType.System_String } text])
        {
            return text;
        }

        var reported = values.Any(v => v is Value.Late { Reported: true });
        var result = Purity.IsPure(method) ? Derived(Name(method), call, method.ReturnType, $"the result of {method.Name}", values) : Fresh($"the result of {method.Name}", call, method.ReturnType);
        return Again(null, result, reported || result.Reported);
    }

    /// <summary>The constants in the values, in order, with collections opened; <see langword="null"/> where there is something else.</summary>
    private static List<Value.Constant?> Flattened(Value[] values)
    {
        var flat = new List<Value.Constant?>();
        foreach (var value in values)
        {
            switch (value)
            {
                case Value.Sequence { Lost: null } sequence:
                    flat.AddRange(sequence.Items.Select(i => i.Value as Value.Constant));
                    break;
                default:
                    flat.Add(value as Value.Constant);
                    break;
            }
        }

        return flat;
    }

    private Value Lifted(object folded, IOperation call) => folded is string[] parts
        ? new Value.Sequence(parts.Select(p => new Value.Item(Condition.Always, new Value.Constant(p), PlaceOf(call))))
        : new Value.Constant(folded);

    private Condition IsNullOrEmpty(Value value, IMethodSymbol method, IOperation call)
    {
        var whiteSpace = method.Name.EndsWith("WhiteSpace", StringComparison.Ordinal);
        switch (value)
        {
            case Value.Constant constant:
                return (whiteSpace ? string.IsNullOrWhiteSpace(constant.Content as string) : string.IsNullOrEmpty(constant.Content as string)) ? Condition.Always : Condition.Never;
            case Value.Late late:
                var empty = Conditions.Or(IsNull(late), Is(late, ""));
                return whiteSpace ? Conditions.Or(empty, Holds(Derived("blank", call, Boolean, "whether a text is blank", late))) : empty;
            default:
                return Condition.Never;
        }
    }

    /// <summary>A comparison of two texts with a <see cref="StringComparison"/>.</summary>
    private Value Compared(Value[] values, IOperation call)
    {
        var isOrdinal = values[2] is Value.Constant { Content: (int)StringComparison.Ordinal };
        var ignoresCase = values[2] is Value.Constant { Content: (int)StringComparison.OrdinalIgnoreCase };
        if (isOrdinal)
        {
            return Flag(AreEqual(values[0], values[1], call));
        }

        if (!ignoresCase)
        {
            return Flag(Holds(Derived("compared", call, Boolean, "this comparison", values)));
        }

        // The value without case is a value of its own: it excludes other texts, not the exact comparison.
        var (left, right) = (Lower(values[0]), Lower(values[1]));
        return Flag(AreEqual(left, right, call));

        Value Lower(Value value) => value switch
        {
            Value.Constant { Content: string text } => new Value.Constant(text.ToLowerInvariant()),
            Value.Late late => new Value.Late($"lower({late.Key})", late.Reason, late.Provenance, late.Type) { Reported = late.Reported, Origins = late.Origins, Cause = late.Cause },
            _ => value,
        };
    }

    private Value? Parsed(IMethodSymbol method, List<Value> values, List<Argument> arguments, IOperation call)
    {
        if (values.Count != 1)
        {
            return null;
        }

        var variable = arguments.LastOrDefault().Variable;
        var results = new List<(Condition, Value)>();
        var (before, isFlag) = (_path, method.ContainingType.SpecialType == SpecialType.System_Boolean);
        var parsed = Each(values[0], value =>
        {
            switch (value)
            {
                case Value.Constant { Content: var content } when content is null or string:
                    var text = content as string;
                    if (!isFlag && text is { Length: > 0 } && !text.All(c => c is >= '0' and <= '9') && !text.Any(char.IsLetter))
                    {
                        // Signs, spaces and separators: what the machine's culture makes of them.
                        goto default;
                    }

                    object? result = isFlag
                        ? bool.TryParse(text, out var flag) ? flag : null
                        : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
                    results.Add((_path, result is null ? DefaultOf(method.ContainingType, call) : new Value.Constant(result)));
                    return variable is not null ? Value.Of(result is not null) : result is null ? Fresh("a failing conversion", call, method.ReturnType) : new Value.Constant(result);
                default:
                    var parsedValue = Derived($"{Name(method)}:result", call, method.ContainingType, "a parsed value", value);
                    results.Add((_path, parsedValue));
                    return variable is null ? parsedValue : Derived(Name(method), call, Boolean, "whether a text could be parsed", value);
            }
        });
        if (variable is not null && !before.IsNever)
        {
            Set(variable, Join(results));
        }

        return parsed;
    }

    private Value Path(IMethodSymbol method, Value[] values, IOperation call)
    {
        if (method.Name == "GetFullPath")
        {
            return values is [Value.HostPath path]
                ? new Value.HostPath(Paths.Normalize(path.Relative))
                : values is [Value.Constant { Content: string relative }, Value.HostPath root] && Paths.Combine(root, relative) is { } below
                    ? new Value.HostPath(Paths.Normalize(below.Relative))
                    : Fresh("a path that depends on the current directory", call, method.ReturnType);
        }

        var parts = values.SelectMany(v => v is Value.Sequence { Lost: null } sequence ? sequence.Items.Select(i => i.Value) : [v]).ToList();
        if (parts.Count == 0)
        {
            return new Value.Constant("");
        }

        var combined = parts[0];
        foreach (var part in parts.Skip(1))
        {
            Value? next = (combined, part) switch
            {
                (Value.HostPath path, Value.Constant { Content: string text }) => method.Name == "Join" ? Paths.Join(path, text) : Paths.Combine(path, text),
                (Value.Constant { Content: string first }, Value.Constant { Content: string second }) => new Value.Constant(method.Name == "Join" ? Paths.Join(first, second) : Paths.Combine(first, second)),
                (_, Value.HostPath path) when method.Name == "Combine" => path,
                _ => null,
            };
            if (next is null)
            {
                return Derived(Name(method), call, method.ReturnType, "a path", [.. parts]);
            }

            combined = next;
        }

        return combined;
    }
}
