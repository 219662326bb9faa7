using System.Globalization;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>What <see cref="Enum"/> says of enumerations.</summary>
internal sealed partial class Evaluator
{
    private Value? EnumerationCall(IMethodSymbol method, List<Argument> arguments, IOperation call)
    {
        var byType = method.Parameters is [{ Type.Name: "Type" }, ..];
        var given = arguments.Where(a => a.Variable is null).Skip(byType ? 1 : 0).Select(a => OnPath(a.Value)).ToList();
        var type = method.TypeArguments is [var argument] ? Actual(argument) : byType && OnPath(arguments[0].Value) is Value.TypeOf { Type: var of } ? of : null;
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration)
        {
            return null;
        }

        return method.Name switch
        {
            "GetValues" or "GetNames" => Members(method, enumeration, call),
            "Parse" or "TryParse" => Parsed(method, enumeration, given, arguments, call),
            "GetName" or "IsDefined" => EachOf(given, values => values switch
            {
                [Value.Constant { Content: { } number, Enumeration: not null }] when method.Name == "IsDefined" && (MembersOf(enumeration, number).Any() || IsFixed(enumeration)) =>
                    Value.Of(MembersOf(enumeration, number).Any()),
                [Value.Constant { Content: { } number }] when method.Name == "GetName" && NameOf(enumeration, number) is { } name => Made(name, null, values),
                [Value.Constant { Content: string name }] when method.Name == "IsDefined" && IsFixed(enumeration) =>
                    Value.Of(enumeration.GetMembers(name).OfType<IFieldSymbol>().Any(f => f.HasConstantValue)),
                _ => Derived($"{Name(method)}<{enumeration.ToDisplayString()}>", call, method.ReturnType, $"the result of {method.Name}", values),
            }),
            "ToObject" => EachOf(given, values => values is [Value.Constant { Content: int number }]
                ? Made(number, enumeration, values)
                : Derived($"{Name(method)}<{enumeration.ToDisplayString()}>", call, method.ReturnType, $"the result of {method.Name}", values)),
            "Format" => EachOf(given, values => values is [Value.Constant { Content: { } number }, Value.Constant { Content: string format }] && Shown(enumeration, number, format) is { } shown
                ? Made(shown, null, values)
                : Derived($"{Name(method)}<{enumeration.ToDisplayString()}>", call, method.ReturnType, $"the result of {method.Name}", values)),
            _ => null,
        };
    }

    /// <summary>Methods of a member of an enumeration; <see langword="null"/> for others, and where the result is not known.</summary>
    private static Value.Constant? EnumerationMember(IMethodSymbol method, Value[] values) => (method.Name, values) switch
    {
        ("HasFlag", [Value.Constant { Content: int number }, Value.Constant { Content: int flag }]) => Value.Of((number & flag) == flag),
        ("CompareTo", [Value.Constant { Content: int left }, Value.Constant { Content: int right, Enumeration: not null }]) => Made(left.CompareTo(right), null, values),
        ("ToString", [Value.Constant { Enumeration: { } type, Content: { } number }, Value.Constant { Content: string format }]) when Shown(type, number, format) is { } shown => Made(shown, null, values),
        _ => null,
    };

    private static string? Shown(ITypeSymbol enumeration, object number, string format) => format switch
    {
        "" or "G" or "g" => NameOf(enumeration, number),
        "D" or "d" => System.Convert.ToString(number, CultureInfo.InvariantCulture) is var digits && digits[0] != '-' ? digits : null,
        _ => null,
    };

    private static IEnumerable<IFieldSymbol> MembersOf(ITypeSymbol enumeration, object number) =>
        enumeration.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue && Equals(f.ConstantValue, number));

    /// <summary>A run time of another version may have more members in its enumerations; the program's own are as they are here.</summary>
    private bool IsFixed(ITypeSymbol enumeration) => IsInSource(enumeration) || enumeration.ContainingAssembly?.Name == KnownNames.HostingAssembly;

    /// <summary>The members of an enumeration, in the order of their numbers.</summary>
    private Value.Sequence? Members(IMethodSymbol method, INamedTypeSymbol type, IOperation call)
    {
        var members = type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).ToList();
        if (members.Exists(m => m.ConstantValue is not int and not byte || (m.ConstantValue is int and < 0)))
        {
            return null;
        }

        return new Value.Sequence(members.OrderBy(m => System.Convert.ToInt32(m.ConstantValue, CultureInfo.InvariantCulture))
            .Select(m => new Value.Item(Condition.Always, method.Name == "GetNames" ? new Value.Constant(m.Name) : new Value.Constant(m.ConstantValue, type), PlaceOf(call))));
    }

    /// <summary>One member by its name. Numbers, and several names at once, are not read.</summary>
    private Value Parsed(IMethodSymbol method, INamedTypeSymbol type, List<Value> given, List<Argument> arguments, IOperation call)
    {
        var variable = arguments.LastOrDefault().Variable;
        var results = new List<(Condition, Value)>();
        var before = _path;
        var parsed = EachOf(given, values =>
        {
            var ignoresCase = values.Skip(1).Any(v => v is Value.Constant { Content: true });
            var name = values[0] is Value.Constant { Content: string text } && values.Skip(1).All(v => v is Value.Constant) && PureFunctions.IsAscii(text) ? text.Trim() : null;
            var isName = name is { Length: > 0 } && (char.IsLetter(name[0]) || name[0] == '_') && name.IndexOf(',') < 0;
            var found = isName
                ? type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue && string.Equals(f.Name, name, ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)).ToList()
                : [];
            if (found.Count == 1)
            {
                var value = Made(found[0].ConstantValue, type, values);
                results.Add((_path, value));
                return variable is null ? value : Value.Constant.True;
            }

            if (variable is not null && ((isName && found.Count == 0 && IsFixed(type)) || values[0] is Value.Constant { Content: null or "" }))
            {
                results.Add((_path, method.TypeArguments.IsEmpty ? Value.Null : DefaultOf(type, call)));
                return Value.Constant.False;
            }

            var late = Derived($"{Name(method)}<{type.ToDisplayString()}>:result", call, type, "a parsed value", values);
            results.Add((_path, late));
            return variable is null ? late : Derived($"{Name(method)}<{type.ToDisplayString()}>", call, Boolean, "whether a text could be parsed", values);
        });
        if (variable is not null && !before.IsNever)
        {
            Set(variable, Join(results));
        }

        return parsed;
    }
}
