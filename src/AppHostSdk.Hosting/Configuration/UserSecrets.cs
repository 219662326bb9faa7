using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace AppHostSdk.Configuration;

/// <summary>
/// The user secrets of the app host: a file in the user's profile, outside of the source tree, in the place and form of
/// <c>dotnet user-secrets</c>.
/// </summary>
internal sealed class UserSecrets
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private UserSecrets(string file) => FileName = file;

    /// <summary>The file; it may not exist.</summary>
    public string FileName { get; }

    /// <summary>User secrets in a certain file.</summary>
    public static UserSecrets At(string file) => new(file);

    /// <summary>The user secrets of an app host, or <see langword="null"/> when its project has no <c>UserSecretsId</c>.</summary>
    /// <param name="id">The id the build knew.</param>
    /// <param name="assembly">The app host, which may carry the id itself.</param>
    /// <exception cref="DistributedApplicationException">The user has no directory for them.</exception>
    public static UserSecrets? Of(string? id, Assembly assembly)
    {
        id = string.IsNullOrEmpty(id) ? assembly.GetCustomAttribute<UserSecretsIdAttribute>()?.UserSecretsId : id;
        try
        {
            return string.IsNullOrEmpty(id) ? null : new UserSecrets(PathHelper.GetSecretsPathFromSecretsId(id));
        }
        catch (InvalidOperationException e)
        {
            // Neither HOME nor anything else says where; the message advises a variable.
            throw new DistributedApplicationException(e.Message, e);
        }
    }

    /// <summary>Sets one value and keeps the others.</summary>
    /// <exception cref="DistributedApplicationException">The file is not what it should be, or cannot be written.</exception>
    public void Save(string key, string value) => Change(key, "saved", secrets =>
    {
        secrets[key] = value;
        return true;
    });

    /// <summary>Removes one value and keeps the others; false when it was not there.</summary>
    /// <exception cref="DistributedApplicationException">The file is not what it should be, or cannot be written.</exception>
    public bool Delete(string key) => Change(key, "removed", secrets => secrets.Remove(key));

    /// <summary>Changes what is kept. The file appears whole or not at all, and only its owner can read it.</summary>
    private bool Change(string key, string done, Func<JsonObject, bool> change)
    {
        var part = $"{FileName}.{Environment.ProcessId}.part";
        try
        {
            var secrets = File.Exists(FileName)
                ? JsonNode.Parse(File.ReadAllText(FileName), null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }) as JsonObject ?? []
                : [];
            if (!change(secrets))
            {
                return false;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(FileName)!);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var writer = new StreamWriter(part, options))
            {
                writer.Write(secrets.ToJsonString(Indented));
            }

            File.Move(part, FileName, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DistributedApplicationException($"'{key}' cannot be {done} in the user secrets file {FileName}: {e.Message}", e);
        }
    }
}
