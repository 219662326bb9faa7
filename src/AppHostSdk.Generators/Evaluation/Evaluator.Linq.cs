using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>
    /// A query over items that are known. It is evaluated where it is written: when that differs from when it is enumerated, the
    /// order of calls on different resources differs, which has no meaning.
    /// </summary>
    private Value? Query(IMethodSymbol method, List<Value.Item> items, List<Argument> arguments, IOperation call, string? name = null, Value.Function? action = null)
    {
        var argument = arguments.Count > 0 ? OnPath(arguments[0].Value) : null;
        var function = action ?? argument as Value.Function;
        var second = arguments.Count > 1 ? OnPath(arguments[1].Value) : null;
        switch (name ?? method.Name)
        {
            case "ForEach" when function is not null:
                Mapped(items, function, call);
                return Value.Null;
            case "Select" when function is not null:
                return Deferred(function, () => Mapped(items, function, call));
            case "SelectMany" when function is not null && arguments.Count == 1:
                return Deferred(function, () => Flat(items, function, call));
            case "Where" when function is not null:
                return Deferred(function, () => Filtered(items, function, call));
            case "OfType" or "Cast" when method.TypeArguments is [var type]:
                return new Value.Sequence(method.Name == "Cast" ? items : Kept(items, item => IsType(item, type, call)));
            case "ToHashSet" when arguments.Count == 0:
                return new Value.Sequence(Distinct(items, call), method.ReturnType);
            case "ToList" or "ToArray" or "AsEnumerable" or "ToImmutableArray" or "ToImmutableList":
                return new Value.Sequence(items);
            case "Concat" or "Union" when argument is not null:
                var joined = new Value.Sequence(items);
                Append(joined, argument);
                return method.Name == "Concat" ? joined : arguments.Count > 1 ? null : joined.Lost is null ? new Value.Sequence(Distinct(joined.Items, call)) : joined;
            case "Append" when argument is not null:
                return new Value.Sequence([.. items, new Value.Item(_path, argument, arguments[0].Place)]);
            case "Prepend" when argument is not null:
                return new Value.Sequence([new Value.Item(_path, argument, arguments[0].Place), .. items]);
            case "Reverse" when arguments.Count == 0:
                return new Value.Sequence(Enumerable.Reverse(items));
            case "Skip" or "Take" when argument is Value.Constant { Content: int count } && count <= _budget.Turns:
                return new Value.Sequence(Counted(items, Math.Max(count, 0), takes: method.Name == "Take"));
            case "Zip" when argument is not null && ItemsOf(argument) is { } others && AllPresent(items) && AllPresent(others):
                var pairs = items.Zip(others, (a, b) => new Value.Item(Conditions.And(a.Present, b.Present), new Value.Tuple([a.Value, b.Value]), a.Place)).ToList();
                return second is Value.Function zipper
                    ? new Value.Sequence(pairs.Select(p => p with { Value = Invoke(zipper, call, [.. ((Value.Tuple)p.Value).Items]) }).ToList())
                    : new Value.Sequence(pairs);
            case "Index" when AllPresent(items):
                return new Value.Sequence(items.Select((item, i) => item with { Value = new Value.Tuple([new Value.Constant(i), item.Value]) }));
            case "Distinct" when arguments.Count == 0:
                return new Value.Sequence(Distinct(items, call));
            case "Contains" when argument is not null and not Value.Function && arguments.Count == 1:
                return Flag(Contains(items, argument, call));
            case "Any":
                return Flag((function is null ? items : Filtered(items, function, call)).Aggregate(Condition.Never, (any, i) => Conditions.Or(any, i.Present)));
            case "All" when function is not null:
                return Flag(Conditions.Not(Kept(items, item => Conditions.Not(Holds(Invoke(function, call, item)))).Aggregate(Condition.Never, (any, i) => Conditions.Or(any, i.Present))));
            case "Count":
                return Count((function is null ? items : Filtered(items, function, call)).Select(i => i.Present), call);
            case "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" when arguments.Count == 0 || function is not null:
                return First(function is null ? items : Filtered(items, function, call), method, call);
            case "Last" or "LastOrDefault" when arguments.Count == 0 || function is not null:
                return First(Enumerable.Reverse(function is null ? items : Filtered(items, function, call)), method, call);
            case "ElementAt" when argument is not null:
                return ItemAt(new Value.Sequence(items), argument, call);
            case "Aggregate" when second is Value.Function fold && argument is not null && arguments.Count == 2:
                return items.Aggregate(argument, (sum, item) => Branch(item.Present, () => Invoke(fold, call, sum, item.Value), () => sum));
            case "Aggregate" when function is not null && arguments.Count == 1 && AllPresent(items):
                if (items.Count == 0)
                {
                    // There is nothing to begin with.
                    _path = Condition.Never;
                    return Value.Null;
                }

                return items.Skip(1).Aggregate(items[0].Value, (sum, item) => Invoke(function, call, sum, item.Value));
            case "Sum" when arguments.Count == 0 || function is not null:
                return items.Aggregate((Value)new Value.Constant(0), (sum, item) => Branch(
                    item.Present,
                    () => EachOf([sum, function is null ? item.Value : Invoke(function, call, item.Value)], values => Operate(Microsoft.CodeAnalysis.Operations.BinaryOperatorKind.Add, values[0], values[1], call, null)),
                    () => sum));
            case "Chunk" when argument is Value.Constant { Content: int size and > 0 } && AllPresent(items):
                return new Value.Sequence(Enumerable.Range(0, (items.Count + size - 1) / size).Select(n => items[n * size] with { Value = new Value.Sequence(items.Skip(n * size).Take(size)) }));
            case "GroupBy" or "ToLookup" when function is not null && AllPresent(items):
                return Grouped(items, function, second, call);
            case "DistinctBy" when function is not null && arguments.Count == 1 && AllPresent(items):
                return Grouped(items, function, null, call) is { } groups ? new Value.Sequence(groups.Items.Select(g => ((Value.Sequence)g.Value).Items[0])) : null;
            case "TakeWhile" or "SkipWhile" when function is not null && AllPresent(items):
                return While(items, function, call, takes: method.Name == "TakeWhile");
            case "ToFrozenDictionary" or "ToImmutableDictionary" or "ToImmutableSortedDictionary" when function is not null:
            case "ToDictionary" when function is not null:
                return Dictionary(items, function, second as Value.Function, call);
            case "OrderBy" or "OrderByDescending" or "Order" or "OrderDescending" when arguments.Count < 2:
                return Ordered(items, function, method.Name.EndsWith("Descending", StringComparison.Ordinal), call);
            default:
                return null;
        }
    }

    /// <summary>A query that changes something runs when it is enumerated, and each time it is; another one may as well run now.</summary>
    private Value.Sequence Deferred(Value.Function function, Func<List<Value.Item>> run) => function.TouchesModel || Assigns(function)
        ? new Value.Sequence([]) { Query = run, Lost = "a query that runs when it is enumerated" }
        : new Value.Sequence(run());

    /// <summary>A function that assigns something that is not its own.</summary>
    private bool Assigns(Value.Function function) => function.Method is { } method
        ? _bodies.Of(method) is { } body && AssignsOutside(method, body)
        : AssignsOutside(function.Lambda!.Symbol, function.Lambda.Body);

    private List<Value.Item> Flat(List<Value.Item> items, Value.Function function, IOperation call)
    {
        var flat = new Value.Sequence([]);
        foreach (var part in Mapped(items, function, call))
        {
            On(part.Present, () => Append(flat, part.Value));
        }

        return flat.Items;
    }

    private bool AllPresent(List<Value.Item> items) => items.TrueForAll(i => Conditions.Implies(_path, i.Present));

    /// <summary>Acts on the part of the path on which <paramref name="condition"/> holds.</summary>
    private void On(Condition condition, Action act)
    {
        var skipped = Conditions.And(_path, Conditions.Not(condition));
        _path = Conditions.And(_path, condition);
        if (!_path.IsNever)
        {
            act();
        }

        _path = Conditions.Or(_path, skipped);
    }

    private List<Value.Item> Mapped(List<Value.Item> items, Value.Function function, IOperation call)
    {
        var results = new List<Value.Item>();
        var counts = (function.Lambda?.Symbol.Parameters ?? function.Method!.Parameters).Length > 1;
        for (var i = 0; i < items.Count; i++)
        {
            var (item, index) = (items[i], i);
            On(item.Present, () => results.Add(item with { Value = Invoke(function, call, [item.Value, .. counts ? [Count(items.Take(index).Select(b => b.Present), call)] : Array.Empty<Value>()]) }));
        }

        return results;
    }

    /// <summary>The first so many items of those that are there, or the others.</summary>
    private List<Value.Item> Counted(List<Value.Item> items, int count, bool takes)
    {
        if (AllPresent(items))
        {
            return [.. takes ? items.Take(count) : items.Skip(count)];
        }

        var results = new List<Value.Item>();
        for (var i = 0; i < items.Count; i++)
        {
            var before = Count(items.Take(i).Select(b => b.Present), null);
            var isEarly = Alternatives(before, number => number is Value.Constant { Content: int many } ? many < count ? Condition.Always : Condition.Never : Holds(number));
            var present = Conditions.And(items[i].Present, takes ? isEarly : Conditions.Not(isEarly));
            if (!Conditions.And(_path, present).IsNever)
            {
                results.Add(items[i] with { Present = present });
            }
        }

        return results;
    }

    private List<Value.Item> Filtered(List<Value.Item> items, Value.Function function, IOperation call) =>
        Kept(items, item => Holds(Invoke(function, call, item)));

    private List<Value.Item> Kept(IEnumerable<Value.Item> items, Func<Value, Condition> keeps)
    {
        var results = new List<Value.Item>();
        foreach (var item in items)
        {
            Step();
            On(item.Present, () =>
            {
                var present = Conditions.And(item.Present, keeps(item.Value));
                if (!present.IsNever)
                {
                    results.Add(item with { Present = present });
                }
            });
        }

        return results;
    }

    private List<Value.Item> Distinct(List<Value.Item> items, IOperation call)
    {
        var results = new List<Value.Item>();
        foreach (var item in items)
        {
            var present = Conditions.And(item.Present, Conditions.Not(Contains(results, item.Value, call)));
            if (!present.IsNever)
            {
                results.Add(item with { Present = present });
            }
        }

        return results;
    }

    private Value First(IEnumerable<Value.Item> items, IMethodSymbol method, IOperation call)
    {
        if (method.Name.EndsWith("OrDefault", StringComparison.Ordinal))
        {
            return FirstOrDefault(items, method.ReturnType, call);
        }

        var (results, found) = Firsts(items);
        _path = Conditions.And(_path, found);
        return OnPath(Join(results));
    }

    private Value FirstOrDefault(IEnumerable<Value.Item> items, ITypeSymbol type, IOperation call)
    {
        var (results, found) = Firsts(items);
        results.Add((Conditions.Not(found), DefaultOf(type, call)));
        return OnPath(Join(results));
    }

    /// <summary>Each item with when it is the first one, and when there is one.</summary>
    private (List<(Condition, Value)> Results, Condition Found) Firsts(IEnumerable<Value.Item> items)
    {
        var before = Condition.Never;
        var results = new List<(Condition, Value)>();
        foreach (var item in items)
        {
            var here = Conditions.And(item.Present, Conditions.Not(before));
            before = Conditions.Or(before, item.Present);
            if (!here.IsNever)
            {
                results.Add((here, item.Value));
            }
        }

        return (results, before);
    }

    private Value.Map Dictionary(List<Value.Item> items, Value.Function key, Value.Function? value, IOperation call)
    {
        var map = new Value.Map(ignoresCase: false);
        foreach (var item in items)
        {
            On(item.Present, () =>
            {
                var name = Invoke(key, call, item.Value);
                if (name is not Value.Constant)
                {
                    map.Lost ??= "a key that is not known";
                }
                else
                {
                    Put(map, name, value is null ? item.Value : Invoke(value, call, item.Value), item.Place);
                }
            });
        }

        return map;
    }

    /// <summary>Sorted by numbers: texts are sorted by the culture of the machine.</summary>
    private Value.Sequence? Ordered(List<Value.Item> items, Value.Function? function, bool descending, IOperation call)
    {
        var keys = new List<(Value.Item Item, Value Key)>();
        foreach (var item in items)
        {
            On(item.Present, () => keys.Add((item, function is null ? item.Value : Invoke(function, call, item.Value))));
        }

        if (keys.Exists(k => k.Key is not Value.Constant { Content: int }))
        {
            return null;
        }

        var sorted = descending ? keys.OrderByDescending(k => (int)((Value.Constant)k.Key).Content!) : keys.OrderBy(k => (int)((Value.Constant)k.Key).Content!);
        return new Value.Sequence(sorted.Select(k => k.Item));
    }
}
