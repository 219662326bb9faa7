using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    private Value NewCollection(IOperation operation)
    {
        switch (operation)
        {
            case IArrayCreationOperation { Initializer: { } initializer }:
                return new Value.Sequence(initializer.ElementValues.Select(NewItem).ToList(), operation.Type);
            case IArrayCreationOperation { DimensionSizes: [var size] } array:
                return Each(Evaluate(size), length => length is Value.Constant { Content: int count } && count is >= 0 and <= MostTurns
                    ? new Value.Sequence(Enumerable.Repeat(DefaultOf(((IArrayTypeSymbol)array.Type!).ElementType, array), count).Select(v => new Value.Item(Condition.Always, v, PlaceOf(array))), array.Type)
                    : new Value.Sequence([], array.Type) { Lost = "an array of unknown length" });
            case ICollectionExpressionOperation collection:
                var sequence = new Value.Sequence([], operation.Type);
                foreach (var element in collection.Elements)
                {
                    if (element is ISpreadOperation spread)
                    {
                        Append(sequence, Evaluate(spread.Operand));
                    }
                    else
                    {
                        sequence.Items.Add(NewItem(element));
                    }
                }

                return sequence;
            default:
                return Others(operation);
        }
    }

    private Value.Item NewItem(IOperation element) => new(_path, Evaluate(element), PlaceOf(element));

    /// <summary>Appends what a collection holds.</summary>
    private void Append(Value.Sequence target, Value source)
    {
        foreach (var (when, alternative) in AlternativesOf(OnPath(source)))
        {
            if (ItemsOf(alternative) is { } items)
            {
                target.Items.AddRange(items.Select(i => i with { Present = Conditions.And(Conditions.And(_path, when), i.Present) }));
            }
            else
            {
                target.Lost ??= alternative is Value.Late late ? late.Reason : "its items are not known";
            }
        }
    }

    /// <summary>What an enumeration of a value gives, or <see langword="null"/> when that is not known.</summary>
    private static List<Value.Item>? ItemsOf(Value value) => value switch
    {
        Value.Sequence { Query: { } query } => query(),
        Value.Sequence { Lost: null } sequence => [.. sequence.Items],
        Value.Map { Lost: null } map => [.. map.Entries.Select(e => new Value.Item(e.Present, new Value.Tuple([e.Key, e.Value]), e.Place))],
        _ => null,
    };

    /// <summary>Collections of the framework that are objects with a constructor, or <see langword="null"/> for other types.</summary>
    private Value? NewCollectionObject(INamedTypeSymbol type, List<Argument> arguments, IOperation creation)
    {
        var space = type.ContainingNamespace?.ToDisplayString();
        if (space is not ("System.Collections.Generic" or "System.Collections.ObjectModel"))
        {
            return null;
        }

        var source = arguments.Select(a => a.Value).FirstOrDefault(v => v is Value.Sequence or Value.Map);
        switch (type.Name)
        {
            case "List" or "HashSet" or "Queue" or "Collection" or "ReadOnlyCollection":
                var sequence = new Value.Sequence([], type);
                if (source is not null)
                {
                    Append(sequence, source);
                    sequence.Lost ??= arguments.Count > 1 ? "it compares in its own way" : null;
                    if (type.Name == "HashSet" && sequence.Lost is null)
                    {
                        return new Value.Sequence(Distinct(sequence.Items, creation), type);
                    }
                }
                else if (arguments.Any(a => a.Parameter.Type.SpecialType != SpecialType.System_Int32))
                {
                    sequence.Lost = "its items are not known";
                }

                return sequence;
            case "Dictionary":
                var comparer = arguments.FirstOrDefault(a => a.Parameter.Name == "comparer").Value;
                var map = new Value.Map(ignoresCase: comparer is Value.Late { Provenance.Text: var text } && text.Contains("IgnoreCase"));
                if (source is Value.Map from)
                {
                    map.Entries.AddRange(from.Entries);
                    map.Lost = from.Lost;
                }

                return map;
            default:
                return null;
        }
    }

    private Value? CollectionProperty(IPropertySymbol property, Value instance, Value[] arguments, IOperation reference)
    {
        switch (instance, property.Name)
        {
            case (Value.Tuple tuple, "Key" or "Value") when tuple.Items.Length == 2:
                return tuple.Items[property.Name == "Key" ? 0 : 1];
            case (Value.Sequence { Lost: null } sequence, "Count" or "Length"):
                return Count(sequence.Items.Select(i => i.Present), reference);
            case (Value.Map { Lost: null } map, "Count"):
                return Count(map.Entries.Select(e => e.Present), reference);
            case (Value.Map { Lost: null } map, "Keys"):
                return new Value.Sequence(map.Entries.Select(e => new Value.Item(e.Present, e.Key, e.Place)));
            case (Value.Map { Lost: null } map, "Values"):
                return new Value.Sequence(map.Entries.Select(e => new Value.Item(e.Present, e.Value, e.Place)));
            case (Value.Sequence or Value.Map, "this[]"):
                return ItemAt(instance, arguments[0], reference);
            default:
                return null;
        }
    }

    /// <summary>How many of the conditions hold.</summary>
    private Value Count(IEnumerable<Condition> present, IOperation reference)
    {
        var counts = new Dictionary<int, Condition> { [0] = Condition.Always };
        foreach (var condition in present)
        {
            var next = new Dictionary<int, Condition>();
            foreach (var pair in counts)
            {
                Add(pair.Key + 1, Conditions.And(pair.Value, condition));
                Add(pair.Key, Conditions.And(pair.Value, Conditions.Not(condition)));
            }

            counts = next;
            if (counts.Count > MostAlternatives)
            {
                return Fresh("the number of items", reference, reference.Type);
            }

            void Add(int count, Condition when)
            {
                if (!Conditions.And(when, _path).IsNever)
                {
                    next[count] = next.TryGetValue(count, out var other) ? Conditions.Or(other, when) : when;
                }
            }
        }

        return Join([.. counts.Select(c => (c.Value, (Value)new Value.Constant(c.Key)))]);
    }

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
            case (Value.Map { Lost: null } map, _):
                var (value, found) = LookUp(map, index, reference);
                _path = Conditions.And(_path, found);
                return OnPath(value);
            case (Value.Sequence { Lost: { } lost }, _):
                return Fresh(lost, reference, reference.Type, collection.CarriesModel);
            case (Value.Late { Provenance.Kind: ProvenanceKind.CommandLine } arguments, _):
                return Derived("item", reference, reference.Type, "an indexed value", arguments, index);
            default:
                return Again(collection as Value.Late, Fresh("an indexed value", reference, reference.Type, collection.CarriesModel));
        }
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

    private void AssignElement(IArrayElementReferenceOperation element, Value value)
    {
        var index = element.Indices is [var only] ? Evaluate(only) : Value.Null;
        Each(NotNull(Evaluate(element.ArrayReference)), collection =>
        {
            SetItem(collection, OnPath(index), value, element);
            return Value.Null;
        });
    }

    private void SetItem(Value collection, Value index, Value value, IOperation target)
    {
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
