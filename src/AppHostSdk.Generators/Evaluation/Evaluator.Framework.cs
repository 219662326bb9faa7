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
            case ("string", "Equals") when values.Count == 3:
                return EachOf(values, v => Compared(v, call));
            case ("System.StringComparer", "Equals" or "Compare") when values.Count == 3 && call is IInvocationOperation { Instance: var comparer } && ComparisonOf(comparer) is { } how:
                return EachOf([values[1], values[2], new Value.Constant((int)how)], v => StringCompared(method, v, call));
            case ("string", "Create") when values.Count == 2 && IsInvariant(call):
                return values[1];
            case ("System.IO.Path", "Combine" or "Join" or "GetFullPath"):
                return EachOf(values, v => Path(method, v, call));
        }

        if (FunctionOf(method) is { } function)
        {
            if (IsParsing(method))
            {
                return Parsed(function, method, values, arguments, call);
            }

            List<IParameterSymbol?> parameters = [.. arguments.Where(a => a.Variable is null).Select(a => a.Parameter)];
            if (receiver is not null)
            {
                parameters.Insert(0, null);
            }

            return EachOf(values, v => Result(function, v, parameters, call) is var result && !ReferenceEquals(result, PureFunctions.Unknown)
                ? Lifted(result, method.ReturnType, v, call)
                : Unfolded(method, v, call));
        }

        var isShown = method.Name == "ToString" && (values.Count == 1 || IsInvariant(call));
        return isShown || (type.SpecialType is SpecialType.System_String or SpecialType.System_Enum && arguments.TrueForAll(a => a.Variable is null))
            ? EachOf(values, v => EnumerationMember(method, v) ?? Printed(method, v, call) ?? (Value)Unfolded(method, v, call))
            : null;
    }

    /// <summary>What a constant prints where nothing else is asked for than its text, in every culture or in none.</summary>
    private static Value.Constant? Printed(IMethodSymbol method, Value[] values, IOperation call) => (method.Name, values) switch
    {
        ("ToString", [Value.Constant known]) when !known.IsNull && Text(known) is { } text => Made(text, null, values),
        ("ToString", [Value.Constant known, _]) when !known.IsNull && IsInvariant(call) && InEveryCulture(known) is { } text => Made(text, null, values),
        _ => null,
    };

    private Value StringCompared(IMethodSymbol method, Value[] values, IOperation call) => method.Name == "Equals"
        ? Compared(values, call)
        : PureFunctions.Of("String.Compare(String,String,StringComparison)") is { } compare && Folded(compare, method, values, [null, null, null], call) is { } same
            ? same
            : Unfolded(method, values, call);

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

        // About pairs of other letters not all run times agree.
        var isDisputed = values[0] is Value.Constant { Content: string a } && values[1] is Value.Constant { Content: string b }
            && a != b && !(PureFunctions.IsAscii(a) && PureFunctions.IsAscii(b));
        if (!ignoresCase || isDisputed)
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
