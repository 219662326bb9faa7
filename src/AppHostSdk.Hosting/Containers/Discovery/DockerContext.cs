using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AppHostSdk.Containers;

/// <summary>The engine that <c>docker context use</c> or DOCKER_CONTEXT chose.</summary>
internal static class DockerContext
{
    private const string Default = "default";

    /// <summary>Its address; null when none was chosen.</summary>
    /// <exception cref="ContainerEngineException">The context is not there, or its address is of a kind that is not supported.</exception>
    public static ContainerEngineAddress? AddressOf(EngineSurroundings here)
    {
        var directory = here.Variable("DOCKER_CONFIG") is { Length: > 0 } given ? given.TrimEnd('/') : $"{here.Home}/.docker";
        var name = here.Variable("DOCKER_CONTEXT") is { Length: > 0 } chosen ? chosen : Current(here, $"{directory}/config.json");
        if (name is null or "" or Default)
        {
            return null;
        }

        // Directories of contexts are called by the digest of the name.
        var path = $"{directory}/contexts/meta/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}/meta.json";
        return Read(here, path) is { } meta && HostOf(meta) is { } host
            ? ContainerEngineAddress.Parse(host, $"the Docker context '{name}'")
            : throw new ContainerEngineException(
                $"using the Docker context '{name}'",
                $"{path} does not say where its engine is. Choose another one with docker context use, or set DOCKER_HOST.");
    }

    private static string? Current(EngineSurroundings here, string path) =>
        Read(here, path) is { ValueKind: JsonValueKind.Object } config && config.TryGetProperty("currentContext", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;

    private static string? HostOf(JsonElement meta) =>
        meta.ValueKind == JsonValueKind.Object
        && meta.TryGetProperty("Endpoints", out var endpoints) && endpoints.ValueKind == JsonValueKind.Object
        && endpoints.TryGetProperty("docker", out var docker) && docker.ValueKind == JsonValueKind.Object
        && docker.TryGetProperty("Host", out var host) && host.ValueKind == JsonValueKind.String
            ? host.GetString()
            : null;

    private static JsonElement? Read(EngineSurroundings here, string path)
    {
        if (here.ReadText(path) is not { } text)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new ContainerEngineException("looking for a container engine", $"{path} is no JSON: {e.Message} Mend it, or set DOCKER_HOST.", innerException: e);
        }
    }
}
