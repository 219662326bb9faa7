using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>Where something stands in the program, and the calls that led there from the entry point, innermost first.</summary>
internal sealed class Place(Location location, Frame frame)
{
    /// <summary>The innermost position.</summary>
    public Location Location { get; } = location;

    public Frame Frame { get; } = frame;

    /// <summary>For an expression in code that is not the user's: the argument of the user's call that its value came in by.</summary>
    public Place? Supplier { get; init; }

    /// <summary>The position that concerns the user first: the innermost one in a file of their own.</summary>
    /// <param name="isOwn">True for files that the user wrote.</param>
    public Location Primary(Func<SyntaxTree, bool> isOwn) => First(isOwn).Location;

    /// <summary>The calls that led from the entry point to the first position, outermost first, each with what it calls.</summary>
    /// <param name="isOwn">True for files that the user wrote.</param>
    public IReadOnlyList<(Location Call, IMethodSymbol? Function)> Calls(Func<SyntaxTree, bool> isOwn)
    {
        var calls = new List<(Location, IMethodSymbol?)>();
        for (var frame = First(isOwn).Frame; frame is not null; frame = frame.Caller)
        {
            if (frame.CallSite is { SourceTree: { } tree } call && isOwn(tree))
            {
                calls.Insert(0, (call, frame.Method));
            }
        }

        return calls;
    }

    private (Location Location, Frame? Frame) First(Func<SyntaxTree, bool> isOwn)
    {
        if (IsOwn(Location))
        {
            return (Location, Frame);
        }

        if (Supplier is { } supplier)
        {
            return (supplier.Location, supplier.Frame);
        }

        for (var frame = Frame; frame is not null; frame = frame.Caller)
        {
            if (frame.CallSite is { } call && IsOwn(call))
            {
                return (call, frame.Caller);
            }
        }

        return (Location, Frame);

        bool IsOwn(Location location) => location.SourceTree is { } tree && isOwn(tree);
    }

    /// <summary>The other positions: the innermost one if it is not the first, and the calls that led there.</summary>
    /// <param name="isOwn">True for files that the user wrote.</param>
    /// <param name="cause">Where the trouble begins, when that is known; it comes first.</param>
    public IEnumerable<Location> Chain(Func<SyntaxTree, bool> isOwn, Location? cause = null)
    {
        var primary = Primary(isOwn);
        if (cause is not null && cause != primary)
        {
            yield return cause;
        }

        if (primary != Location)
        {
            yield return Location;
        }

        for (var frame = Frame; frame is not null; frame = frame.Caller)
        {
            if (frame.CallSite is { } call && call != primary)
            {
                yield return call;
            }
        }
    }
}
