using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>Queries that divide the items of a collection.</summary>
internal sealed partial class Evaluator
{
    /// <summary>The items with one key together, in the order in which the keys come first; <see langword="null"/> when a key is not known.</summary>
    private Value.Sequence? Grouped(List<Value.Item> items, Value.Function key, Value? element, IOperation call)
    {
        var groups = new List<(Value Key, List<Value.Item> Items)>();
        foreach (var item in items)
        {
            var name = Invoke(key, call, item.Value);
            if (name is not (Value.Constant or Value.Handle) || element is not (null or Value.Function))
            {
                return null;
            }

            var group = groups.FindIndex(g => g.Key.Same(name));
            if (group < 0)
            {
                group = groups.Count;
                groups.Add((name, []));
            }

            groups[group].Items.Add(element is Value.Function select ? item with { Value = Invoke(select, call, item.Value) } : item);
        }

        return new Value.Sequence(groups.Select(g => g.Items[0] with { Value = new Value.Sequence(g.Items) { Key = g.Key } }));
    }

    /// <summary>The items before or from the first one for which a test fails; <see langword="null"/> when that is not known.</summary>
    private Value.Sequence? While(List<Value.Item> items, Value.Function function, IOperation call, bool takes)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var test = Holds(Invoke(function, call, items[i].Value));
            if (Conditions.And(_path, test).IsNever)
            {
                return new Value.Sequence(takes ? items.Take(i) : items.Skip(i));
            }

            if (!Conditions.Implies(_path, test))
            {
                return null;
            }
        }

        return new Value.Sequence(takes ? items : []);
    }
}
