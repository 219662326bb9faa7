using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Notes that something is so, without saying more.</summary>
public static class NewAnnotationExtensions
{
    /// <summary>Notes an annotation on the resource that says all by being there.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="behavior">What happens to annotations of the type that are there already.</param>
    [ModelOperation(OperationKind.WithAnnotation)]
    public static IResourceBuilder<T> WithAnnotation<T, TAnnotation>(
        this IResourceBuilder<T> builder,
        [RunTimeOnly] ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where T : IResource
        where TAnnotation : IResourceAnnotation, new() => AnnotationExtensions.WithAnnotation(builder, new TAnnotation(), behavior);
}
