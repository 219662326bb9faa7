using System.Globalization;
using System.Reflection;

namespace AppHostSdk.Compatibility;

/// <summary>Types and constants as both libraries spell them: without namespaces, type parameters by number.</summary>
internal static class ApiText
{
    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["String"] = "string",
        ["Object"] = "object",
        ["Boolean"] = "bool",
        ["Int32"] = "int",
        ["Int64"] = "long",
        ["Double"] = "double",
        ["Byte"] = "byte",
        ["Void"] = "void",
    };

    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Of(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return type.DeclaringMethod is null ? type.Name : TypeParameter(type.GenericParameterPosition);
        }

        var own = type.Name.Split('`')[0];
        var name = Keywords.GetValueOrDefault(own, own);
        var arguments = type.GetGenericArguments();
        return arguments switch
        {
            [] => name,
            [var value] when name == "Nullable" => Of(value) + "?",
            _ => $"{name}<{string.Join(", ", arguments.Select(Of))}>",
        };
    }

    public static string TypeParameter(int number) => number == 0 ? "T" : string.Create(CultureInfo.InvariantCulture, $"T{number + 1}");

    public static string? Default(ParameterInfo parameter) => !parameter.IsOptional ? null : parameter.RawDefaultValue switch
    {
        null or DBNull or Missing => "null",
        bool value => value ? "true" : "false",
        string value => $"\"{value}\"",
        int value when parameter.ParameterType.IsEnum => NameOf(parameter.ParameterType, value),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>The types that a value of <paramref name="type"/> converts to.</summary>
    public static IReadOnlySet<string> Bases(Type type)
    {
        var bases = new HashSet<string>(type.GetInterfaces().Select(Of));
        for (var next = type.IsInterface ? null : type.BaseType; next is not null; next = next.BaseType)
        {
            bases.Add(Of(next));
        }

        bases.Add("object");
        if (type is { IsInterface: true, IsGenericType: true } && type.GetGenericArguments() is [var argument] && IsCovariant(type))
        {
            bases.UnionWith(Bases(argument).Select(b => $"{type.Name.Split('`')[0]}<{b}>"));
        }

        return bases;
    }

    private static bool IsCovariant(Type type) =>
        type.GetGenericTypeDefinition().GetGenericArguments()[0].GenericParameterAttributes.HasFlag(GenericParameterAttributes.Covariant);

    private static string NameOf(Type type, int value) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(f => Equals(f.GetRawConstantValue(), value)) is { } field
            ? $"{type.Name}.{field.Name}"
            : value.ToString(CultureInfo.InvariantCulture);
}
