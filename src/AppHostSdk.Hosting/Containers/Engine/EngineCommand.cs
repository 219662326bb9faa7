using System.ComponentModel;
using System.Diagnostics;

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
        var command = CreateCommand.Of(spec);
        var start = new ProcessStartInfo(program, [.. program == Podman ? ["--remote", "--url", address] : Array.Empty<string>(), .. command.Arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in command.Environment)
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

    /// <summary>Whether the command itself goes by a variable of this name.</summary>
    internal static bool IsOwn(string name) => Own.Contains(name) || OwnPrefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal));

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
