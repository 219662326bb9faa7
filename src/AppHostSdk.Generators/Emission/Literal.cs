using System.Globalization;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Generators;

/// <summary>Values as C# expressions.</summary>
internal static class Literal
{
    public static string Of(string? text) => text is null ? "null" : SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A text of several lines that is to be read where it is emitted.</summary>
    public static string OfLines(string text) => $"@\"{text.Replace("\"", "\"\"")}\"";

    public static string Of(ModelValue value) => value switch
    {
        ModelValue.NoValue => "ModelValue.None",
        ModelValue.Text text => $"new ModelValue.Text({Of(text.Value)})",
        ModelValue.Number number => $"new ModelValue.Number({Of(number.Value)})",
        ModelValue.Flag flag => $"new ModelValue.Flag({Of(flag.Value)})",
        ModelValue.HostPath path => $"new ModelValue.HostPath({Of(path.Relative)})",
        ModelValue.List list => $"new ModelValue.List([{Join(list.Items)}])",
        ModelValue.Template template => $"new ModelValue.Template([{Join(template.Parts)}])",
        ModelValue.Resource resource => $"new ModelValue.Resource({Of(resource.Key)})",
        ModelValue.Endpoint { Network: { } network } endpoint => $"{Of(endpoint with { Network = null })} with {{ Network = NetworkIdentifier.{network} }}",
        ModelValue.Endpoint { Property: EndpointProperty.Url } endpoint => $"new ModelValue.Endpoint({Of(endpoint.Key)}, {Of(endpoint.Name)})",
        ModelValue.Endpoint endpoint => $"new ModelValue.Endpoint({Of(endpoint.Key)}, {Of(endpoint.Name)}, EndpointProperty.{endpoint.Property})",
        ModelValue.Parameter parameter => $"new ModelValue.Parameter({Of(parameter.Key)})",
        ModelValue.Connection connection => $"new ModelValue.Connection({Of(connection.Key)})",
        ModelValue.Formatted formatted => $"new ModelValue.Formatted({Of(formatted.Value)}, {Of(formatted.Format)})",
        ModelValue.Late late => $"new ModelValue.Late({Of(late.Slot)})",
        ModelValue.Callback callback => $"new ModelValue.Callback({Of(callback.Slot)})",
        _ => throw new InvalidOperationException($"No C# for {value.GetType()}."),
    };

    public static string Of(bool flag) => flag ? "true" : "false";

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Join(EquatableArray<ModelValue> values) => string.Join(", ", values.Select(Of));
}
