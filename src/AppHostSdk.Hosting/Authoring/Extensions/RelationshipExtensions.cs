using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>Relates resources for tools to show. Nothing starts earlier or later for it.</summary>
public static class RelationshipExtensions
{
    /// <summary>The type of a relationship to a resource that is used.</summary>
    private const string Reference = "Reference";

    private const string Child = "child";

    /// <summary>Shows the resource as a part of another one.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="parent">The one it is a part of; it must have been added.</param>
    [ModelOperation(OperationKind.WithParentRelationship)]
    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResource parent)
        where T : IResource =>
        builder.Record(OperationKind.WithParentRelationship, builder.Reference(parent));

    /// <summary>Shows another resource as a part of this one.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="child">Its part.</param>
    [ModelOperation(OperationKind.WithRelationship)]
    [ModelConstant("type", Child)]
    public static IResourceBuilder<T> WithChildRelationship<T>(this IResourceBuilder<T> builder, [ModelArgument("other")] IResourceBuilder<IResource> child)
        where T : IResource =>
        builder.Record(OperationKind.WithRelationship, child.Reference(), ModelValue.From(Child));

    /// <summary>Shows another resource as a part of this one.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="child">Its part; it must have been added.</param>
    [ModelOperation(OperationKind.WithRelationship)]
    [ModelConstant("type", Child)]
    public static IResourceBuilder<T> WithChildRelationship<T>(this IResourceBuilder<T> builder, [ModelArgument("other")] IResource child)
        where T : IResource =>
        builder.Record(OperationKind.WithRelationship, builder.Reference(child), ModelValue.From(Child));

    /// <summary>Shows that the resource uses another one.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="resourceBuilder">The one it uses.</param>
    [ModelOperation(OperationKind.WithRelationship)]
    [ModelConstant("type", Reference)]
    public static IResourceBuilder<T> WithReferenceRelationship<T>(
        this IResourceBuilder<T> builder,
        [ModelArgument("other")] IResourceBuilder<IResource> resourceBuilder)
        where T : IResource =>
        builder.Record(OperationKind.WithRelationship, resourceBuilder.Reference(), ModelValue.From(Reference));

    /// <summary>Shows that the resource uses another one.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="resource">The one it uses; it must have been added.</param>
    [ModelOperation(OperationKind.WithRelationship)]
    [ModelConstant("type", Reference)]
    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, [ModelArgument("other")] IResource resource)
        where T : IResource =>
        builder.Record(OperationKind.WithRelationship, builder.Reference(resource), ModelValue.From(Reference));

    /// <summary>Shows a relation of the resource to another one.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="resourceBuilder">The other one.</param>
    /// <param name="type">What it is to this one, for example <c>Parent</c>, <c>Reference</c>, or a word of your own.</param>
    [ModelOperation(OperationKind.WithRelationship)]
    public static IResourceBuilder<T> WithRelationship<T>(
        this IResourceBuilder<T> builder,
        [ModelArgument("other")] IResourceBuilder<IResource> resourceBuilder,
        string type)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        return builder.Record(OperationKind.WithRelationship, resourceBuilder.Reference(), ModelValue.From(type));
    }

    /// <summary>Relates the resource to another one, for tools to show.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="resource">The other one.</param>
    /// <param name="type">What it is to this one.</param>
    [ModelOperation(OperationKind.WithRelationship)]
    public static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, [ModelArgument("other")] IResource resource, string type)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        return builder.Record(OperationKind.WithRelationship, builder.Reference(resource), ModelValue.From(type));
    }
}
