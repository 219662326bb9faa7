using System.Text;
using System.Xml.Linq;

namespace AppHostSdk.Tests;

/// <summary>What the repository says of its integrations is what the table says.</summary>
public class IntegrationTableTests
{
    /// <summary><c>ACCEPT_SNAPSHOTS=1</c> writes the list anew.</summary>
    [Fact]
    public void The_list_in_the_documentation_is_that_of_the_table()
    {
        var list = new StringBuilder("| package | stands in for | adds |\n| --- | --- | --- |\n");
        foreach (var row in RepositoryIntegrations.Table)
        {
            list.Append($"| [`{Text(row, "Include")}`]({Text(row, "Page")}.md) | {Code(row, "For", ";")} | {Code(row, "Adds", ", ")} |\n");
        }

        var path = Path.Combine(RepositoryIntegrations.Root, "docs/integrations/README.md");
        var page = File.ReadAllText(path);
        var start = page.IndexOf("| package |", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            page = (start < 0 ? page : page[..start]) + list;
            File.WriteAllText(path, page);
            start = page.IndexOf("| package |", StringComparison.Ordinal);
        }

        Assert.Equal(list.ToString(), page[start..]);
    }

    [Fact]
    public void Each_row_is_a_folder_a_page_and_a_project_of_the_solution()
    {
        var packages = RepositoryIntegrations.Table.Select(row => Text(row, "Include")).ToList();

        Assert.Equal(packages.Order(StringComparer.Ordinal), packages);
        Assert.Equal(
            packages.Append("AppHostSdk.Integrations").Order(StringComparer.Ordinal),
            Directory.GetDirectories(Path.Combine(RepositoryIntegrations.Root, "src/integrations")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal));
        Assert.Equal(
            RepositoryIntegrations.Table.Select(row => Text(row, "Page") + ".md").Append("README.md").Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(RepositoryIntegrations.Root, "docs/integrations")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        var solution = File.ReadAllText(Path.Combine(RepositoryIntegrations.Root, "AppHostSdk.sln"));
        Assert.All(packages, package => Assert.Contains($"\"src\\integrations\\{package}\\{package}.csproj\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void No_package_of_Aspire_has_two_counterparts()
    {
        var packages = RepositoryIntegrations.Table.SelectMany(row => Text(row, "For").Split(';')).ToList();

        Assert.Equal(packages.Distinct(StringComparer.OrdinalIgnoreCase), packages);
    }

    private static string Text(XElement row, string attribute) => row.Attribute(attribute)!.Value;

    private static string Code(XElement row, string attribute, string separator) => string.Join(", ", Text(row, attribute).Split(separator).Select(t => $"`{t}`"));
}
