using System.Collections.ObjectModel;

namespace AppHostSdk;

/// <summary>What is noted on a resource: what methods described so far, then what the program added of its own.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>, IReadOnlyList<IResourceAnnotation>
{
    private readonly AnnotationState? _state;

    /// <summary>Creates a collection that belongs to no resource.</summary>
    public ResourceAnnotationCollection()
    {
    }

    internal ResourceAnnotationCollection(AnnotationState state, IEnumerable<IResourceAnnotation> items)
        : base([.. items]) => _state = state;

    /// <inheritdoc/>
    protected override void InsertItem(int index, IResourceAnnotation item)
    {
        ArgumentNullException.ThrowIfNull(item);
        _state?.Add(item);
        base.InsertItem(index, item);
    }

    /// <inheritdoc/>
    protected override void SetItem(int index, IResourceAnnotation item)
    {
        ArgumentNullException.ThrowIfNull(item);
        _state?.Remove(this[index]);
        _state?.Add(item);
        base.SetItem(index, item);
    }

    /// <inheritdoc/>
    protected override void RemoveItem(int index)
    {
        _state?.Remove(this[index]);
        base.RemoveItem(index);
    }

    /// <inheritdoc/>
    protected override void ClearItems()
    {
        foreach (var item in this)
        {
            _state?.Remove(item);
        }

        base.ClearItems();
    }
}
