namespace AppHostSdk.Model;

/// <summary>
/// Variants of an image, which stand in its tags as the images of the Docker Library have them: <c>4.3-management</c>,
/// <c>4.3-management-alpine</c>, or alone for the latest version.
/// </summary>
public static class ImageVariant
{
    private const string Latest = "latest";
    private const string Alpine = "alpine";

    /// <summary>The tag <paramref name="tag"/> with <paramref name="variant"/>. A tag that is none or late is taken to be one that can have it.</summary>
    public static ModelValue Of(ModelValue tag, string variant) => tag switch
    {
        ModelValue.Text text => ModelValue.From(Of(text.Value, variant) ?? text.Value),
        _ => ImageFold.Joined(tag, "-", ModelValue.From(variant)),
    };

    /// <summary>The tag <paramref name="tag"/> with <paramref name="variant"/>; <see langword="null"/> when it is none that is known to have one.</summary>
    public static string? Of(string tag, string variant)
    {
        if (tag is "" or Latest)
        {
            return variant;
        }

        if (EndsWith(tag, variant) || EndsWith(tag, $"{variant}-{Alpine}"))
        {
            return tag;
        }

        if (tag == Alpine)
        {
            return $"{variant}-{Alpine}";
        }

        return EndsWith(tag, Alpine) ? $"{tag.Substring(0, tag.Length - Alpine.Length)}{variant}-{Alpine}"
            : IsVersion(tag) ? $"{tag}-{variant}"
            : null;
    }

    private static bool EndsWith(string tag, string part) => tag == part || tag.EndsWith("-" + part, StringComparison.Ordinal);

    /// <summary>Numbers with dots between them.</summary>
    private static bool IsVersion(string tag) => tag.Split('.').All(part => part.Length > 0 && part.All(c => c is >= '0' and <= '9'));
}
