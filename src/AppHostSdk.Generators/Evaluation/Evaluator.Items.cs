using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    private Value Element(IArrayElementReferenceOperation element) =>
        element.Indices is [var index]
            ? EachOf([NotNull(Evaluate(element.ArrayReference)), Evaluate(index)], values => ItemAt(values[0], values[1], element))
            : Others(element);

    /// <summary>The item of a collection at an index or under a key.</summary>
    private Value ItemAt(Value collection, Value index, IOperation reference)
    {
        switch (collection, index)
        {
            case (Value.Sequence { Lost: null } sequence, Value.Constant { Content: int number }):
                return ItemAt(sequence, number);
            case (Value.Sequence { Lost: null } sequence, Value.Tuple { Items: [Value.Constant { Content: int number }] }) when AllPresent(sequence.Items):
                return ItemAt(sequence, new Value.Constant(sequence.Items.Count - number), reference);
            case (Value.Sequence { Lost: null } sequence, Value.Tuple { Items: [var start, var end] }) when AllPresent(sequence.Items) && Slice(start, end, sequence.Items.Count) is var (from, length):
                if (length < 0)
                {
                    _path = Condition.Never;
                    return Value.Null;
                }

                return new Value.Sequence(sequence.Items.GetRange(from, length), sequence.Type);
            case (Value.Constant { Content: string text }, Value.Tuple { Items: [var start, var end] }) when Slice(start, end, text.Length) is var (from, length):
                if (length < 0)
                {
                    _path = Condition.Never;
                    return Value.Null;
                }

                return new Value.Constant(text.Substring(from, length));
            case (Value.Constant { Content: string text }, Value.Tuple { Items: [Value.Constant { Content: int back }] }) when back > 0 && back <= text.Length:
                return new Value.Constant(text[text.Length - back]);
            case (Value.Constant { Content: string text }, Value.Constant { Content: int at }) when at >= 0 && at < text.Length:
                return new Value.Constant(text[at]);
            case (Value.Map { Lost: null } map, _):
                var (value, found) = LookUp(map, index, reference);
                _path = Conditions.And(_path, found);
                return OnPath(value);
            case (Value.Sequence { Lost: { } lost }, _):
                return Fresh(lost, reference, reference.Type, collection.CarriesModel);
            case (Value.Late { Provenance.Kind: ProvenanceKind.CommandLine } arguments, _):
                return Derived("item", reference, reference.Type, $"'{TextOf(reference)}'", arguments, index);
            case (Value.Late late, _):
                return PartOf(late, "an indexed value", reference);
            default:
                return Again(collection as Value.Late, Fresh("an indexed value", reference, reference.Type, collection.CarriesModel));
        }
    }

    /// <summary>Where a range of something begins and how long it is, less than nothing when it is not within that; <see langword="null"/> when its ends are not known.</summary>
    private static (int From, int Length)? Slice(Value start, Value end, int count)
    {
        return Position(start) is { } from && Position(end) is { } to ? from < 0 || to > count || from > to ? (0, -1) : (from, to - from) : null;

        int? Position(Value index) => index switch
        {
            Value.Constant { Content: int number } => number,
            Value.Tuple { Items: [Value.Constant { Content: int back }] } => count - back,
            _ => null,
        };
    }

    /// <summary>The item that has exactly <paramref name="index"/> others before it; where there is none, the program ends.</summary>
    private Value ItemAt(Value.Sequence sequence, int index)
    {
        if (index < 0 || index >= sequence.Items.Count)
        {
            _path = Condition.Never;
            return Value.Null;
        }

        if (sequence.Items.Take(index + 1).All(i => Conditions.Implies(_path, i.Present)))
        {
            return OnPath(sequence.Items[index].Value);
        }

        // For each number of items so far up to the index: when.
        var before = new Condition[index + 1];
        for (var i = 0; i < before.Length; i++)
        {
            before[i] = i == 0 ? Condition.Always : Condition.Never;
        }

        var (results, found) = (new List<(Condition, Value)>(), Condition.Never);
        foreach (var item in sequence.Items)
        {
            Step(before.Length);
            if (Conditions.Implies(_path, found))
            {
                break;
            }

            var here = Conditions.And(before[index], item.Present);
            if (!Conditions.And(here, _path).IsNever)
            {
                results.Add((here, item.Value));
                found = Conditions.Or(found, here);
            }

            for (var i = index; i >= 0; i--)
            {
                before[i] = Conditions.Or(
                    Conditions.And(before[i], Conditions.Not(item.Present)),
                    i == 0 ? Condition.Never : Conditions.And(before[i - 1], item.Present));
            }
        }

        _path = Conditions.And(_path, found);
        return OnPath(Join(results));
    }

    /// <summary>What a dictionary holds under a key, and when it holds something there.</summary>
    private (Value Value, Condition Found) LookUp(Value.Map map, Value key, IOperation reference)
    {
        var found = Condition.Never;
        var results = new List<(Condition, Value)>();
        foreach (var (present, candidate, value, _) in map.Entries)
        {
            Step();
            var same = IsSameKey(map, candidate, key) ? Condition.Always : AreEqual(candidate, key, reference);
            var here = Conditions.And(Conditions.And(present, same), Conditions.Not(found));
            if (!here.IsNever)
            {
                results.Add((here, value));
                found = Conditions.Or(found, here);
            }
        }

        return (Join(results), found);
    }

    private void SetItem(Value collection, Value index, Value value, IOperation target)
    {
        _changes++;
        switch (collection, OnPath(index))
        {
            case (_, Value.Choice choice):
                Each(choice, single =>
                {
                    SetItem(collection, single, value, target);
                    return Value.Null;
                });
                break;
            case (Value.Sequence { Lost: null } sequence, Value.Constant { Content: int number }) when number >= 0 && number < sequence.Items.Count:
                var before = sequence.Items[number];
                sequence.Items[number] = before with { Value = Choose(_path, value, before.Value), Place = PlaceOf(target) };
                break;
            case (Value.Sequence { Lost: null } sequence, Value.Tuple { Items: [Value.Constant { Content: int fromEnd }] }) when AllPresent(sequence.Items):
                SetItem(sequence, new Value.Constant(sequence.Items.Count - fromEnd), value, target);
                break;
            case (Value.Map { Lost: null } map, Value.Constant):
                Put(map, index, value, PlaceOf(target));
                break;
            case (Value.Sequence or Value.Map, _):
                Lose(collection, "its items may have been replaced");
                break;
            default:
                Stored(target, value, collection);
                break;
        }
    }

    /// <summary>
    /// Sets the value under a key. Where the key is there its place in the order stays; where it is not, it is a new last entry,
    /// so that one key may have several entries that exclude each other.
    /// </summary>
    private void Put(Value.Map map, Value key, Value value, Place place)
    {
        var added = _path;
        _changes++;
        Step(map.Entries.Count);
        for (var i = 0; i < map.Entries.Count; i++)
        {
            var (present, candidate, old, where) = map.Entries[i];
            if (IsSameKey(map, candidate, key) && !Conditions.And(_path, present).IsNever)
            {
                map.Entries[i] = (present, candidate, Choose(_path, value, old), where);
                added = Conditions.And(added, Conditions.Not(present));
            }
        }

        if (!added.IsNever)
        {
            map.Entries.Add((added, key, value, place));
        }
    }

    private static bool IsSameKey(Value.Map map, Value left, Value right) => left.Same(right)
        || (map.IgnoresCase && left is Value.Constant { Content: string a } && right is Value.Constant { Content: string b } && string.Equals(a, b, StringComparison.OrdinalIgnoreCase));
}
