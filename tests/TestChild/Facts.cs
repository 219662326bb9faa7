using System.Collections;
using System.Diagnostics;
using System.Text.Json;

namespace TestChild;

/// <summary>What this process sees of the world.</summary>
internal static class Facts
{
    public static SortedDictionary<string, string?> Environment(string[]? names)
    {
        var variables = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        if (names is not null)
        {
            foreach (var name in names)
            {
                variables[name] = System.Environment.GetEnvironmentVariable(name);
            }

            return variables;
        }

        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value;
        }

        return variables;
    }

    public static Dictionary<string, int> Ids() => new()
    {
        ["pid"] = System.Environment.ProcessId,
        ["pgid"] = Native.ProcessGroup(),
        ["sid"] = Native.Session(),
    };

    /// <summary>The file appears whole or not at all.</summary>
    public static void Report(string file, string[] args)
    {
        var text = JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["args"] = args,
            ["cwd"] = System.Environment.CurrentDirectory,
            ["env"] = Environment(null),
        });
        File.WriteAllText(file + ".part", text);
        File.Move(file + ".part", file, overwrite: true);
    }

    public static async Task FetchAsync(string[] nameAndFile)
    {
        using var client = new HttpClient();
        var url = System.Environment.GetEnvironmentVariable(nameAndFile[0]) ?? throw new InvalidOperationException($"{nameAndFile[0]} is not set.");
        var answer = (await client.GetStringAsync(new Uri(url))).Trim();
        if (nameAndFile is [_, var file])
        {
            await File.WriteAllTextAsync(file, answer);
        }
        else
        {
            Output.Line($"fetched: {answer}");
        }
    }

    public static void Spawn(string[] steps)
    {
        // Without redirection the child gets this process's standard streams.
        using var _ = Process.Start(new ProcessStartInfo(System.Environment.ProcessPath!, steps) { UseShellExecute = false });
    }
}
