using AppHostSdk.Model;

namespace AppHostSdk.Planning;

/// <summary>Takes images from another registry than the one they name.</summary>
internal static class RegistryOverride
{
    /// <summary>The graph with the images of all containers from <paramref name="registry"/>.</summary>
    public static AppGraph Override(AppGraph graph, string registry) => graph with
    {
        Resources = graph.Resources.Map(r => r.Kind == ResourceKind.Container
            ? r with
            {
                Image = WithoutRegistry(r.Image),
                Images = r.Images.Where(i => i.Registry.IsNone)
                    .Select(i => i with { Image = WithoutRegistry(i.Image) })
                    .Append(new ImageEntry(ModelValue.None, ModelValue.None) { Registry = ModelValue.From(registry.TrimEnd('/')) })
                    .ToEquatableArray(),
            }
            : r),
    };

    private static ModelValue WithoutRegistry(ModelValue image) => image.AsText is { } text ? ModelValue.From(WithoutRegistry(text)) : image;

    /// <summary>The first part of an image is a registry when it looks like a host: "localhost", or with a dot or a port in it.</summary>
    private static string WithoutRegistry(string image) =>
        image.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 && image[..slash] is var first && (first == "localhost" || first.Contains('.') || first.Contains(':'))
            ? image[(slash + 1)..]
            : image;
}
