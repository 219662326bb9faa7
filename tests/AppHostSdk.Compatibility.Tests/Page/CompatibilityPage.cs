using System.Globalization;
using System.Text;

namespace AppHostSdk.Compatibility;

/// <summary>The text of <c>docs/compatibility.md</c>.</summary>
internal static class CompatibilityPage
{
    public static string Print(string version, IReadOnlyList<(Library Library, Coverage Coverage, ReviewedList Reviewed)> packages)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Compatibility with Aspire

            Which part of the API of Aspire {version} a host can use unchanged. A test compares the libraries and writes this page; what is not listed below is there, under the same name, with the same parameters.

            A method counts once per overload. *Methods* are those that are called on a builder or a resource; *all names* adds the types and their members.

            | package of Aspire | methods | all names |
            | --- | --- | --- |

            """);
        foreach (var (library, coverage, _) in packages)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{library.Package}` | {Share(coverage.Methods, coverage.MissingMethods)} | {Share(coverage.Total, coverage.TotalMissing)} |\n");
        }

        page.Append("\nThe exact signatures are in [`tests/AppHostSdk.Compatibility.Tests/Missing`](../tests/AppHostSdk.Compatibility.Tests/Missing).\n");
        foreach (var (library, _, reviewed) in packages.Where(p => p.Reviewed.Groups.Count > 0))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## Missing of `{library.Package}`\n");
            foreach (var group in reviewed.Groups)
            {
                page.Append(CultureInfo.InvariantCulture, $"\n{group.Reason}\n\n{string.Join(", ", group.Entries.Select(Short).Distinct().Select(n => $"`{n}`"))}\n");
            }
        }

        return page.ToString();
    }

    /// <summary>What an entry is about, without parameters; builders are left out.</summary>
    private static string Short(string entry)
    {
        var name = entry.StartsWith("type ", StringComparison.Ordinal) ? entry[5..] : entry.Split(['(', '{', '='])[0].Trim();
        return name.StartsWith("IResourceBuilder<", StringComparison.Ordinal) || name.StartsWith("IDistributedApplicationBuilder.", StringComparison.Ordinal)
            ? WithoutTypes(name[(name.LastIndexOf('.') + 1)..])
            : WithoutTypes(name);
    }

    private static string WithoutTypes(string name) => name.EndsWith('>') ? name[..name.LastIndexOf('<')] : name;

    private static string Share(int total, int missing) => total == 0
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{total - missing} of {total} ({(int)Math.Floor((total - missing) * 100.0 / total)} %)");
}
