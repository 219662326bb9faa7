using System.Collections.Concurrent;
using AppHostSdk.Model;

namespace AppHostSdk.Generators;

/// <summary>
/// Writes an entry as the C# that creates it: the constructor with the members that it takes, then the other members that do not
/// have their default.
/// </summary>
internal sealed class EntryEmitter : IEntryVisitor
{
    private static readonly ConcurrentDictionary<Type, HashSet<string>> Constructors = new();

    private readonly List<(string Name, string Value, bool IsDefault)> _members = [];

    private EntryEmitter()
    {
    }

    /// <summary>The entry as an expression.</summary>
    public static string Emit(Entry entry)
    {
        var type = entry.GetType();
        var emitter = new EntryEmitter();
        entry.VisitMembers(emitter);
        var constructor = Constructors.GetOrAdd(type, ParametersOf);
        var arguments = emitter._members.Where(m => constructor.Contains(m.Name)).ToList();
        while (arguments.Count > 0 && arguments[arguments.Count - 1] is { IsDefault: true } last && IsOptional(type, last.Name))
        {
            arguments.RemoveAt(arguments.Count - 1);
        }

        var properties = emitter._members.Where(m => !constructor.Contains(m.Name) && !m.IsDefault)
            .Select(m => $"{m.Name} = {m.Value}")
            .ToList();
        if (!entry.Condition.IsAlways)
        {
            properties.Add($"Condition = new Condition({Literal.Of(entry.Condition.Node)})");
        }

        if (entry.Site != 0)
        {
            properties.Add($"Site = {Literal.Of(entry.Site)}");
        }

        var creation = $"new {type.Name}({string.Join(", ", arguments.Select(a => a.Value))})";
        return properties.Count == 0 ? creation : $"{creation} {{ {string.Join(", ", properties)} }}";
    }

    public ModelValue VisitValue(string name, ModelValue value)
    {
        _members.Add((name, Literal.Of(value), value.IsNone));
        return value;
    }

    public string VisitKey(string name, string key) => VisitText(name, key);

    public string VisitText(string name, string text)
    {
        _members.Add((name, Literal.Of(text), false));
        return text;
    }

    public string? VisitOptionalText(string name, string? text)
    {
        _members.Add((name, Literal.Of(text), text is null));
        return text;
    }

    public int VisitNumber(string name, int number)
    {
        _members.Add((name, Literal.Of(number), number == 0));
        return number;
    }

    public bool VisitFlag(string name, bool flag)
    {
        _members.Add((name, Literal.Of(flag), !flag));
        return flag;
    }

    public bool? VisitOptionalFlag(string name, bool? flag)
    {
        _members.Add((name, flag is { } known ? Literal.Of(known) : "null", flag is null));
        return flag;
    }

    public Enum? VisitChoice(string name, Type type, Enum? choice)
    {
        var value = choice is null ? "null"
            : type.IsDefined(typeof(FlagsAttribute), false) ? $"(global::{type.FullName}){Literal.Of(Convert.ToInt64(choice))}"
            : $"{type.Name}.{choice}";
        _members.Add((name, value, choice is null));
        return choice;
    }

    /// <summary>The parameters of the constructor that people write: those of the record's declaration.</summary>
    private static HashSet<string> ParametersOf(Type type) =>
        [.. type.GetConstructors().Single().GetParameters().Select(p => p.Name)];

    private static bool IsOptional(Type type, string parameter) =>
        type.GetConstructors().Single().GetParameters().Single(p => p.Name == parameter).IsOptional;
}
