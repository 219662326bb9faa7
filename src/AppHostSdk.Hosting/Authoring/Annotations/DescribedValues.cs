using System.Globalization;
using AppHostSdk.Model;
using AppHostSdk.Running;

namespace AppHostSdk;

/// <summary>Values of the model as the objects that the program passed.</summary>
/// <param name="resource">A resource of the application.</param>
internal sealed class DescribedValues(IResource resource)
{
    private readonly RunContext _context = Expressed.ContextOf(resource)!;

    /// <summary>The resource that was added under a key.</summary>
    public IResource ResourceOf(string key) => _context.Resources[key];

    /// <summary>The function that stands for itself in the graph.</summary>
    public Delegate CallbackOf(ModelValue.Callback callback) => _context.CallbackOf(callback);

    /// <summary>A text, where the value is one.</summary>
    public string? TextOf(ModelValue value) => value switch
    {
        ModelValue.HostPath path => Path.GetFullPath(Path.Combine(_context.HostDirectory, path.Relative)),
        ModelValue.NoValue => null,
        _ => value.AsText ?? (ObjectOf(value) as IManifestExpressionProvider)?.ValueExpression,
    };

    /// <summary>A text, an endpoint, a parameter, or what else a variable may be.</summary>
    public object? ObjectOf(ModelValue value) => value switch
    {
        ModelValue.NoValue => null,
        ModelValue.Text text => text.Value,
        ModelValue.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        ModelValue.Flag flag => flag.Value ? "true" : "false",
        ModelValue.HostPath => TextOf(value),
        ModelValue.Endpoint endpoint => Endpoint(endpoint),
        ModelValue.Parameter parameter => ResourceOf(parameter.Key),
        ModelValue.Connection connection => ResourceOf(connection.Key),
        ModelValue.Template or ModelValue.Formatted => new ReferenceExpression([.. PartsOf(value, null)]),
        _ => value.ToString(),
    };

    private object Endpoint(ModelValue.Endpoint value)
    {
        var owner = (IResourceWithEndpoints)ResourceOf(value.Key);
        var reference = value.Network is { } network ? new EndpointReference(owner, value.Name, network) : new EndpointReference(owner, value.Name);
        return value.Property == EndpointProperty.Url ? reference : reference.Property(value.Property);
    }

    private IEnumerable<ExpressionPart> PartsOf(ModelValue value, string? format) => value switch
    {
        ModelValue.Template template => template.Parts.SelectMany(p => PartsOf(p, null)),
        ModelValue.Formatted formatted => PartsOf(formatted.Value, formatted.Format),
        _ => ObjectOf(value) switch
        {
            IExpressionValue expression => [ExpressionPart.Of(expression, format)],
            var text => [ExpressionPart.Of(text?.ToString() ?? "")],
        },
    };
}
