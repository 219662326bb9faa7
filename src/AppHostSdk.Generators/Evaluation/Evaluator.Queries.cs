using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>Methods of collections, and queries over them; <see langword="null"/> for other calls.</summary>
    private Value? CollectionCall(IMethodSymbol method, Value? receiver, List<Argument> arguments, IOperation call)
    {
        if (method.ContainingType is not { } type || !IsInSystem(type.ContainingNamespace))
        {
            return null;
        }

        if (receiver is null && method is { IsStatic: true, IsExtensionMethod: false })
        {
            return type.ToDisplayString() switch
            {
                "System.Linq.Enumerable" => Generated(method, arguments, call),
                "System.Array" when method.Name == "Empty" => new Value.Sequence([]),
                "System.Collections.Generic.KeyValuePair" when method.Name == "Create" => new Value.Tuple([arguments[0].Value, arguments[1].Value]),
                "System.Tuple" or "System.ValueTuple" when method.Name == "Create" => new Value.Tuple([.. arguments.Select(a => a.Value)]),
                "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask" when method.Name == "FromResult" => arguments[0].Value,
                _ => null,
            };
        }

        return receiver switch
        {
            Value.Map { Lost: null } map when type.Name is "Dictionary" or "IDictionary" or "IReadOnlyDictionary" or "CollectionExtensions" or "SortedDictionary" => MapCall(method, map, arguments, call),
            Value.Sequence { Lost: null } or Value.Map { Lost: null } or Value.Sequence { Query: not null } when type.Name is "Enumerable" or "ImmutableArray" or "ImmutableArrayExtensions" || (type.Name is "MemoryExtensions" && method.Name is "Contains") => Queried(method, receiver, arguments, call),
            Value.Sequence { Lost: null } sequence => ListCall(method, sequence, arguments, call),
            _ => null,
        };
    }

    /// <summary>A query runs when it is enumerated: what it is made of may have changed then.</summary>
    private Value? Queried(IMethodSymbol method, Value source, List<Argument> arguments, IOperation call)
    {
        if (ItemsOf(source) is not { } items)
        {
            return null;
        }

        var result = Query(method, items, arguments, call);
        return result is Value.Sequence { Lost: null, Query: null } sequence && IsDeferred(method)
            ? new Value.Sequence([], sequence.Type)
            {
                Live = Living(sequence.Items, () => ItemsOf(source) is { } now && Query(method, now, arguments, call) is Value.Sequence { Lost: null } again ? again.Items : null),
            }
            : result;
    }

    private static bool IsDeferred(IMethodSymbol method) => method.Name is
        "Select" or "SelectMany" or "Where" or "OfType" or "Cast" or "Concat" or "Union" or "Append" or "Prepend" or "Reverse" or "Skip" or "Take" or "Zip" or "Index"
        or "Distinct" or "OrderBy" or "OrderByDescending" or "Order" or "AsEnumerable";

    /// <summary>The items that <paramref name="run"/> gives now, worked out again only where something may have changed them.</summary>
    /// <param name="items">What it gives at this moment.</param>
    /// <param name="run">Works them out.</param>
    private Func<List<Value.Item>?> Living(List<Value.Item>? items, Func<List<Value.Item>?> run)
    {
        var (known, path, version) = (items, _path, ChangesSoFar);
        return () =>
        {
            if (path != _path || version != ChangesSoFar)
            {
                known = run();
                (path, version) = (_path, ChangesSoFar);
            }

            return known;
        };
    }

    /// <summary>Assignments, and changes of collections and of what is read from outside.</summary>
    private int ChangesSoFar => _changes + _configurationVersion + _variablesVersion;

    private int _changes;

    private static bool IsInSystem(INamespaceSymbol? space) =>
        space is { IsGlobalNamespace: false } && (space.ContainingNamespace.IsGlobalNamespace ? space.Name == "System" : IsInSystem(space.ContainingNamespace));

    private Value.Sequence? Generated(IMethodSymbol method, List<Argument> arguments, IOperation call)
    {
        var place = PlaceOf(call);
        return (method.Name, arguments.Select(a => OnPath(a.Value)).ToList()) switch
        {
            ("Empty", _) => new Value.Sequence([]),
            ("Range", [Value.Constant { Content: int start }, Value.Constant { Content: int count }]) when count >= 0 && count <= _budget.Turns =>
                new Value.Sequence(Enumerable.Range(start, count).Select(n => new Value.Item(Condition.Always, new Value.Constant(n), place))),
            ("Repeat", [var item, Value.Constant { Content: int count }]) when count >= 0 && count <= _budget.Turns =>
                new Value.Sequence(Enumerable.Repeat(new Value.Item(Condition.Always, item, place), count)),
            _ => null,
        };
    }

    private Value? ListCall(IMethodSymbol method, Value.Sequence list, List<Argument> arguments, IOperation call)
    {
        var first = arguments.Count > 0 ? OnPath(arguments[0].Value) : Value.Null;
        _changes++;
        switch (method.Name)
        {
            case "Add" or "Enqueue" or "AddLast" when arguments.Count == 1:
                var isSet = list.Type?.Name == "HashSet";
                var has = isSet ? Contains(list.Items, first, call) : Condition.Never;
                var added = Conditions.And(_path, Conditions.Not(has));
                if (!added.IsNever)
                {
                    list.Items.Add(new Value.Item(added, first, arguments[0].Place));
                }

                return isSet ? Flag(Conditions.Not(has)) : Value.Null;
            case "AddRange":
                Append(list, first);
                return Value.Null;
            case "Clear":
                for (var i = 0; i < list.Items.Count; i++)
                {
                    list.Items[i] = list.Items[i] with { Present = Conditions.And(list.Items[i].Present, Conditions.Not(_path)) };
                }

                list.Items.RemoveAll(i => i.Present.IsNever);
                return Value.Null;
            case "Insert" when first is Value.Constant { Content: int index } && index >= 0 && index <= list.Items.Count && list.Items.All(i => Conditions.Implies(_path, i.Present)):
                list.Items.Insert(index, new Value.Item(_path, OnPath(arguments[1].Value), arguments[1].Place));
                return Value.Null;
            case "ForEach" when first is Value.Function action:
                Query(method, [.. list.Items], arguments, call, "ForEach", action);
                return Value.Null;
            case "ToArray":
                return new Value.Sequence(list.Items, list.Type);
            case "AsReadOnly" or "AsSpan" when arguments.Count == 0:
                // A window: what happens to its items happens to the list's.
                return list;
            case "Contains":
                return Flag(Contains(list.Items, first, call));
            case "get_Item":
                return ItemAt(list, first, call);
            case "ToString" or "GetType" or "GetHashCode":
                return Fresh($"the result of {method.Name}", call, method.ReturnType);
            default:
                return null;
        }
    }

    private Condition Contains(IEnumerable<Value.Item> items, Value value, IOperation call) => items.Aggregate(
        Condition.Never,
        (sum, item) => Conditions.Or(sum, Conditions.And(item.Present, Alternatives(item.Value, one => Alternatives(value, other => AreEqual(one, other, call))))));

    private Value? MapCall(IMethodSymbol method, Value.Map map, List<Argument> arguments, IOperation call)
    {
        var key = arguments.Count > 0 ? OnPath(arguments[0].Value) : Value.Null;
        if (key is Value.Choice)
        {
            return EachOf([key], keys => MapCall(method, map, [arguments[0] with { Value = keys[0] }, .. arguments.Skip(1)], call) ?? Fresh("a value of a dictionary", call, method.ReturnType));
        }

        switch (method.Name)
        {
            case "Add" or "TryAdd" when arguments.Count == 2 && key is Value.Constant:
                var (_, exists) = LookUp(map, key, call);
                var before = _path;
                _path = Conditions.And(_path, Conditions.Not(exists));
                if (!_path.IsNever)
                {
                    Put(map, key, OnPath(arguments[1].Value), arguments[1].Place);
                }

                // Add fails where the key is there already.
                _path = method.Name == "TryAdd" ? before : _path;
                return Flag(Conditions.Not(exists));
            case "TryGetValue" when arguments is [_, { Variable: { } variable }]:
                var (value, found) = LookUp(map, key, call);
                Set(variable, found.IsNever ? Value.Null : Choose(found, value, DefaultOf(arguments[1].Parameter.Type, call)));
                return Flag(found);
            case "GetValueOrDefault":
                var (known, holds) = LookUp(map, key, call);
                var fallback = arguments.Count > 1 ? OnPath(arguments[1].Value) : DefaultOf(method.ReturnType, call);
                return holds.IsNever ? fallback : Choose(holds, known, fallback);
            case "ContainsKey":
                return Flag(LookUp(map, key, call).Found);
            default:
                return null;
        }
    }
}
