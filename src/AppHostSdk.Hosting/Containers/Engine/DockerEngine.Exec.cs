using System.Net.Http;
using System.Text;

namespace AppHostSdk.Containers;

/// <content>Commands in containers.</content>
internal sealed partial class DockerEngine
{
    // What a command prints is shown in one line.
    private const int LongestAnswer = 4096;

    /// <summary>Runs a command in a container that runs, to its end.</summary>
    /// <returns>Its exit code and the beginning of what it printed.</returns>
    /// <exception cref="ContainerEngineException">The engine refuses, or is gone.</exception>
    private async Task<ExecAnswer> ExecuteAsync(string id, IReadOnlyList<string> command, string operation, CancellationToken ct)
    {
        var exec = await PostAsync($"{PathOf(id)}/exec", BodyOf(new ExecRequest(command), EngineJson.Default.ExecRequest)).ConfigureAwait(false);
        string execId;
        using (exec)
        {
            execId = (await ReadAsync(exec, EngineJson.Default.CreatedContainer, operation, ct).ConfigureAwait(false)).Id ?? "";
        }

        var text = new StringBuilder();
        using (var started = await PostAsync($"/exec/{execId}/start", BodyOf(new ExecStart(), EngineJson.Default.ExecStart)).ConfigureAwait(false))
        {
            using var stream = await started.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
            var output = new MultiplexedOutput(stream);
            while (await _connection.TalkAsync(operation, token => output.ReadAsync(token).AsTask(), ct).ConfigureAwait(false) is { } chunk)
            {
                text.Append(Encoding.UTF8.GetString(chunk.Bytes.Span[..Math.Min(chunk.Bytes.Length, LongestAnswer - text.Length)]));
            }
        }

        using var response = await SendAsync(HttpMethod.Get, $"/exec/{execId}/json", operation, ct).ConfigureAwait(false);
        var ended = await ReadAsync(response, EngineJson.Default.InspectedExec, operation, ct).ConfigureAwait(false);
        return new(ended.ExitCode ?? throw new ContainerEngineException(operation, "the engine did not say how the command ended"), text.ToString());

        Task<HttpResponseMessage> PostAsync(string path, HttpContent body) => SendAsync(HttpMethod.Post, path, operation, ct, body);
    }

    /// <summary>How a command ended.</summary>
    /// <param name="ExitCode">Its exit code.</param>
    /// <param name="Output">What it printed.</param>
    private sealed record ExecAnswer(int ExitCode, string Output);
}

/// <summary>A command to be run, in the engine's terms.</summary>
internal sealed record ExecRequest(IReadOnlyList<string> Cmd)
{
    public bool AttachStdout { get; init; } = true;

    public bool AttachStderr { get; init; } = true;
}

/// <summary>How it is started, in the engine's terms: waited for, without a terminal.</summary>
internal sealed record ExecStart
{
    public bool Detach { get; init; }

    public bool Tty { get; init; }
}

/// <summary>What the engine says of a command, as far as somebody asks.</summary>
internal sealed record InspectedExec(int? ExitCode);
