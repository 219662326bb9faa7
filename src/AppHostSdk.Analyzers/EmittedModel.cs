using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Analyzers;

/// <summary>The model that the generator put into the compilation as metadata of the assembly: the graph, and where its calls are.</summary>
internal sealed class EmittedModel
{
    private EmittedModel(EquatableArray<Finding> advice, IReadOnlyDictionary<int, SitePlace> places) => (Advice, Places) = (advice, places);

    /// <summary>All advice for the graph.</summary>
    public EquatableArray<Finding> Advice { get; }

    /// <summary>The places of the calls by site.</summary>
    public IReadOnlyDictionary<int, SitePlace> Places { get; }

    /// <summary>The model of <paramref name="compilation"/>, or <see langword="null"/> when it is no app host or does not compile.</summary>
    public static EmittedModel? Read(Compilation compilation)
    {
        string? graph = null, sites = null;
        foreach (var attribute in compilation.Assembly.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: "AssemblyMetadataAttribute", ConstructorArguments: [{ Value: string key }, { Value: string value }] })
            {
                graph = key == ModelMetadata.Graph ? value : graph;
                sites = key == ModelMetadata.Sites ? value : sites;
            }
        }

        return graph is null || sites is null
            ? null
            : new EmittedModel(GraphAdvice.Check(GraphJson.Read(graph)), SiteTable.Read(sites).ToDictionary(place => place.Site));
    }
}
