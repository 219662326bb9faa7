namespace AppHostSdk;

/// <summary>Asks what others connect to a resource with.</summary>
public static class ConnectionExtensions
{
    /// <summary>The connection string as a process on this machine needs it.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It depends on an address, and the application has not been started.</exception>
    [ModelQuery]
    public static ValueTask<string?> GetConnectionStringAsync(this IResourceWithConnectionString resource, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.GetConnectionStringAsync(cancellationToken);
    }

    /// <summary>A single value of the connection.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="key">Its name, without regard to case.</param>
    /// <exception cref="KeyNotFoundException">The resource has no value of this name.</exception>
    [ModelQuery]
    public static ReferenceExpression GetConnectionProperty(this IResourceWithConnectionString resource, string key)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(key);
        foreach (var (name, value) in resource.GetConnectionProperties())
        {
            if (string.Equals(name, key, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw new KeyNotFoundException($"The connection to '{resource.Name}' has no value '{key}'. It has: {string.Join(", ", resource.GetConnectionProperties().Select(p => p.Key))}.");
    }
}
