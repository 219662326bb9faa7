using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using OperationKind = AppHostSdk.Model.OperationKind;

namespace AppHostSdk.Generators;

/// <summary>Values that only the running host knows, where the structure of the graph does not depend on them.</summary>
internal sealed partial class Evaluator
{
    private readonly Dictionary<string, ModelValue.Late> _slots = new(StringComparer.Ordinal);

    // By the key of an atom: the values that what it tests was computed from.
    private readonly Dictionary<string, IReadOnlyList<string>> _origins = new(StringComparer.Ordinal);

    /// <summary>One slot per value, however often it is used.</summary>
    private ModelValue.Late SlotOf(Value.Late late)
    {
        if (!_slots.TryGetValue(late.Key, out var slot))
        {
            _slots[late.Key] = slot = _graph.AddSlot(late.Provenance);
        }

        return slot;
    }

    /// <summary>The forms in which an argument goes into an operation.</summary>
    private Value Settled(OperationKind kind, string argument, Value value) => OperationSchema.MayBeLate(kind, argument)
        ? Settled(value)
        : Each(value, single => single is Value.Late { Reported: false } late ? Split(late) : single);

    /// <summary>
    /// Of a late value and what replaces it, as in <c>configured ?? "default"</c>, only the running host can say which one it is:
    /// both are one late value. Alternatives that something else decides about stay apart.
    /// </summary>
    private Value Settled(Value value)
    {
        if (value is Value.Sequence { Lost: null } sequence && sequence.Items.Exists(i => i.Value is Value.Choice))
        {
            return new Value.Sequence(sequence.Items.Select(i => i with { Value = Settled(OnPath(i.Value)) }), sequence.Type);
        }

        if (value is not Value.Choice choice || !choice.Alternatives.Any(a => a.Value is Value.Late))
        {
            return value;
        }

        var alternatives = choice.Alternatives.ToList();
        for (var i = alternatives.Count - 1; i >= 0; i--)
        {
            if (alternatives[i].Value is not Value.Late late)
            {
                continue;
            }

            var whatever = Conditions.Forget(alternatives[i].When, atom => _origins.TryGetValue(atom.Key, out var origins) && origins.All(late.Origins.Contains));
            if (whatever == alternatives[i].When)
            {
                continue;
            }

            for (var j = alternatives.Count - 1; j >= 0; j--)
            {
                if (j != i && alternatives[j].Value is Value.Constant or Value.HostPath or Value.Late or Value.Sequence { Lost: null, CarriesModel: false } && Conditions.Implies(alternatives[j].When, whatever))
                {
                    alternatives[i] = (Conditions.Or(alternatives[i].When, alternatives[j].When), late);
                    alternatives.RemoveAt(j);
                    i -= j < i ? 1 : 0;
                }
            }
        }

        return Join(alternatives);
    }

    /// <summary>A late truth value is one of two.</summary>
    private Value Split(Value.Late late) => late.Type switch
    {
        { SpecialType: SpecialType.System_Boolean } => Flag(Is(late, "true")),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ SpecialType: SpecialType.System_Boolean }] } =>
            Join(
            [
                (Is(late, "true"), Value.Constant.True),
                (Is(late, "false"), Value.Constant.False),
                (Conditions.Not(Conditions.Or(Is(late, "true"), Is(late, "false"))), Value.Null),
            ]),
        _ => late,
    };
}
