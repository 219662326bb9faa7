using System.Globalization;
using AppHostSdk.Model;

namespace AppHostSdk.Launching;

/// <summary>What a function of the program put into an environment or a command line, as a value of the model.</summary>
internal static class CallbackValue
{
    /// <exception cref="DistributedApplicationException">It has no text.</exception>
    public static ModelValue Of(object? value) => value switch
    {
        null => ModelValue.From(""),
        ModelValue model => model,
        string text => ModelValue.From(text),
        bool flag => ModelValue.From(flag),
        IExpressionValue or IResourceBuilder<IResource> { Resource: IExpressionValue } => Expressed.Of(value),
        Enum or Uri or Guid => ModelValue.From(value.ToString()),
        IFormattable number => ModelValue.From(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => throw new DistributedApplicationException(
            $"A value of type {value.GetType()} has no text. Put in text, a number, an endpoint, a parameter, a connection string, or an expression of these."),
    };
}
