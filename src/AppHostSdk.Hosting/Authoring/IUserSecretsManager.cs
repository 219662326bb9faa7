using Microsoft.Extensions.Configuration;

namespace AppHostSdk;

/// <summary>
/// The user secrets of the app host: where generated passwords are kept. There are none without <c>UserSecretsId</c> in the project file,
/// nor when the application is published.
/// </summary>
public interface IUserSecretsManager
{
    /// <summary>The app host has user secrets.</summary>
    bool IsAvailable { get; }

    /// <summary>Their file, which may not exist yet; empty where there are none.</summary>
    string FilePath { get; }

    /// <summary>Keeps a value.</summary>
    /// <param name="name">The configuration key.</param>
    /// <param name="value">The value.</param>
    /// <returns>False where there are no user secrets.</returns>
    /// <exception cref="DistributedApplicationException">The file is not what it should be, or cannot be written.</exception>
    bool TrySetSecret(string name, string value);

    /// <summary>Removes a value.</summary>
    /// <param name="name">The configuration key.</param>
    /// <returns>False where there are no user secrets, or no such value.</returns>
    /// <exception cref="DistributedApplicationException">The file is not what it should be, or cannot be written.</exception>
    bool TryDeleteSecret(string name);

    /// <summary>Sets a configuration value that is not there, and keeps it for the runs after.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="name">The configuration key.</param>
    /// <param name="valueGenerator">Makes the value.</param>
    /// <exception cref="DistributedApplicationException">The file is not what it should be, or cannot be written.</exception>
    void GetOrSetSecret(IConfigurationManager configuration, string name, Func<string> valueGenerator);
}
