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
                "System.Collections.Immutable.ImmutableArray" or "System.Collections.Immutable.ImmutableList" when method.Name == "Create" => arguments is [{ Value: Value.Sequence { Lost: null } given }]
                    ? new Value.Sequence(given.Items)
                    : arguments.Exists(a => a.Value is Value.Sequence or Value.Late) ? null : new Value.Sequence(arguments.Select(a => new Value.Item(_path, OnPath(a.Value), a.Place))),
                "System.Array" when method.Name == "Empty" => new Value.Sequence([]),
                "System.Enum" => EnumerationCall(method, arguments, call),
                "System.Collections.Generic.KeyValuePair" when method.Name == "Create" => new Value.Tuple([arguments[0].Value, arguments[1].Value]),
                "System.Tuple" or "System.ValueTuple" when method.Name == "Create" => new Value.Tuple([.. arguments.Select(a => a.Value)]),
                "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask" when method.Name == "FromResult" => arguments[0].Value,
                // Waiting for a value of the model is that value.
                "System.Threading.Tasks.Task" when method is { Name: "WhenAll", TypeArguments.Length: 1 } && arguments is [var tasks] && ItemsOf(OnPath(tasks.Value)) is { } results && results.TrueForAll(r => r.Value is not Value.Late) => new Value.Sequence(results),
                _ => null,
            };
        }

        return receiver switch
        {
            Value.Map { Lost: null } map when method is { Name: "ToFrozenDictionary" or "ToImmutableDictionary", IsExtensionMethod: true } && arguments.TrueForAll(a => OnPath(a.Value) is Value.Constant { IsNull: true }) => CopyOf(map),
            Value.Map { Lost: null } map when type.Name is "Dictionary" or "IDictionary" or "IReadOnlyDictionary" or "CollectionExtensions" or "SortedDictionary" or "FrozenDictionary" => MapCall(method, map, arguments, call),
            Value.Sequence { Lost: null } sequence when type.ContainingNamespace.Name == "Immutable" && !method.IsExtensionMethod => ImmutableCall(method, sequence, arguments, call),
            Value.Instance instance when type.Name is "Enumerable" && EnumeratorOf(instance) is { } own => Queried(method, own, arguments, call),
            Value.Sequence { Lost: null } or Value.Map { Lost: null } or Value.Sequence { Query: not null } when type.Name is "Enumerable" or "FrozenDictionary" or "ImmutableDictionary" or "ImmutableList" or "ImmutableArray" or "ImmutableArrayExtensions" || (type.Name is "MemoryExtensions" && method.Name is "Contains") => Queried(method, receiver, arguments, call),
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
        or "Distinct" or "DistinctBy" or "Chunk" or "GroupBy" or "TakeWhile" or "SkipWhile" or "OrderDescending" or "OrderBy" or "OrderByDescending" or "Order" or "AsEnumerable";

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
}
