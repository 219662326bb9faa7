namespace AppHostSdk;

/// <summary>Something that has a value once the application runs.</summary>
public interface IValueProvider
{
    /// <summary>The value as a process on this machine needs it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">The value depends on an address, and the application has not been started.</exception>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

/// <summary>Something that stands for a value in what is published.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>What stands for the value, for example <c>{api.bindings.http.url}</c>.</summary>
    string ValueExpression { get; }
}

/// <summary>A value that each consumer resolves for itself.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;

/// <summary>A resource that others connect to with a connection string.</summary>
public interface IResourceWithConnectionString : IResource, IExpressionValue
{
    /// <summary>
    /// What the connection string is made of. Read when the application is built, so what it depends on may change until then.
    /// </summary>
    ReferenceExpression ConnectionStringExpression { get; }

    /// <summary>The environment variable that consumers get it in; <see langword="null"/> for <c>ConnectionStrings__name</c>. Read when the application is built.</summary>
    string? ConnectionStringEnvironmentVariable => null;

    /// <summary>
    /// The single values of the connection, for consumers that do not read connection strings: each becomes a variable
    /// <c>NAME_PROPERTY</c>. Read when the application is built.
    /// </summary>
    IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() => [];

    /// <summary>The connection string as a process on this machine needs it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It depends on an address, and the application has not been started.</exception>
    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => Expressed.ValueOf(this);

    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => GetConnectionStringAsync(cancellationToken);
}
