using System.Globalization;
using AppHostSdk.Model;

namespace AppHostSdk.Execution;

/// <summary>What a function of the program put into an environment or a command line, as a value of the model.</summary>
internal static class CallbackValue
{
    /// <exception cref="DistributedApplicationException">It has no text.</exception>
    public static ModelValue Of(object? value, DistributedApplicationBuilder application) => value switch
    {
        null => ModelValue.From(""),
        ModelValue model => model,
        string text => ModelValue.From(text),
        bool flag => ModelValue.From(flag),
        EndpointReference endpoint => new ModelValue.Endpoint(endpoint.Key, endpoint.EndpointName),
        ParameterResource parameter when application.KeyOf(parameter) is { } key => new ModelValue.Parameter(key),
        IResourceBuilder<ParameterResource> parameter => new ModelValue.Parameter(parameter.Key()),
        Enum or Uri or Guid => ModelValue.From(value.ToString()),
        IFormattable number => ModelValue.From(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => throw new DistributedApplicationException(
            $"A value of type {value.GetType()} has no text. Put in text, a number, an endpoint reference, or a parameter."),
    };
}
