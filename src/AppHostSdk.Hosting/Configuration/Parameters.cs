using AppHostSdk.Model;
using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Configuration;

/// <summary>The values of parameters, from the host's configuration.</summary>
internal static class Parameters
{
    /// <summary>Reads the parameters in <paramref name="keys"/>, and all others that have a value where functions may ask for them.</summary>
    /// <exception cref="DistributedApplicationException">Values are missing; the message names all of them and how to supply them.</exception>
    public static IReadOnlyDictionary<string, string> Read(AppGraph graph, IReadOnlySet<string> keys, Lazy<ConfigurationManager> configuration, bool andOthers = false)
    {
        var values = new Dictionary<string, string>();
        var missing = new List<string>();
        foreach (var parameter in graph.Resources.Where(r => r.Kind == ResourceKind.Parameter && (andOthers || keys.Contains(r.Key))))
        {
            var section = configuration.Value.GetSection("Parameters");
            if ((section[parameter.Name] ?? section[parameter.Name.Replace('-', '_')]) is { } value)
            {
                values.Add(parameter.Key, value);
            }
            else if (keys.Contains(parameter.Key))
            {
                missing.Add(parameter.Name);
            }
        }

        return missing.Count == 0
            ? values
            : throw new DistributedApplicationException(
                (missing.Count == 1 ? $"Parameter '{missing[0]}' has no value." : $"Parameters {string.Join(", ", missing.Select(m => $"'{m}'"))} have no value.")
                + $" Set Parameters:{missing[0]} in appsettings.json of the app host, or the environment variable Parameters__{missing[0].Replace('-', '_')}, or pass --Parameters:{missing[0]}=… on the command line.");
    }
}
