using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    // More ways than these are not followed one by one.
    private const int MostAlternatives = 64;
    private const int MostWays = MostAlternatives * MostAlternatives;
    private const int LongestKey = 400;

    private int _fresh;

    /// <summary>Evaluates both ways, each on its own path, and joins paths and values.</summary>
    private Value Branch(Condition test, Func<Value> whenTrue, Func<Value> whenFalse)
    {
        var before = _path;
        _path = Conditions.And(before, test);
        var first = whenTrue();
        var firstPath = _path;
        _path = Conditions.And(before, Conditions.Not(test));
        var second = whenFalse();
        var secondPath = _path;
        _path = Conditions.Or(firstPath, secondPath);
        return firstPath.IsNever ? second : secondPath.IsNever ? first : Choose(test, first, second);
    }

    private Value Choose(Condition test, Value whenTrue, Value otherwise) =>
        test.IsAlways || whenTrue.Same(otherwise)
            ? whenTrue
            : test.IsNever ? otherwise : Join([(test, whenTrue), (Conditions.Not(test), otherwise)]);

    /// <summary>One value out of several that exclude each other; equal ones are joined.</summary>
    private Value Join(IReadOnlyList<(Condition When, Value Value)> parts)
    {
        var joined = new List<(Condition When, Value Value)>();
        foreach (var (when, value) in parts)
        {
            foreach (var (inner, alternative) in AlternativesOf(value))
            {
                Step(1 + joined.Count);
                var condition = Conditions.And(when, inner);
                if (condition.IsNever)
                {
                    continue;
                }

                var same = joined.FindIndex(j => j.Value.Same(alternative));
                if (same < 0)
                {
                    joined.Add((condition, alternative));
                }
                else
                {
                    joined[same] = (Conditions.Or(joined[same].When, condition), alternative);
                }
            }
        }

        return joined.Count switch
        {
            0 => Value.Null,
            1 => joined[0].Value,
            > MostAlternatives => Fresh("a value with too many alternatives", null, null, mayCarryModel: joined.Any(j => j.Value.CarriesModel)),
            _ => new Value.Choice([.. joined]),
        };
    }

    private static ImmutableArray<(Condition When, Value Value)> AlternativesOf(Value value) =>
        value is Value.Choice choice ? choice.Alternatives : [(Condition.Always, value)];

    /// <summary>The value as it can be on this path.</summary>
    private Value OnPath(Value value)
    {
        if (value is not Value.Choice choice)
        {
            return value;
        }

        var possible = choice.Alternatives.Where(a => !Conditions.And(a.When, _path).IsNever).ToImmutableArray();
        return possible.Length == choice.Alternatives.Length ? value : possible.Length == 1 ? possible[0].Value : possible.IsEmpty ? Value.Null : new Value.Choice(possible);
    }

    /// <summary>Does the same with each alternative, on the path on which it is the value, and joins what comes out.</summary>
    private Value Each(Value value, Func<Value, Value> act)
    {
        value = OnPath(value);
        if (value is not Value.Choice choice)
        {
            return act(value);
        }

        var (before, after) = (_path, Condition.Never);
        var results = new List<(Condition, Value)>();
        foreach (var (when, alternative) in choice.Alternatives)
        {
            Step();
            _path = Conditions.And(before, when);
            if (_path.IsNever)
            {
                continue;
            }

            var result = act(alternative);
            if (!_path.IsNever)
            {
                results.Add((when, result));
                after = Conditions.Or(after, _path);
            }
        }

        _path = after;
        return Join(results);
    }

    /// <summary>Does the same with each combination of alternatives.</summary>
    /// <param name="values">The values.</param>
    /// <param name="act">What is done with one combination; nothing but its result may count.</param>
    private Value EachOf(List<Value> values, Func<Value[], Value> act)
    {
        var chosen = new Value[values.Count];
        var (ways, before) = (0, _path);
        var joined = Next(0);
        if (ways <= MostWays)
        {
            return joined;
        }

        _path = before;
        return Fresh("a value with too many alternatives", null, null, mayCarryModel: values.Exists(v => v.CarriesModel));

        Value Next(int index)
        {
            if (ways > MostWays)
            {
                return Value.Null;
            }

            if (index == chosen.Length)
            {
                return ++ways > MostWays ? Value.Null : act([.. chosen]);
            }

            return Each(values[index], value =>
            {
                chosen[index] = value;
                return Next(index + 1);
            });
        }
    }

    /// <summary>Drops the alternative <see langword="null"/>: where it is the value, the program fails here and does not go on.</summary>
    private Value NotNull(Value value)
    {
        value = OnPath(value);
        if (value is not Value.Choice choice)
        {
            return value;
        }

        foreach (var (when, alternative) in choice.Alternatives)
        {
            if (alternative is Value.Constant { IsNull: true })
            {
                _path = Conditions.And(_path, Conditions.Not(when));
            }
        }

        return OnPath(value);
    }

    /// <summary>A truth value that holds exactly on <paramref name="condition"/>.</summary>
    private Value Flag(Condition condition) =>
        condition.IsAlways
            ? Value.Constant.True
            : condition.IsNever ? Value.Constant.False : new Value.Choice([(condition, Value.Constant.True), (Conditions.Not(condition), Value.Constant.False)]);

    /// <summary>When a truth value holds.</summary>
    private Condition Holds(Value value)
    {
        switch (value)
        {
            case Value.Constant { Content: bool flag }:
                return flag ? Condition.Always : Condition.Never;
            case Value.Choice choice:
                return choice.Alternatives.Aggregate(
                    Condition.Never,
                    (sum, alternative) => Conditions.Or(sum, Conditions.And(alternative.When, Holds(alternative.Value))));
            case Value.Late late:
                return Is(late, "true");
            default:
                return Is(Fresh("this condition", null, null), "true");
        }
    }

    /// <summary>Evaluates an expression as a test.</summary>
    private Condition Test(IOperation operation) => Holds(OnPath(Evaluate(operation)));

    /// <summary>The condition that a late value is <paramref name="value"/>, in the words of <see cref="TestWords.Value"/>.</summary>
    private Condition Is(Value.Late late, string value)
    {
        // A flag that is not true is false: one way to say it.
        return late.IsFlag && value == "false"
            ? Conditions.Not(Conditions.Is(Atom(late), "true"))
            : late.IsFlag && value == TestWords.Null ? Condition.Never : Conditions.Is(Atom(late), value);
    }

    private Atom Atom(Value.Late late)
    {
        _origins[late.Key] = late.Origins;
        return new(AtomKind.Value, late.Key, late.Provenance);
    }

    /// <summary>When a value is <see langword="null"/>.</summary>
    private Condition IsNull(Value value) => value switch
    {
        Value.Constant constant => constant.IsNull ? Condition.Always : Condition.Never,
        Value.Choice choice => choice.Alternatives.Aggregate(
            Condition.Never,
            (sum, alternative) => Conditions.Or(sum, Conditions.And(alternative.When, IsNull(alternative.Value)))),
        Value.Late { Type: { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } } => Condition.Never,
        Value.Late late => Is(late, TestWords.Null),
        _ => Condition.Never,
    };

    /// <summary>A value of which nothing is known, different from every other one.</summary>
    private Value.Late Fresh(string reason, IOperation? operation, ITypeSymbol? type, bool mayCarryModel = false) =>
        new($"#{++_fresh}", reason, new Provenance(ProvenanceKind.Source, operation is null ? reason : TextOf(operation)), type) { MayCarryModel = mayCarryModel, Cause = operation?.Syntax };

    /// <summary>Something of a late value that may be another one each time.</summary>
    private Value.Late PartOf(Value.Late whole, string reason, IOperation operation) =>
        new($"#{++_fresh}", reason, new Provenance(ProvenanceKind.Source, TextOf(operation)), operation.Type)
        {
            Origins = whole.Origins,
            Cause = whole.Cause ?? operation.Syntax,
            Reported = whole.Reported,
            MayCarryModel = whole.MayCarryModel,
        };

    /// <summary>A value that is written as the text at <paramref name="place"/>.</summary>
    private Value.Late Fresh(string reason, Place place) =>
        new($"#{++_fresh}", reason, new Provenance(ProvenanceKind.Source, OneLine(place.Location.SourceTree!.GetText(_cancellation).ToString(place.Location.SourceSpan))), null);

    /// <summary>
    /// What a function without side effects makes of values that are not all known: the same of the same, wherever it stands.
    /// </summary>
    private Value.Late Derived(string function, IOperation operation, ITypeSymbol? type, string reason, params Value[] inputs)
    {
        var late = inputs.OfType<Value.Late>().ToList();
        var keys = inputs.Select(KeyOf).ToList();
        var key = keys.Contains(null) ? null : $"{function}({string.Join(",", keys)})";
        var reported = late.Any(l => l.Reported);
        if (key is null || key.Length > LongestKey)
        {
            var fresh = Fresh(reason, operation, type);
            fresh.Reported = reported;
            return fresh;
        }

        var kind = late.Count > 0 && late.All(l => l.Provenance.Kind == ProvenanceKind.CommandLine) ? ProvenanceKind.CommandLine : ProvenanceKind.Source;
        return new Value.Late(key, reason, new Provenance(kind, TextOf(operation)), type)
        {
            Reported = reported,
            Cause = late.Select(l => l.Cause).FirstOrDefault(c => c is not null) ?? operation.Syntax,
            Origins = late.Count > 0 ? [.. late.SelectMany(l => l.Origins).Distinct()] : [key],
        };
    }

    private static string? KeyOf(Value value) => value switch
    {
        Value.Late late => late.Key,
        Value.Constant { Content: string text } => Literal.Of(text),
        Value.Constant constant => FormattableString.Invariant($"{constant.Content?.GetType().Name}:{constant.Content}"),
        Value.HostPath path => $"path:{Literal.Of(path.Relative)}",
        Value.TypeOf { Type: var type } => $"type:{type.ToDisplayString()}",
        Value.HostEnvironment => "environment",
        Value.Address address => $"uri:{Literal.Of(address.Text)}",
        _ => null,
    };

    /// <summary>An expression as one short line.</summary>
    private static string TextOf(IOperation operation) => OneLine(operation.Syntax.ToString());

    private static string OneLine(string source)
    {
        const int Longest = 80;
        var text = string.Join(" ", source.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text.Substring(0, Longest - 1) + "…";
    }
}
