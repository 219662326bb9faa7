using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Configuration;

/// <summary>
/// The configuration of the host, read when it is first asked for: most starts do not, and neither load the libraries that it takes,
/// which naming its type as an argument of a generic one would.
/// </summary>
/// <param name="load">Reads it.</param>
internal sealed class LazyConfiguration(LazyConfiguration.Loader load)
{
    private readonly Lock _lock = new();
    private ConfigurationManager? _value;

    /// <summary>Reads the configuration.</summary>
    public delegate ConfigurationManager Loader();

    /// <summary>The configuration.</summary>
    public ConfigurationManager Value
    {
        get
        {
            lock (_lock)
            {
                return _value ??= load();
            }
        }
    }
}
