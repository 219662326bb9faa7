using System.ComponentModel;
using System.Reflection;
using AppHostSdk.Model;

namespace AppHostSdk.Binding;

/// <summary>What the compiler derived from the program, as generated code hands it to the run time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CompiledModel
{
    /// <summary>The assembly of the app host.</summary>
    public required Assembly Assembly { get; init; }

    /// <summary>The app host's project directory, relative to the directory of its assembly.</summary>
    public required string HostDirectory { get; init; }

    /// <summary>The <c>UserSecretsId</c> of the app host's project; <see langword="null"/> without one.</summary>
    public string? UserSecretsId { get; init; }

    /// <summary>Errors of the build may have been made warnings (<c>AppHostDowngradeErrors</c>): the graph is checked again when the host starts.</summary>
    public bool HasDowngradedErrors { get; init; }

    /// <summary>Creates the graph; called once.</summary>
    public required Func<AppGraph> Graph { get; init; }

    /// <summary>Gives the source positions of sites; called only for messages.</summary>
    public required Func<IReadOnlyList<SourceSite>> Sites { get; init; }

    /// <summary>The position of <paramref name="site"/> in words, for example <c>Program.cs(3,12)</c>, or empty when it is not known.</summary>
    internal string Describe(int site)
    {
        foreach (var candidate in Sites())
        {
            if (candidate.Id == site)
            {
                return $"{candidate.File}({candidate.Line},{candidate.Column})";
            }
        }

        return "";
    }
}

/// <summary>The source position of a site.</summary>
/// <param name="Id">The site.</param>
/// <param name="File">The file, relative to the project directory where it is inside.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct SourceSite(int Id, string File, int Line, int Column);

/// <summary>Where generated code enters the run time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CompiledApplication
{
    /// <summary>The positions in a table that the generator wrote, see <see cref="SiteTable"/>.</summary>
    /// <exception cref="FormatException">The text is no such table.</exception>
    public static IReadOnlyList<SourceSite> Sites(string table) =>
        [.. SiteTable.Read(table).Select(place => new SourceSite(place.Site, place.File, place.Line, place.Column))];

    /// <summary>Creates the builder of an application whose model was compiled.</summary>
    /// <param name="model">What the compiler derived.</param>
    /// <param name="args">The command line.</param>
    public static IDistributedApplicationBuilder CreateBuilder(CompiledModel model, string[] args)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(args);
        return new DistributedApplicationBuilder(model, new DistributedApplicationOptions { Args = args });
    }

    /// <summary>Creates the builder of an application whose model was compiled.</summary>
    /// <param name="model">What the compiler derived.</param>
    /// <param name="options">The command line, and what else the host shall be.</param>
    public static IDistributedApplicationBuilder CreateBuilder(CompiledModel model, DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        return new DistributedApplicationBuilder(model, options);
    }
}
