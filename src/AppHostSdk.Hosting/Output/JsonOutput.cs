using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AppHostSdk.Planning;
using AppHostSdk.Supervision;

namespace AppHostSdk.Output;

/// <summary>
/// One JSON object per line, for programs. Its member <c>kind</c> says which: <c>message</c> (level, text), <c>line</c> (resource,
/// stream, text), <c>state</c> (resource, state, life, healthy, exitCode, failed, detail), or <c>done</c> (id, resource, operation) for
/// a step of the plan that has been carried out; a plan consists of <c>step</c> (id, resource, operation, dependsOn, cause). All have
/// <c>time</c>.
/// </summary>
/// <param name="output">Where they go.</param>
/// <param name="time">The clock.</param>
internal sealed class JsonOutput(TextWriter output, TimeProvider time) : IOutput
{
    // It is read by programs, not put into a page: text stays readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public void Message(MessageLevel level, string text) => Write("message", json =>
    {
        json.WriteString("level", level.ToString().ToLowerInvariant());
        json.WriteString("text", text);
    });

    public void Line(string name, string line, bool isError) => Write("line", json =>
    {
        json.WriteString("resource", name);
        json.WriteString("stream", isError ? "stderr" : "stdout");
        json.WriteString("text", line);
    });

    public void State(ResourceState state) => Write("state", json =>
    {
        json.WriteString("resource", state.Name);
        json.WriteString("state", state.Phase.ToString());
        json.WriteNumber("life", state.Incarnation);
        if (state.IsHealthy is { } healthy)
        {
            json.WriteBoolean("healthy", healthy);
        }

        if (state.ExitCode is { } exitCode)
        {
            json.WriteNumber("exitCode", exitCode);
        }

        if (state.IsFailure)
        {
            json.WriteBoolean("failed", true);
        }

        if (state.Detail is { } detail)
        {
            json.WriteString("detail", detail);
        }
    });

    public void Done(PlanStep step) => Write("done", json =>
    {
        json.WriteNumber("id", step.Id);
        WriteAction(json, step);
    });

    /// <summary>A step of a plan.</summary>
    public void Step(PlanStep step) => Write("step", json =>
    {
        json.WriteNumber("id", step.Id);
        json.WriteStartArray("dependsOn");
        foreach (var id in step.DependsOn)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
        WriteAction(json, step);
        json.WriteString("cause", step.Cause);
    });

    public void WaitForRoom() => (output as BatchedWriter)?.WaitForRoom();

    public void Dispose() => output.Dispose();

    private static void WriteAction(Utf8JsonWriter json, PlanStep step)
    {
        if (step.Name is { } name)
        {
            json.WriteString("resource", name);
        }

        json.WriteString("operation", step.Action.Name);
    }

    private void Write(string kind, Action<Utf8JsonWriter> members)
    {
        _bytes.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("kind", kind);
            members(json);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(_bytes.WrittenSpan));
        output.Flush();
    }
}
