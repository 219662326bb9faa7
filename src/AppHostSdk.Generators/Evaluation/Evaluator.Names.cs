using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary>Which names are made of others: a text remembers the texts that it was put together from.</summary>
internal sealed partial class Evaluator
{
    // By the key of a resource: the text that names it, the very object.
    private readonly Dictionary<string, Value.Constant> _names = new(StringComparer.Ordinal);

    // One text per constant of the program, however often it is mentioned.
    private readonly Dictionary<ISymbol, Value.Constant> _constants = new(SymbolEqualityComparer.Default);

    /// <summary>What the compiler itself has worked out.</summary>
    private Value.Constant ConstantOf(IOperation operation, object? content)
    {
        if (content is string)
        {
            switch (operation)
            {
                case IFieldReferenceOperation { Field: var field }:
                    return ConstantOf(field, content);
                case ILocalReferenceOperation { Local: var local }:
                    return ConstantOf(local, content);
                case IBinaryOperation or IInterpolatedStringOperation:
                    return new Value.Constant(content)
                    {
                        MadeOf = [.. operation.Descendants()
                            .Where(part => part is IFieldReferenceOperation or ILocalReferenceOperation && part.ConstantValue is { HasValue: true, Value: string })
                            .Select(part => ConstantOf(part, part.ConstantValue.Value))],
                    };
            }
        }

        return new Value.Constant(content, operation.Type is { TypeKind: TypeKind.Enum } enumeration ? enumeration : null);
    }

    private Value.Constant ConstantOf(ISymbol symbol, object content)
    {
        if (!_constants.TryGetValue(symbol, out var constant))
        {
            _constants[symbol] = constant = new Value.Constant(content);
        }

        return constant;
    }

    /// <summary>For each resource whose name is made of that of another, or is the same text: the key of that one.</summary>
    private EquatableArray<NameOrigin> NameOrigins()
    {
        var named = _names.ToLookup(n => n.Value, n => n.Key);
        var origins = new List<NameOrigin>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (handle, _) in _added)
        {
            if (!_names.TryGetValue(handle.Key, out var name))
            {
                continue;
            }

            var reached = new HashSet<Value.Constant>();
            var pending = new Stack<Value.Constant>([name]);
            while (pending.Count > 0)
            {
                var text = pending.Pop();
                if (!reached.Add(text))
                {
                    continue;
                }

                foreach (var key in named[text].Where(key => text != name || seen.Contains(key)))
                {
                    origins.Add(new NameOrigin(handle.Key, key));
                }

                foreach (var part in text.MadeOf.OfType<Value.Constant>().Where(p => p.Content is string))
                {
                    pending.Push(part);
                }
            }

            seen.Add(handle.Key);
        }

        return origins.ToEquatableArray();
    }
}
