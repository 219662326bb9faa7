using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AppHostSdk.Model;

namespace AppHostSdk.Containers;

/// <summary>
/// What <c>docker login</c> has left: the file <c>config.json</c>, and the programs that it names as keepers of credentials. Read anew
/// for each pull, because somebody may log in meanwhile.
/// </summary>
/// <param name="directory">The directory of the file.</param>
/// <param name="searchPath">Where programs are looked for; the value of PATH.</param>
internal sealed class RegistryCredentials(string directory, string? searchPath)
{
    private const string FileName = "config.json";
    private const string DefaultServer = "https://index.docker.io/v1/";

    /// <summary>Those of the user: in <c>DOCKER_CONFIG</c>, else in <c>~/.docker</c>.</summary>
    public static RegistryCredentials OfUser => new(
        Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } configured
            ? configured
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker"),
        Environment.GetEnvironmentVariable("PATH"));

    private string File => Path.Combine(directory, FileName);

    /// <summary>The credentials for the registry that an image comes from.</summary>
    /// <param name="image">The image.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Found> ForAsync(ImageReference image, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(image);
        var server = image.Registry is null or "docker.io" or "index.docker.io" or "registry-1.docker.io" ? DefaultServer : image.Registry;
        try
        {
            return await ReadAsync(ct).ConfigureAwait(false) is { } config
                ? new Found(await FindAsync(config, server, ct).ConfigureAwait(false), null)
                : new Found(null, null);
        }
        catch (CredentialsException e)
        {
            return new Found(null, e.Message);
        }
    }

    private async Task<ConfigFile?> ReadAsync(CancellationToken ct)
    {
        try
        {
            var text = await System.IO.File.ReadAllTextAsync(File, ct).ConfigureAwait(false);
            return JsonSerializer.Deserialize(text, CredentialJson.Default.ConfigFile);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CredentialsException($"{File} cannot be read: {e.Message}");
        }
        catch (JsonException e)
        {
            // Only where: the file holds passwords.
            throw new CredentialsException($"{File} is no valid JSON in line {e.LineNumber + 1}. Repair it, or log in again with 'docker login'.");
        }
    }

    private async Task<RegistryAuth?> FindAsync(ConfigFile config, string server, CancellationToken ct)
    {
        var (helper, origin) = config.CredHelpers?.FirstOrDefault(h => IsSame(h.Key, server)) is { Value: { Length: > 0 } own } ? (own, "credHelpers")
            : config.CredsStore is { Length: > 0 } store ? (store, "credsStore")
            : (null, "");
        return (helper is null ? null : await CredentialHelper.AskAsync($"docker-credential-{helper}", $"{origin} in {File}", server, searchPath, ct).ConfigureAwait(false))
            ?? (config.Auths?.FirstOrDefault(a => IsSame(a.Key, server)).Value is { } entry ? AuthOf(entry, server) : null);
    }

    /// <summary>Entries are written with and without scheme and path.</summary>
    private static bool IsSame(string entry, string server) => string.Equals(Host(entry), Host(server), StringComparison.OrdinalIgnoreCase);

    private static string Host(string server)
    {
        var start = server.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var end = server.IndexOf('/', start);
        return end < 0 ? server[start..] : server[start..end];
    }

    private RegistryAuth? AuthOf(ConfigFile.Entry entry, string server)
    {
        if (entry.IdentityToken is { Length: > 0 } token)
        {
            return new RegistryAuth(null, null, token, server);
        }

        if (entry.Username is { Length: > 0 } plain)
        {
            return new RegistryAuth(plain, entry.Password, null, server);
        }

        if (entry.Auth is not { Length: > 0 } encoded)
        {
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).TrimEnd('\0');
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 ? new RegistryAuth(text[..colon], text[(colon + 1)..], null, server) : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new CredentialsException($"the entry for '{server}' in {File} is damaged. Log in again: docker login {server}.");
        }
    }

    /// <summary>What was found.</summary>
    /// <param name="Auth">The credentials; null for none.</param>
    /// <param name="Problem">Why there may be some that were not found, in words.</param>
    internal sealed record Found(RegistryAuth? Auth, string? Problem)
    {
        /// <summary>The value of the header <c>X-Registry-Auth</c>; null for none.</summary>
        public string? Header => Auth is null
            ? null
            : Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(Auth, CredentialJson.Default.RegistryAuth)).Replace('+', '-').Replace('/', '_');

        // A record would print what is in it.
        public override string ToString() => Auth is null ? Problem ?? "none" : "known";
    }
}

/// <summary>Credentials for one registry, as the engine takes them.</summary>
internal sealed record RegistryAuth(
    [property: JsonPropertyName("username")] string? Username,
    [property: JsonPropertyName("password")] string? Password,
    [property: JsonPropertyName("identitytoken")] string? IdentityToken,
    [property: JsonPropertyName("serveraddress")] string ServerAddress)
{
    /// <inheritdoc/>
    public override string ToString() => $"credentials for {ServerAddress}";
}

/// <summary>There may be credentials, and they cannot be had. The message is a sentence for people and holds no secret.</summary>
internal sealed class CredentialsException(string message) : Exception(message);

/// <summary>The part of <c>config.json</c> that is about credentials.</summary>
internal sealed record ConfigFile(
    [property: JsonPropertyName("auths")] Dictionary<string, ConfigFile.Entry>? Auths,
    [property: JsonPropertyName("credsStore")] string? CredsStore,
    [property: JsonPropertyName("credHelpers")] Dictionary<string, string>? CredHelpers)
{
    /// <summary>What is known of one registry.</summary>
    internal sealed record Entry(
        [property: JsonPropertyName("auth")] string? Auth,
        [property: JsonPropertyName("username")] string? Username,
        [property: JsonPropertyName("password")] string? Password,
        [property: JsonPropertyName("identitytoken")] string? IdentityToken);
}

/// <summary>What a program that keeps credentials answers.</summary>
internal sealed record HelperAnswer([property: JsonPropertyName("Username")] string? Username, [property: JsonPropertyName("Secret")] string? Secret);

/// <summary>The JSON of credentials, compiled in.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConfigFile))]
[JsonSerializable(typeof(RegistryAuth))]
[JsonSerializable(typeof(HelperAnswer))]
internal sealed partial class CredentialJson : JsonSerializerContext;
