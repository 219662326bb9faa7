using System.Runtime.CompilerServices;
using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>The annotations of one resource: those of the program, and the view of what is described.</summary>
internal sealed class AnnotationState(IResource resource)
{
    private static readonly ConditionalWeakTable<IResource, AnnotationState> States = [];

    private readonly List<IResourceAnnotation> _own = [];
    private readonly List<IDescribingAnnotation> _pending = [];
    private readonly Dictionary<string, EndpointAnnotation> _endpoints = new(StringComparer.OrdinalIgnoreCase);
    private ResourceAnnotationCollection? _current;
    private Model.Resource? _described;

    /// <summary>The annotations of a resource as they are now. One that was taken earlier stays as it is, so that it can be walked through.</summary>
    public static ResourceAnnotationCollection Of(IResource resource) => States.GetValue(resource, static r => new AnnotationState(r)).Current();

    /// <summary>Notes something on a resource.</summary>
    public static void Note<TAnnotation>(IResource resource, TAnnotation annotation, ResourceAnnotationMutationBehavior behavior)
        where TAnnotation : IResourceAnnotation
    {
        var annotations = resource.Annotations;
        if (behavior == ResourceAnnotationMutationBehavior.Replace)
        {
            foreach (var other in annotations.OfType<TAnnotation>().Where(a => a is not IDescribingAnnotation).ToList())
            {
                annotations.Remove(other);
            }
        }

        annotations.Add(annotation);
    }

    /// <summary>The resource was added: what it brought along is described now.</summary>
    public static void Added(IResource resource)
    {
        if (States.TryGetValue(resource, out var state))
        {
            state.DescribePending();
        }
    }

    public void Add(IResourceAnnotation annotation)
    {
        if (annotation is not IDescribingAnnotation describing)
        {
            _own.Add(annotation);
            _described = null;
        }
        else if (Expressed.BuilderOf(resource) is { } builder)
        {
            Describe(describing, builder);
        }
        else
        {
            _pending.Add(describing);
        }
    }

    /// <exception cref="InvalidOperationException">It describes the application.</exception>
    public void Remove(IResourceAnnotation annotation)
    {
        if (annotation is IDescribingAnnotation)
        {
            throw new InvalidOperationException(
                $"A {annotation.GetType().Name} of '{resource.Name}' describes the application and cannot be removed. Describe it only where it is to be, for example behind an if.");
        }

        _own.Remove(annotation);
        _described = null;
    }

    private void DescribePending()
    {
        foreach (var annotation in _pending)
        {
            Describe(annotation, Expressed.BuilderOf(resource)!);
        }

        _pending.Clear();
        _described = null;
    }

    private void Describe(IDescribingAnnotation annotation, IResourceBuilder<IResource> builder)
    {
        annotation.Describe(builder);
        if (annotation is EndpointAnnotation endpoint)
        {
            // What the program still has in its hands stays the one that it changes.
            _endpoints[endpoint.Name] = endpoint;
            endpoint.Owner = builder;
        }
    }

    private ResourceAnnotationCollection Current()
    {
        var described = Expressed.Described(resource);
        if (_current is null || !ReferenceEquals(described, _described) || described is null)
        {
            IEnumerable<IResourceAnnotation> view = described is null ? _pending : AnnotationView.Of(resource, described, EndpointOf);
            _current = new ResourceAnnotationCollection(this, view.Concat(_own));
            _described = described;
        }

        return _current;
    }

    private EndpointAnnotation EndpointOf(ResourceEndpoint endpoint)
    {
        if (!_endpoints.TryGetValue(endpoint.Name, out var annotation))
        {
            _endpoints[endpoint.Name] = annotation = new EndpointAnnotation { Name = endpoint.Name };
        }

        annotation.Show(endpoint, Expressed.BuilderOf(resource)!);
        return annotation;
    }
}
