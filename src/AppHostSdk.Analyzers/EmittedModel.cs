using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Analyzers;

/// <summary>The model that the generator put into the compilation as metadata of the assembly: the graph, and where its calls are.</summary>
internal sealed class EmittedModel
{
    private EmittedModel(AppGraph graph, EquatableArray<Finding> advice, IReadOnlyDictionary<int, SitePlace> places, EquatableArray<SpellingPlace> misspelled) =>
        (IsComplete, Advice, Places, Misspelled) = (graph.IsComplete, advice, places, misspelled);

    /// <summary>The compiler followed the whole program.</summary>
    public bool IsComplete { get; }

    /// <summary>All advice for the graph.</summary>
    public EquatableArray<Finding> Advice { get; }

    /// <summary>The places of the calls by site.</summary>
    public IReadOnlyDictionary<int, SitePlace> Places { get; }

    /// <summary>Names that are nearly those of something that exists.</summary>
    public EquatableArray<SpellingPlace> Misspelled { get; }

    /// <summary>The model of <paramref name="compilation"/>, or <see langword="null"/> when it is no app host or does not compile.</summary>
    /// <param name="compilation">The app host.</param>
    /// <param name="hasUserSecrets">It has user secrets.</param>
    public static EmittedModel? Read(Compilation compilation, bool hasUserSecrets)
    {
        string? graph = null, sites = null, spelling = null;
        foreach (var attribute in compilation.Assembly.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: "AssemblyMetadataAttribute", ConstructorArguments: [{ Value: string key }, { Value: string value }] })
            {
                graph = key == ModelMetadata.Graph ? value : graph;
                sites = key == ModelMetadata.Sites ? value : sites;
                spelling = key == ModelMetadata.Spelling ? value : spelling;
            }
        }

        if (graph is null || sites is null)
        {
            return null;
        }

        var model = GraphJson.Read(graph);
        return new EmittedModel(model, GraphAdvice.Check(model, hasUserSecrets), SiteTable.Read(sites).ToDictionary(place => place.Site), SpellingTable.Read(spelling ?? ""));
    }
}
