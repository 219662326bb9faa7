namespace AppHostSdk.Model;

/// <summary>Names in JSON: camel case.</summary>
internal static class JsonNames
{
    /// <summary>The name of a member of an enumeration.</summary>
    public static string Of(Enum value) => Camel(value.ToString());

    /// <summary>The name of a member of a record: without the <c>Is</c> of a truth value.</summary>
    public static string OfMember(string member) =>
        Camel(member.Length > 2 && member.StartsWith("Is", StringComparison.Ordinal) && char.IsUpper(member[2]) ? member.Substring(2) : member);

    /// <summary>True for an enumeration whose members are combined; it is written as a number.</summary>
    public static bool IsCombined(Type type) => type.IsDefined(typeof(FlagsAttribute), false);

    public static T Parse<T>(string name)
        where T : struct, Enum => (T)Parse(typeof(T), name);

    /// <summary>The member of <paramref name="type"/> called <paramref name="name"/>.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Enum Parse(Type type, string name) =>
        Enum.GetNames(type).FirstOrDefault(member => Camel(member) == name) is { } found
            ? (Enum)Enum.Parse(type, found)
            : throw new FormatException($"'{name}' is not a valid {type.Name}.");

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
