using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>Which argument of the user's call a value came in by that code of an integration hands on.</summary>
internal sealed partial class Evaluator
{
    // A text may be put together piece by piece; what is older than this is not looked for.
    private const int LongestOrigin = 8;

    /// <summary>The place with the argument that supplied <paramref name="value"/>, where it is in code that is not the user's.</summary>
    private Place Supplied(Place place, Value value)
    {
        if (IsOwn(place.Location))
        {
            return place;
        }

        for (var frame = place.Frame; frame.Caller is { } caller; frame = caller)
        {
            if (frame.CallSite is { } call && IsOwn(call))
            {
                return SupplierOf(value, frame.Arguments, call) is { } supplier ? new Place(place.Location, place.Frame) { Supplier = supplier } : place;
            }
        }

        return place;

        bool IsOwn(Location location) => location.SourceTree is { } tree && _sites.IsOwn(tree);
    }

    /// <summary>The argument that holds the value itself, else one that it was made of.</summary>
    private static Place? SupplierOf(Value value, IReadOnlyList<Argument> arguments, Location call)
    {
        IReadOnlyList<Value> generation = [value];
        for (var age = 0; age < LongestOrigin && generation.Count > 0; age++)
        {
            foreach (var argument in arguments)
            {
                // A receiver and a default have no expression of their own.
                if (PlaceIn(argument, generation) is { } place && !place.Location.SourceSpan.Contains(call.SourceSpan))
                {
                    return place;
                }
            }

            generation = [.. generation.OfType<Value.Constant>().SelectMany(constant => constant.MadeOf)];
        }

        return null;
    }

    private static Place? PlaceIn(Argument argument, IReadOnlyList<Value> values) => argument.Value switch
    {
        Value.Choice choice => choice.Alternatives.Any(a => values.Any(v => IsSame(a.Value, v))) ? argument.Place : null,
        Value.Sequence { Lost: null } sequence => sequence.Items.Where(item => values.Any(v => IsSame(item.Value, v))).Select(item => item.Place).FirstOrDefault(),
        var given => values.Any(v => IsSame(given, v)) ? argument.Place : null,
    };

    /// <summary>One and the same value, not two that happen to be equal.</summary>
    private static bool IsSame(Value given, Value value) =>
        ReferenceEquals(given, value) || (given is Value.Late late && value is Value.Late { Origins: var origins } other && (late.Key == other.Key || origins.Contains(late.Key)));
}
