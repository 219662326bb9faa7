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
                return Each(Evaluate(size), length => length is Value.Constant { Content: int count } && count >= 0 && count <= _budget.Turns
                    ? new Value.Sequence(Enumerable.Repeat(DefaultOf(((IArrayTypeSymbol)array.Type!).ElementType, array), count).Select(v => new Value.Item(Condition.Always, v, PlaceOf(array))), array.Type)
                    : new Value.Sequence([], array.Type) { Lost = "an array of unknown length" });
            case ICollectionExpressionOperation { Elements.IsEmpty: true, Type.Name: "Dictionary" }:
                return new Value.Map(ignoresCase: false);
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

                return operation.Type?.Name is "HashSet" or "ImmutableHashSet" && sequence.Lost is null ? new Value.Sequence(Distinct(sequence.Items, operation), operation.Type) : sequence;
            default:
                return Others(operation);
        }
    }

    private Value.Item NewItem(IOperation element) => new(_path, Copied(Evaluate(element)), PlaceOf(element));

    /// <summary>Appends what a collection holds.</summary>
    private void Append(Value.Sequence target, Value source)
    {
        _changes++;
        foreach (var (when, alternative) in AlternativesOf(OnPath(source)))
        {
            if (ItemsOf(alternative) is { } items)
            {
                Step(items.Count);
                target.Items.AddRange(items.Select(i => i with { Present = Conditions.And(Conditions.And(_path, when), i.Present) }));
            }
            else
            {
                target.Lost ??= alternative is Value.Late late ? late.Reason : "its items are not known";
            }
        }
    }

    /// <summary>What an enumeration of a value gives, or <see langword="null"/> when that is not known.</summary>
    private List<Value.Item>? ItemsOf(Value value)
    {
        List<Value.Item>? items = value switch
        {
            Value.Sequence { Query: { } query } => query(),
            Value.Sequence { Lost: null } sequence => [.. sequence.Items],
            Value.Instance instance => EnumeratorOf(instance) is { } own ? ItemsOf(own) : null,
            Value.Map { Lost: null } map => [.. map.Entries.Select(e => new Value.Item(e.Present, new Value.Tuple([e.Key, e.Value]), e.Place))],
            _ => null,
        };
        Step(items?.Count ?? 0);
        return items;
    }

    /// <summary>What an object of the program gives that can be enumerated, or <see langword="null"/>.</summary>
    private Value? EnumeratorOf(Value.Instance instance)
    {
        for (ITypeSymbol? type = instance.Type; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(m => m is { Name: "GetEnumerator" or "GetAsyncEnumerator", IsStatic: false, DeclaredAccessibility: Accessibility.Public } && m.Parameters.All(p => p.IsOptional)) is { } method
                && _bodies.Of(method) is { } body)
            {
                return OnPath(Inline(method, body, instance, [], body.Syntax)) as Value.Sequence;
            }
        }

        return null;
    }

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
            case "List" or "HashSet" or "Queue" or "Stack" or "LinkedList" or "Collection" or "ReadOnlyCollection":
                var sequence = new Value.Sequence([], type);
                if (source is not null)
                {
                    Append(sequence, source);
                    sequence.Lost ??= arguments.Count > 1 ? "it compares in its own way" : null;
                    if (type.Name is "HashSet" or "Stack" && sequence.Lost is null)
                    {
                        return new Value.Sequence(type.Name == "Stack" ? Enumerable.Reverse(sequence.Items) : Distinct(sequence.Items, creation), type);
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
            case (Value.Sequence { Key: { } key }, "Key"):
                return key;
            case (Value.Sequence { Lost: null } sequence, "IsEmpty"):
                return Flag(Conditions.Not(sequence.Items.Aggregate(Condition.Never, (any, i) => Conditions.Or(any, i.Present))));
            case (Value.Sequence { Lost: null } sequence, "Count" or "Length"):
                return Count(sequence.Items.Select(i => i.Present), reference);
            case (Value.Map { Lost: null } map, "Count"):
                return Count(map.Entries.Select(e => e.Present), reference);
            case (Value.Map { Lost: null } map, "Keys"):
                return Window(map, e => new Value.Item(e.Present, e.Key, e.Place));
            case (Value.Map { Lost: null } map, "Values"):
                return Window(map, e => new Value.Item(e.Present, e.Value, e.Place));
            case (Value.Sequence or Value.Map, "this[]"):
                return ItemAt(instance, arguments[0], reference);
            default:
                return null;
        }
    }

    /// <summary>What a dictionary holds when it is looked at.</summary>
    private Value.Sequence Window(Value.Map map, Func<(Condition Present, Value Key, Value Value, Place Place), Value.Item> part)
    {
        return new Value.Sequence([]) { Live = Living(Parts(), () => map.Lost is null ? Parts() : null) };

        List<Value.Item> Parts() => [.. map.Entries.Select(part)];
    }

    /// <summary>How many of the conditions hold.</summary>
    private Value Count(IEnumerable<Condition> present, IOperation? reference)
    {
        var conditions = present.ToList();
        if (conditions.TrueForAll(c => c.IsAlways))
        {
            return new Value.Constant(conditions.Count);
        }

        var counts = new Dictionary<int, Condition> { [0] = Condition.Always };
        foreach (var condition in conditions)
        {
            Step(counts.Count);
            var next = new Dictionary<int, Condition>();
            foreach (var pair in counts)
            {
                Add(pair.Key + 1, Conditions.And(pair.Value, condition));
                Add(pair.Key, Conditions.And(pair.Value, Conditions.Not(condition)));
            }

            counts = next;
            if (counts.Count > MostAlternatives)
            {
                return Fresh("the number of items", reference, reference?.Type);
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
}
