using AppHostSdk.Model;

namespace AppHostSdk.Execution;

/// <summary>Takes images from another registry than the one they name.</summary>
internal static class ContainerRegistry
{
    /// <summary>The graph with the images of all containers from <paramref name="registry"/>.</summary>
    public static AppGraph Override(AppGraph graph, string registry) => graph with
    {
        Resources = graph.Resources.Map(r => r.Kind == ResourceKind.Container
            ? r with { Image = From(registry, r.Image), Images = r.Images.Map(i => i with { Image = From(registry, i.Image) }) }
            : r),
    };

    private static ModelValue From(string registry, ModelValue image) =>
        image.AsText is { } text ? ModelValue.From($"{registry.TrimEnd('/')}/{WithoutRegistry(text)}") : image;

    /// <summary>The first part of an image is a registry when it looks like a host: "localhost", or with a dot or a port in it.</summary>
    private static string WithoutRegistry(string image) =>
        image.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 && image[..slash] is var first && (first == "localhost" || first.Contains('.') || first.Contains(':'))
            ? image[(slash + 1)..]
            : image;
}
