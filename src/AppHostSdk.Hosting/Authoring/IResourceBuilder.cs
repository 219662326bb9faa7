using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Describes one resource. Covariant, so that a builder of a project can stand where one of a resource is asked for.</summary>
/// <typeparam name="T">The resource's type.</typeparam>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>The application the resource belongs to.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }

    /// <summary>The resource.</summary>
    T Resource { get; }

    /// <summary>Notes something on the resource.</summary>
    /// <param name="annotation">What is noted.</param>
    /// <param name="behavior">What happens to annotations of the type that are there already.</param>
    [ModelOperation(OperationKind.WithAnnotation)]
    IResourceBuilder<T> WithAnnotation<TAnnotation>(
        TAnnotation annotation,
        [RunTimeOnly] ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation
    {
        AnnotationState.Note(Resource, annotation, behavior);
        return this;
    }

    /// <summary>Notes an annotation on the resource that says all by being there.</summary>
    /// <param name="behavior">What happens to annotations of the type that are there already.</param>
    [ModelOperation(OperationKind.WithAnnotation)]
    IResourceBuilder<T> WithAnnotation<TAnnotation>(
        [RunTimeOnly] ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation, new() => WithAnnotation(new TAnnotation(), behavior);
}
