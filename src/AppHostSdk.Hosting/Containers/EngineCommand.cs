using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AppHostSdk.Containers;

/// <summary>
/// Creates containers with the engine's command line, which alone understands its own arguments. The container is the same as the one
/// that the API makes: name, labels, ports and all else.
/// </summary>
internal static class EngineCommand
{
    private const string Docker = "docker";
    private const string Podman = "podman";

    // The command needs these itself, so their values for the container stand in its arguments.
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "PATH", "HOME", "USER", "SSH_AUTH_SOCK", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY" };
    private static readonly string[] OwnPrefixes = ["DOCKER_", "CONTAINER_", "CONTAINERS_", "XDG_"];

    /// <summary>Creates a container.</summary>
    /// <param name="kind">Whose engine it is. Podman's own command knows arguments that Docker's does not; where it is missing, Docker's serves as well.</param>
    /// <param name="address">The engine.</param>
    /// <param name="spec">The container; its image is there.</param>
    /// <param name="operation">What is being done, in words.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The container's id.</returns>
    /// <exception cref="ContainerEngineException">There is no such program, or it refused.</exception>
    public static async Task<string> CreateAsync(EngineKind kind, string address, ContainerSpec spec, string operation, CancellationToken ct)
    {
        var program = kind == EngineKind.Podman && EngineSurroundings.Current.FindProgram(Podman) is not null ? Podman : Docker;
        var start = new ProcessStartInfo(program, [.. program == Podman ? ["--remote", "--url", address] : Array.Empty<string>(), .. Arguments(spec)]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in Passed(spec))
        {
            start.Environment[name] = value;
        }

        start.Environment["DOCKER_HOST"] = address;
        start.Environment.Remove("DOCKER_CONTEXT");
        using var process = Start(start, operation);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(ct);
        var answer = await process.StandardOutput.ReadToEndAsync(ct).ConfigureAwait(false);
        await process.WaitForExitAsync(ct).ConfigureAwait(false);
        return process.ExitCode == 0
            ? answer.Trim()
            : throw new ContainerEngineException(operation, $"'{program} create {string.Join(' ', spec.RuntimeArguments)} …' ended with exit code {process.ExitCode}: {(await errors.ConfigureAwait(false)).Trim()}");
    }

    /// <summary>What the command is given. Values of variables are not among it where the command can take them from its own.</summary>
    internal static IReadOnlyList<string> Arguments(ContainerSpec spec) =>
    [
        "create",
        "--name", spec.Name,
        "--pull", "never",
        .. spec.Labels.SelectMany(l => new[] { "--label", $"{l.Key}={l.Value}" }),
        .. Variables(spec).SelectMany(v => new[] { "--env", IsOwn(v.Key) ? $"{v.Key}={v.Value}" : v.Key }),
        .. spec.Ports.SelectMany(p => new[] { "--publish", string.Create(CultureInfo.InvariantCulture, $"{p.HostAddress}:{p.Host}:{p.Container}/{p.Protocol}") }),
        .. spec.Mounts.SelectMany(m => new[] { "--mount", Mount(m) }),
        .. spec.ExtraHosts.SelectMany(h => new[] { "--add-host", h }),
        .. spec.Network is { } network ? new[] { "--network", network } : [],
        .. spec.NetworkAliases.SelectMany(a => new[] { "--network-alias", a }),
        .. spec.Entrypoint is { } entrypoint ? new[] { "--entrypoint", entrypoint is [var program, ..] ? program : "" } : [],
        .. spec.RuntimeArguments,
        spec.Image,
        .. spec.Entrypoint?.Skip(1) ?? [],
        .. spec.Command,
    ];

    /// <summary>The variables that the command takes from its own environment.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Passed(ContainerSpec spec) => Variables(spec).Where(v => !IsOwn(v.Key));

    private static Dictionary<string, string> Variables(ContainerSpec spec)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in spec.Environment)
        {
            values[name] = value;
        }

        return values;
    }

    /// <summary>Whether the command itself goes by a variable of this name.</summary>
    internal static bool IsOwn(string name) => Own.Contains(name) || OwnPrefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal));

    private static string Mount(ContainerMount mount)
    {
        string?[] fields =
        [
            mount.IsVolume ? "type=volume" : "type=bind",
            mount.Source is { } source ? $"source={source}" : null,
            $"target={mount.Target}",
            mount.IsReadOnly ? "readonly" : null,
        ];
        return string.Join(',', fields.OfType<string>().Select(f => f.AsSpan().ContainsAny(',', '"') ? $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : f));
    }

    private static Process Start(ProcessStartInfo start, string operation)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new ContainerEngineException(
                operation,
                $"it has runtime arguments (WithContainerRuntimeArgs), which only the command '{start.FileName}' understands, and there is none in PATH. Install it, or leave the arguments out.");
        }
    }
}
