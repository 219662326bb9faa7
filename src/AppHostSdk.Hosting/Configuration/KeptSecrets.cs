using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Configuration;

/// <summary>The user secrets as the program sees them.</summary>
/// <param name="secrets">The user secrets, or <see langword="null"/> where there are none.</param>
internal sealed class KeptSecrets(Lazy<UserSecrets?> secrets) : IUserSecretsManager
{
    public bool IsAvailable => secrets.Value is not null;

    public string FilePath => secrets.Value?.FileName ?? "";

    public bool TrySetSecret(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        secrets.Value?.Save(name, value);
        return IsAvailable;
    }

    public bool TryDeleteSecret(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return secrets.Value?.Delete(name) ?? false;
    }

    public void GetOrSetSecret(IConfigurationManager configuration, string name, Func<string> valueGenerator)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(valueGenerator);
        if (configuration[name] is null)
        {
            var value = valueGenerator();
            configuration[name] = value;
            secrets.Value?.Save(name, value);
        }
    }
}
