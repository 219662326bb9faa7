using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>Methods of collections that are objects: lists, sets, queues, stacks and dictionaries.</summary>
internal sealed partial class Evaluator
{
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
            case "Push" or "AddFirst" when arguments.Count == 1 && list.Type?.Name is "Stack" or "LinkedList":
                list.Items.Insert(0, new Value.Item(_path, first, arguments[0].Place));
                return Value.Null;
            case "Dequeue" or "Pop" or "TryDequeue" or "TryPop" or "Peek" or "TryPeek" when list.Type?.Name is "Queue" or "Stack":
                return Taken(method, list, arguments is [{ Variable: { } variable }] ? variable : null, call);
            case "GetEnumerator" when arguments.Count == 0:
                return new Value.Sequence(list.Items, list.Type);
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
            case "Exists" or "TrueForAll" or "ConvertAll" or "FindAll" when first is Value.Function function && arguments.Count == 1:
                var same = method.Name switch { "Exists" => "Any", "TrueForAll" => "All", "ConvertAll" => "Select", _ => "Where" };
                var asked = Query(method, [.. list.Items], arguments, call, same, function);
                return asked is Value.Sequence made ? ItemsOf(made) is { } now ? new Value.Sequence(now) : made : asked;
            case "Find" when first is Value.Function wanted:
                return FirstOrDefault(Filtered(list.Items, wanted, call), method.ReturnType, call);
            case "IndexOf" when arguments.Count == 1 && first is Value.Constant && AllPresent(list.Items) && list.Items.TrueForAll(i => i.Value is Value.Constant):
                return new Value.Constant(list.Items.FindIndex(i => i.Value.Same(first)));
            case "Remove" when arguments.Count == 1:
                return Removed(list, item => Alternatives(item, one => Alternatives(first, other => AreEqual(one, other, call))), isOnlyFirst: true);
            case "RemoveAll" when first is Value.Function unwanted:
                Removed(list, item => Holds(Invoke(unwanted, call, item)), isOnlyFirst: false);
                return Fresh("the number of items that were removed", call, method.ReturnType);
            case "RemoveAt" when first is Value.Constant { Content: int index } && index >= 0 && index < list.Items.Count && AllPresent(list.Items):
                var at = 0;
                Removed(list, _ => at++ == index ? Condition.Always : Condition.Never, isOnlyFirst: true);
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

    /// <summary>Takes items away for which a test holds, and gives whether there was one.</summary>
    private Value Removed(Value.Sequence list, Func<Value, Condition> test, bool isOnlyFirst)
    {
        var found = Condition.Never;
        for (var i = 0; i < list.Items.Count; i++)
        {
            Step();
            var (item, index) = (list.Items[i], i);
            On(item.Present, () =>
            {
                var here = Conditions.And(Conditions.And(_path, test(item.Value)), isOnlyFirst ? Conditions.Not(found) : Condition.Always);
                found = Conditions.Or(found, here);
                list.Items[index] = item with { Present = Conditions.And(item.Present, Conditions.Not(here)) };
            });
        }

        list.Items.RemoveAll(i => i.Present.IsNever);
        return Flag(Conditions.Implies(_path, found) ? Condition.Always : found);
    }

    /// <summary>The first item, which is taken away except where it is only looked at.</summary>
    private Value Taken(IMethodSymbol method, Value.Sequence list, Cell? variable, IOperation call)
    {
        var taken = new List<(Condition, Value)>();
        var found = Condition.Never;
        for (var i = 0; i < list.Items.Count; i++)
        {
            var item = list.Items[i];
            var here = Conditions.And(Conditions.And(_path, item.Present), Conditions.Not(found));
            found = Conditions.Or(found, item.Present);
            if (!here.IsNever)
            {
                taken.Add((here, item.Value));
                list.Items[i] = item with { Present = method.Name.EndsWith("Peek", StringComparison.Ordinal) ? item.Present : Conditions.And(item.Present, Conditions.Not(here)) };
            }
        }

        list.Items.RemoveAll(i => i.Present.IsNever);
        if (variable is not null)
        {
            var nothing = DefaultOf(Actual(method.Parameters[0].Type), call);
            Set(variable, taken.Count == 0 ? nothing : Choose(found, Join(taken), nothing));
            return Flag(found);
        }

        _path = Conditions.And(_path, found);
        return OnPath(Join(taken));
    }

    /// <summary>A method of a collection that never changes: what it gives is another one.</summary>
    private Value? ImmutableCall(IMethodSymbol method, Value.Sequence list, List<Argument> arguments, IOperation call)
    {
        var copy = new Value.Sequence(list.Items, list.Type);
        switch (method.Name)
        {
            case "Add" or "AddRange" when arguments.Count == 1 && method.ContainingType.Name is "ImmutableArray" or "ImmutableList":
                if (method.Name == "Add")
                {
                    copy.Items.Add(new Value.Item(_path, OnPath(arguments[0].Value), arguments[0].Place));
                }
                else
                {
                    Append(copy, arguments[0].Value);
                }

                return copy;
            default:
                return Queried(method, list, arguments, call);
        }
    }

    private static Value.Map CopyOf(Value.Map map)
    {
        var copy = new Value.Map(map.IgnoresCase);
        copy.Entries.AddRange(map.Entries);
        return copy;
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
            case "Remove" when key is Value.Constant:
                var (removed, was) = LookUp(map, key, call);
                for (var i = 0; i < map.Entries.Count; i++)
                {
                    var entry = map.Entries[i];
                    map.Entries[i] = IsSameKey(map, entry.Key, key) ? (Conditions.And(entry.Present, Conditions.Not(_path)), entry.Key, entry.Value, entry.Place) : entry;
                }

                _changes++;
                map.Entries.RemoveAll(e => e.Present.IsNever);
                if (arguments is [_, { Variable: { } taken }])
                {
                    Set(taken, was.IsNever ? DefaultOf(arguments[1].Parameter.Type, call) : Choose(was, removed, DefaultOf(arguments[1].Parameter.Type, call)));
                }

                return Flag(was);
            case "ContainsKey":
                return Flag(LookUp(map, key, call).Found);
            default:
                return null;
        }
    }
}
