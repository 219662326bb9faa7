using AppHostSdk.Model;

namespace AppHostSdk.Generators;

/// <summary>What MSBuild knows of the host and its hosted projects, as the SDK writes it before compiling.</summary>
/// <param name="Name">The host's assembly name.</param>
/// <param name="Directory">The host's project directory relative to its output directory.</param>
/// <param name="Projects">The hosted projects.</param>
internal sealed record HostManifest(string Name, string Directory, EquatableArray<ProjectLaunch> Projects)
{
    /// <summary>
    /// Reads the manifest: sections <c>[host]</c> and <c>[project]</c> of <c>key=value</c> lines. Unknown keys are skipped, so
    /// that an SDK may write more than this generator reads.
    /// </summary>
    public static HostManifest Parse(string text)
    {
        var sections = new List<(string Kind, Dictionary<string, string> Values)>();
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            if (line.StartsWith("[", StringComparison.Ordinal) && line.EndsWith("]", StringComparison.Ordinal))
            {
                sections.Add((line, []));
            }
            else if (sections.Count > 0 && line.IndexOf('=') is var equals and > 0)
            {
                sections[sections.Count - 1].Values[line.Substring(0, equals)] = line.Substring(equals + 1);
            }
        }

        var host = sections.FirstOrDefault(s => s.Kind == "[host]").Values ?? [];
        return new HostManifest(
            Get(host, "name"),
            Get(host, "directory"),
            sections
                .Where(s => s.Kind == "[project]")
                .Select(s => new ProjectLaunch(
                    Get(s.Values, "type"),
                    Get(s.Values, "project"),
                    Get(s.Values, "target"),
                    Get(s.Values, "command"),
                    Get(s.Values, "workingDirectory"),
                    Get(s.Values, "framework"))
                {
                    Arguments = Get(s.Values, "arguments"),
                    IsLibrary = string.Equals(Get(s.Values, "library"), "true", StringComparison.OrdinalIgnoreCase),
                })
                .ToEquatableArray());
    }

    private static string Get(Dictionary<string, string> values, string key) => values.TryGetValue(key, out var value) ? value : "";
}
