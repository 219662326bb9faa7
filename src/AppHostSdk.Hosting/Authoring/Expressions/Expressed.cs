using System.Runtime.CompilerServices;
using AppHostSdk.Launching;
using AppHostSdk.Model;
using AppHostSdk.Running;

namespace AppHostSdk;

/// <summary>Objects of the authoring API as values of the model, and as texts once the application runs.</summary>
internal static class Expressed
{
    // A resource object knows its name only; where it was added is known here, for as long as it lives.
    private static readonly ConditionalWeakTable<IResource, Addition> Additions = [];

    public static void Added(IResource resource, RunContext context, string key) =>
        Additions.AddOrUpdate(resource, new Addition(context, key));

    /// <summary>The key under which a resource was added.</summary>
    /// <exception cref="DistributedApplicationException">It was not added.</exception>
    public static string KeyOf(IResource resource) => Additions.TryGetValue(resource, out var addition)
        ? addition.Key
        : throw new DistributedApplicationException($"'{resource.Name}' is used as a value, but it was not added to the application. Add it with AddResource.");

    /// <summary>The application that a resource was added to, or <see langword="null"/>.</summary>
    public static RunContext? ContextOf(IResource resource) => Additions.TryGetValue(resource, out var addition) ? addition.Context : null;

    /// <summary>The builder of a resource that was added, or <see langword="null"/>.</summary>
    public static IResourceBuilder<IResource>? BuilderOf(IResource resource) =>
        Additions.TryGetValue(resource, out var addition) ? addition.Context.BuilderOf(resource, addition.Key) : null;

    /// <summary>What is described of a resource so far; <see langword="null"/> when it was not added.</summary>
    public static Model.Resource? Described(IResource resource) =>
        Additions.TryGetValue(resource, out var addition) ? addition.Context.Described().Find(addition.Key) : null;

    /// <summary>An object as a value of the model.</summary>
    /// <exception cref="ArgumentException">The object is none that has a value.</exception>
    /// <exception cref="DistributedApplicationException">A resource in it was not added.</exception>
    public static ModelValue Of(object? value) => value switch
    {
        null => ModelValue.None,
        string text => ModelValue.From(text),
        bool flag => ModelValue.From(flag),
        int number => ModelValue.From(number),
        long number => ModelValue.From(number),
        ReferenceExpression expression => ModelValue.Join(expression.Parts.Select(Of)),
        EndpointReference endpoint => new ModelValue.Endpoint(endpoint.Key, endpoint.EndpointName) { Network = endpoint.ContextNetworkID },
        EndpointReferenceExpression { Endpoint: var endpoint, Property: var property } =>
            new ModelValue.Endpoint(endpoint.Key, endpoint.EndpointName, property) { Network = endpoint.ContextNetworkID },
        ParameterResource parameter => new ModelValue.Parameter(KeyOf(parameter)),
        IResourceBuilder<IResource> { Resource: IExpressionValue resource } => Of(resource),
        IResourceWithConnectionString or ExternalServiceResource => new ModelValue.Connection(KeyOf((IResource)value)),
        _ => throw new ArgumentException($"A value of type {value.GetType()} cannot be given to a resource. Use a text, an endpoint, a parameter, a connection string or an expression of these.", nameof(value)),
    };

    /// <summary>True when values of the application that the resource belongs to can be resolved.</summary>
    public static bool IsResolvable(IResource resource) => Additions.TryGetValue(resource, out var addition) && addition.Context.Values is not null;

    /// <summary>The text of a value for processes on this machine.</summary>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public static ValueTask<string?> ValueOf(IExpressionValue value) => new(TextOf(value));

    /// <inheritdoc cref="ValueOf"/>
    public static string? TextOf(IExpressionValue value)
    {
        var model = Of(value);
        if (model is ModelValue.Text constant)
        {
            return constant.Value.Length == 0 ? null : constant.Value;
        }

        if (value is ParameterResource parameter && Additions.TryGetValue(parameter, out var added))
        {
            return added.Context.Parameters.Find(parameter, added.Key);
        }

        var values = Resources(value).Select(r => Additions.TryGetValue(r, out var addition) ? addition.Context.Values : null).FirstOrDefault(v => v is not null)
            ?? throw new InvalidOperationException($"{value.ValueExpression} has no value yet: addresses and parameters are known once the application is starting. Pass the object itself to where the value is needed, or ask in an event handler.");
        return values.Text(null, model);
    }

    private static ModelValue Of(ExpressionPart part) => part switch
    {
        { Text: { } text } => new ModelValue.Text(text),
        { FormatName: { } format } => new ModelValue.Formatted(Of(part.Value), format),
        _ => Of(part.Value),
    };

    private static IEnumerable<IResource> Resources(IExpressionValue value) => value switch
    {
        ReferenceExpression expression => expression.ValueProviders.SelectMany(Resources),
        EndpointReference endpoint => [endpoint.Resource],
        EndpointReferenceExpression property => [property.Endpoint.Resource],
        IResource resource => [resource],
        _ => [],
    };

    private sealed record Addition(RunContext Context, string Key);
}
