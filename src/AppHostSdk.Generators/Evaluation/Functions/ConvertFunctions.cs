using System.Globalization;
using System.Reflection;

namespace AppHostSdk.Generators;

/// <summary>Conversions between whole numbers, characters, truth values and texts.</summary>
internal static class ConvertFunctions
{
    private static readonly Type[] Plain =
    [
        typeof(bool), typeof(char), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
    ];

    public static readonly Dictionary<string, PureFunction> All = Tables();

    private static Dictionary<string, PureFunction> Tables()
    {
        var all = new Dictionary<string, PureFunction>(StringComparer.Ordinal)
        {
            ["Convert.ToString(String)"] = a => (string?)a[0],
            ["Convert.ToString(String,IFormatProvider)"] = a => (string?)a[0],
            ["Convert.ToBoolean(String)"] = a => a[0] is null ? false : Call("Boolean.Parse(String)", a),
            ["Convert.ToBoolean(String,IFormatProvider)"] = a => a[0] is null ? false : Call("Boolean.Parse(String)", a),
            ["Convert.ToChar(String)"] = a => Convert.ToChar((string)a[0]!, CultureInfo.InvariantCulture),
            ["Convert.ToChar(String,IFormatProvider)"] = a => Convert.ToChar((string)a[0]!, CultureInfo.InvariantCulture),
            ["Convert.ToInt16(String,Int32)"] = a => Convert.ToInt16((string?)a[0], (int)a[1]!),
            ["Convert.ToInt32(String,Int32)"] = a => Convert.ToInt32((string?)a[0], (int)a[1]!),
            ["Convert.ToInt64(String,Int32)"] = a => Convert.ToInt64((string?)a[0], (int)a[1]!),
            ["Convert.ToByte(String,Int32)"] = a => Convert.ToByte((string?)a[0], (int)a[1]!),
            ["Convert.ToSByte(String,Int32)"] = a => Convert.ToSByte((string?)a[0], (int)a[1]!),
            ["Convert.ToUInt16(String,Int32)"] = a => Convert.ToUInt16((string?)a[0], (int)a[1]!),
            ["Convert.ToUInt32(String,Int32)"] = a => Convert.ToUInt32((string?)a[0], (int)a[1]!),
            ["Convert.ToUInt64(String,Int32)"] = a => Convert.ToUInt64((string?)a[0], (int)a[1]!),
            ["Convert.ToString(Byte,Int32)"] = a => Convert.ToString((byte)a[0]!, (int)a[1]!),
            ["Convert.ToString(Int16,Int32)"] = a => Convert.ToString((short)a[0]!, (int)a[1]!),
            ["Convert.ToString(Int32,Int32)"] = a => Convert.ToString((int)a[0]!, (int)a[1]!),
            ["Convert.ToString(Int64,Int32)"] = a => Convert.ToString((long)a[0]!, (int)a[1]!),
        };
        foreach (var target in Plain.Where(t => t != typeof(bool) && t != typeof(char)))
        {
            all[$"Convert.To{target.Name}(String)"] = a => a[0] is null ? Zero(target) : Call($"{target.Name}.Parse(String)", a);
            all[$"Convert.To{target.Name}(String,IFormatProvider)"] = a => a[0] is null ? Zero(target) : Call($"{target.Name}.Parse(String,IFormatProvider)", a);
        }

        // Each of these is the same on every run time: a number as another one, or an overflow. Between characters and truth values
        // there is none.
        foreach (var method in typeof(Convert).GetMethods(BindingFlags.Public | BindingFlags.Static))
        {
            if (method.GetParameters() is [{ ParameterType: var source }] && Plain.Contains(source) && Plain.Contains(method.ReturnType) && method.Name == "To" + method.ReturnType.Name
                && (source, method.ReturnType) != (typeof(char), typeof(bool)) && (source, method.ReturnType) != (typeof(bool), typeof(char)))
            {
                all[$"Convert.{method.Name}({source.Name})"] = a => Invoke(method, a[0]);
            }
        }

        foreach (var source in Plain)
        {
            all[$"Convert.ToString({source.Name})"] = a => Call($"{source.Name}.ToString()", a);
            all[$"Convert.ToString({source.Name},IFormatProvider)"] = a => Call($"{source.Name}.ToString(IFormatProvider)", a);
        }

        return all;
    }

    private static object? Call(string signature, object?[] a) => PureFunctions.Of(signature)!(a);

    private static object Zero(Type type) => Convert.ChangeType(0, type, CultureInfo.InvariantCulture);

    private static object? Invoke(MethodInfo method, object? value)
    {
        try
        {
            return method.Invoke(null, [value]);
        }
        catch (TargetInvocationException)
        {
            return PureFunctions.Unknown;
        }
    }
}
