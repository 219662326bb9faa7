using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using AppHostSdk.Processes;

namespace AppHostSdk.Containers;

/// <summary>Asks a program that keeps credentials, in the protocol of <c>docker-credential-…</c>: the registry on standard input, JSON on standard output.</summary>
internal static class CredentialHelper
{
    /// <summary>The user who is one in name only: the secret is a token then.</summary>
    private const string TokenUser = "<token>";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The credentials for a registry, or <see langword="null"/> when the program has none.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="origin">What names it, in words.</param>
    /// <param name="server">The registry.</param>
    /// <param name="searchPath">Where it is looked for.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CredentialsException">The program is missing, fails or does not answer.</exception>
    public static async Task<RegistryAuth?> AskAsync(string program, string origin, string server, string? searchPath, CancellationToken ct)
    {
        var who = $"the credentials for '{server}' are kept by '{program}' ({origin}), which";
        if (ProgramPath.Find(program, "/", searchPath).Path is not { } path)
        {
            throw new CredentialsException($"{who} is not in PATH. Install it, or remove the entry and log in again with 'docker login'.");
        }

        using var process = Start(path, who);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        string output;
        string errors;
        try
        {
            var reading = process.StandardError.ReadToEndAsync(patience.Token);
            await GiveAsync(process, server, patience.Token).ConfigureAwait(false);
            output = await process.StandardOutput.ReadToEndAsync(patience.Token).ConfigureAwait(false);
            errors = await reading.ConfigureAwait(false);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            throw new CredentialsException($"{who} does not answer within {Patience.TotalSeconds} s. Is its store locked?");
        }

        if (process.ExitCode != 0)
        {
            // What it has not, it says by an error of these words.
            return output.Contains("credentials not found", StringComparison.OrdinalIgnoreCase)
                ? null
                : throw new CredentialsException($"{who} ended with exit code {process.ExitCode}: {(errors.Trim().Length > 0 ? errors : output).Trim()}");
        }

        try
        {
            // What it printed is not shown: it is the secret.
            return JsonSerializer.Deserialize(output, CredentialJson.Default.HelperAnswer) switch
            {
                { Username: TokenUser, Secret: { } token } => new RegistryAuth(null, null, token, server),
                { Username: { } user, Secret: { } secret } => new RegistryAuth(user, secret, null, server),
                _ => throw new CredentialsException($"{who} gave an answer without user and secret."),
            };
        }
        catch (JsonException)
        {
            throw new CredentialsException($"{who} gave an answer that is no JSON.");
        }
    }

    private static Process Start(string path, string who)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(path, ["get"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception e)
        {
            // For example a program of Windows, seen from a Linux beside it.
            throw new CredentialsException($"{who} cannot be started: {new Win32Exception(e.NativeErrorCode).Message}.");
        }
    }

    private static async Task GiveAsync(Process process, string server, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.WriteAsync(server.AsMemory(), ct).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code says why.
        }
    }
}
