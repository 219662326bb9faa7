using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace AppHostSdk.Tests;

/// <summary>The integrations of this repository, as they are compiled into hosts.</summary>
internal static class RepositoryIntegrations
{
    /// <summary>The directory of the repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    /// <summary>The table that says which there are.</summary>
    public static IReadOnlyList<XElement> Table { get; } =
        [.. XDocument.Load(Path.Combine(Root, "sdk/AppHostSdk/Sdk/AppHostSdk.KnownIntegrations.props")).Descendants("_AppHostKnownIntegration")];

    /// <summary>The names of all of them, without what they begin with.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(row => row.Attribute("Include")!.Value["AppHostSdk.".Length..])];

    /// <summary>Those that hosts of tests about other things use.</summary>
    public static IReadOnlyList<(string Name, string Text)> Files { get; } = Of("JavaScript", "PostgreSQL", "RabbitMQ", "Redis");

    /// <summary>The page about an integration.</summary>
    public static string Page(string name) => File.ReadAllText(Path.Combine(Root, "docs/integrations", Row(name).Attribute("Page")!.Value + ".md"));

    /// <summary>What integrations consist of, and what all of them have in common.</summary>
    public static IReadOnlyList<(string Name, string Text)> Of(params IEnumerable<string> names) => [.. names.Prepend("Integrations").SelectMany(Sources)];

    /// <summary>The files of an integration.</summary>
    public static IEnumerable<(string Name, string Text)> Sources(string name) => Directory.GetFiles(Path.Combine(Root, "src/integrations", "AppHostSdk." + name), "*.cs")
        .Order(StringComparer.Ordinal)
        .Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    /// <summary>The row of an integration.</summary>
    public static XElement Row(string name) => Table.Single(row => row.Attribute("Include")!.Value == "AppHostSdk." + name);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
