using System.Text.Json;
using System.Text.Json.Serialization;

namespace AppHostSdk.Hosting.Tests;

/// <summary>What TestChild saw when it was told to report.</summary>
internal sealed record ChildReport(
    [property: JsonPropertyName("args")] string[] Arguments,
    [property: JsonPropertyName("cwd")] string WorkingDirectory,
    [property: JsonPropertyName("env")] Dictionary<string, string> Environment)
{
    public static ChildReport Read(string file) => JsonSerializer.Deserialize<ChildReport>(File.ReadAllText(file))!;

    public IEnumerable<string?> Values(params string[] names) => names.Select(n => Environment.GetValueOrDefault(n));
}
