using System.Collections;
using System.Runtime.CompilerServices;

namespace AppHostSdk.Model;

/// <summary>An immutable sequence that is equal to another when its items are, so that records holding one are equal by value.</summary>
/// <typeparam name="T">The item type; must itself be equal by value.</typeparam>
// Without a builder a collection expression would call Add, drop what it returns and be empty. The builder needs net10.0's
// spans; on netstandard2.0 the attribute names none, and collection expressions do not compile.
[CollectionBuilder(typeof(EquatableArray), "Create")]
public readonly struct EquatableArray<T> : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
{
    private readonly T[]? _items;

    internal EquatableArray(T[] items) => _items = items;

    /// <summary>The items themselves, not to be changed; <see langword="null"/> when there are none.</summary>
    internal T[]? Items => _items;

    /// <summary>The number of items.</summary>
    public int Count => _items?.Length ?? 0;

    /// <summary>True when there is no item.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>The item at <paramref name="index"/>.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is outside the sequence.</exception>
    public T this[int index] => (_items ?? [])[index];

    /// <summary>This sequence with <paramref name="item"/> at its end.</summary>
    public EquatableArray<T> Add(T item)
    {
        var longer = new T[Count + 1];
        _items?.CopyTo(longer, 0);
        longer[Count] = item;
        return new(longer);
    }

    /// <summary>A sequence of what <paramref name="selector"/> makes of each item.</summary>
    public EquatableArray<TResult> Map<TResult>(Func<T, TResult> selector) =>
        new(Array.ConvertAll(_items ?? [], item => selector(item)));

    /// <inheritdoc/>
    public bool Equals(EquatableArray<T> other)
    {
        if (ReferenceEquals(_items, other._items))
        {
            return true;
        }

        if (Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(_items![i], other._items![i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var item in _items ?? [])
        {
            hash = unchecked((hash * 31) + (item is null ? 0 : EqualityComparer<T>.Default.GetHashCode(item)));
        }

        return hash;
    }

    /// <summary>Enumerates the items in order.</summary>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>True when both sequences hold equal items in the same order.</summary>
    public static bool operator ==(EquatableArray<T> left, EquatableArray<T> right) => left.Equals(right);

    /// <summary>True when the sequences differ.</summary>
    public static bool operator !=(EquatableArray<T> left, EquatableArray<T> right) => !left.Equals(right);
}

/// <summary>Makes <see cref="EquatableArray{T}"/> values.</summary>
public static class EquatableArray
{
#if NET
    /// <summary>A sequence of <paramref name="items"/>; the target of collection expressions, which need net10.0's spans.</summary>
    public static EquatableArray<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());
#endif

    /// <summary>A sequence of <paramref name="items"/>.</summary>
    public static EquatableArray<T> Of<T>(params T[] items) => new((T[])items.Clone());

    /// <summary>A sequence of <paramref name="items"/>.</summary>
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items) => new([.. items]);
}
