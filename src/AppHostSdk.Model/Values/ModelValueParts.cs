namespace AppHostSdk.Model;

/// <summary>Looks into values, however deep.</summary>
public static class ModelValueParts
{
    /// <summary>The value itself and every value in it, outermost first.</summary>
    public static IEnumerable<ModelValue> SelfAndParts(this ModelValue value)
    {
        yield return value;
        var inner = value switch
        {
            ModelValue.Template template => template.Parts,
            ModelValue.List list => list.Items,
            ModelValue.Formatted formatted => [formatted.Value],
            _ => (IEnumerable<ModelValue>)[],
        };
        foreach (var part in inner.SelectMany(SelfAndParts))
        {
            yield return part;
        }
    }

    /// <summary>The keys of the resources that the value refers to in any way, in order, as often as it does.</summary>
    public static IEnumerable<string> Mentioned(this ModelValue value) => value.SelfAndParts().Select(part => part switch
    {
        ModelValue.Endpoint endpoint => endpoint.Key,
        ModelValue.Parameter parameter => parameter.Key,
        ModelValue.Connection connection => connection.Key,
        ModelValue.Resource resource => resource.Key,
        _ => null,
    }).OfType<string>();
}
