using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using AppHostSdk.Model;
using AppHostSdk.Output;

namespace AppHostSdk.Containers;

/// <content>Images: whether they are there, fetching and building them.</content>
internal sealed partial class DockerEngine
{
    /// <summary>How often one image is asked for while others vanish.</summary>
    private const int ImageQuestions = 10;

    private static readonly TimeSpan ImagePause = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    public async Task<bool> ImageExistsAsync(string image, CancellationToken ct)
    {
        var operation = $"looking for image '{image}'";
        var name = string.Join('/', ParseImage(image, operation).ToString().Split('/').Select(Uri.EscapeDataString));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var response = await SendAsync(
                    HttpMethod.Get, $"/images/{name}/json", operation, ct, alsoFine: [HttpStatusCode.NotFound]).ConfigureAwait(false);
                return response.StatusCode != HttpStatusCode.NotFound;
            }
            catch (ContainerEngineException e) when (attempt < ImageQuestions && EngineRefusal.IsAboutVanishedImage(e))
            {
                // What vanished is not seen by the next look, but others may be vanishing, too.
                await Task.Delay(attempt * ImagePause, ct).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async Task PullImageAsync(string image, Action<string>? onProgress, CancellationToken ct)
    {
        var operation = $"pulling image '{image}'";
        var reference = ParseImage(image, operation);
        var path = $"/images/create?fromImage={Uri.EscapeDataString(reference.FromImage)}&tag={Uri.EscapeDataString(reference.PullTag)}";
        var credentials = await Credentials.ForAsync(reference, ct).ConfigureAwait(false);
        var progress = new PullProgress(image);
        try
        {
            using var response = await SendAsync(HttpMethod.Post, path, operation, ct, authentication: credentials.Header).ConfigureAwait(false);
            await foreach (var message in MessagesAsync(response, operation, ct).ConfigureAwait(false))
            {
                if (progress.Add(message) is { } line)
                {
                    onProgress?.Invoke(line);
                }
            }
        }
        catch (ContainerEngineException e) when (credentials.Problem is { } problem)
        {
            // Many images need no credentials, so what is wrong with them counts only now.
            throw new ContainerEngineException(operation, $"{e.Problem.TrimEnd('.')}. It was asked for without credentials: {problem}", e.StatusCode, e);
        }
    }

    /// <inheritdoc/>
    public async Task<string> BuildImageAsync(ImageBuild build, string tag, Action<string> onLine, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(onLine);
        var operation = $"building image '{tag}' from {build.Dockerfile}";
        using var context = BuildContext.Of(build, onLine);
        var arguments = JsonSerializer.Serialize(build.Arguments.ToDictionary(), EngineJson.Default.Texts);
        var stage = build.Stage is null ? "" : $"&target={Uri.EscapeDataString(build.Stage)}";
        var path = $"/build?t={Uri.EscapeDataString(tag)}&dockerfile={Uri.EscapeDataString(context.DockerfileName)}&buildargs={Uri.EscapeDataString(arguments)}&rm=1&forcerm=1{stage}";
        using var response = await SendAsync(HttpMethod.Post, path, operation, ct, context).ConfigureAwait(false);
        string? id = null;
        var lines = new Lines(onLine);
        await foreach (var message in MessagesAsync(response, operation, ct).ConfigureAwait(false))
        {
            id = message.Aux?.Id ?? id;
            lines.Add(Encoding.UTF8.GetBytes(message.Stream ?? (message.Text is { } text ? text + "\n" : "")));
        }

        lines.Complete();
        return id ?? tag;
    }

    /// <summary>The stream that answers long work. The status was sent before the work began: how it ended is said here.</summary>
    private async IAsyncEnumerable<PullMessage> MessagesAsync(HttpResponseMessage response, string operation, [EnumeratorCancellation] CancellationToken ct)
    {
        using var ending = _connection.EndingWith(ct);
        using var stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        var messages = JsonSerializer
            .DeserializeAsyncEnumerable(stream, EngineJson.Default.PullMessage, topLevelValues: true, ending.Token)
            .GetAsyncEnumerator(ending.Token);
        await using var _ = messages.ConfigureAwait(false);
        while (await _connection.TalkAsync(operation, _ => messages.MoveNextAsync().AsTask(), ct).ConfigureAwait(false))
        {
            if (messages.Current?.Failure is { } failure)
            {
                throw new ContainerEngineException(operation, failure);
            }

            if (messages.Current is { } message)
            {
                yield return message;
            }
        }
    }

    private static ImageReference ParseImage(string image, string operation)
    {
        try
        {
            return ImageReference.Parse(image);
        }
        catch (FormatException e)
        {
            throw new ContainerEngineException(operation, e.Message, innerException: e);
        }
    }
}
