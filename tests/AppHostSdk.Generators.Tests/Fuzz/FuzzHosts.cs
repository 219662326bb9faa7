namespace AppHostSdk.Tests;

/// <summary>All hosts of the tests.</summary>
internal static class FuzzHosts
{
    public static IReadOnlyList<FuzzHost> All { get; } =
    [
        .. HalfTypedCodeTests.Hosts.Select((text, i) => new FuzzHost($"half typed {i}", text, "", "--Db=pg|--Db=none --Services:api=off")),
        .. ShapeTests.Shapes.Select(shape => new FuzzHost((string)shape[0], ShapeTests.Program((string)shape[1], (string)shape[2]), SourceIntegration.Text, (string)shape[3])),
        .. IdiomTests.Hosts.Select(host => new FuzzHost((string)host[0], IdiomTests.Program((string)host[1]), IdiomTests.Members, (string)host[2])),
        .. Samples(),
        .. Enumerable.Range(1, 20).Select(seed => new FuzzHost($"random {seed}", RandomProgram.Write(seed), "", "--K0=v0 --K1=v1|--K0=v1 --K2=v0 --K3=v0")),
    ];

    /// <summary>The app hosts of the samples, with the projects that they name.</summary>
    private static IEnumerable<FuzzHost> Samples([System.Runtime.CompilerServices.CallerFilePath] string path = "")
    {
        var samples = Path.Combine(Path.GetDirectoryName(path)!, "../../../samples");
        foreach (var file in Directory.EnumerateFiles(samples, "Program.cs", SearchOption.AllDirectories).Where(f => Path.GetDirectoryName(f)!.EndsWith("AppHost", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(file);
            var projects = System.Text.RegularExpressions.Regex.Matches(text, @"Projects\.(\w+)").Select(m => m.Groups[1].Value).Distinct().Where(p => p is not ("Api" or "Web" or "Worker"));
            yield return new FuzzHost(
                "sample " + Path.GetFileName(Path.GetDirectoryName(file)),
                text,
                $"namespace Projects {{ {string.Concat(projects.Select(p => $"public sealed class {p} : IProjectMetadata {{ public string ProjectPath => \"{p}.csproj\"; }} "))} }}",
                "")
            {
                HasIntegrations = true,
            };
        }
    }
}
