using System.Security.Cryptography;
using System.Text;

namespace AppHostSdk;

/// <summary>Names of volumes that nobody gave a name.</summary>
public static class VolumeName
{
    /// <summary>
    /// A name that another resource, or another copy of the app host on this machine, does not have: the app host's directory, ten
    /// digits of the hash of its path, the resource, and what the volume is for.
    /// </summary>
    /// <param name="appHostDirectory">The app host's directory.</param>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="suffix">What the volume is for, for example <c>data</c>.</param>
    public static string Of(string appHostDirectory, string resourceName, string suffix)
    {
        ArgumentException.ThrowIfNullOrEmpty(appHostDirectory);
        ArgumentException.ThrowIfNullOrEmpty(resourceName);
        ArgumentException.ThrowIfNullOrEmpty(suffix);
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(appHostDirectory));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..10];
        var name = string.Concat(Path.GetFileName(path).ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_')).TrimStart('-', '.', '_');
        return $"{(name.Length == 0 ? "app" : name)}-{hash}-{resourceName}-{suffix}";
    }
}

/// <summary>Names of volumes under the name that Aspire gives this.</summary>
public static class VolumeNameGenerator
{
    /// <summary>A name for a volume of a resource, see <see cref="VolumeName.Of"/>.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="suffix">What the volume is for, for example <c>data</c>.</param>
    [ModelQuery]
    public static string Generate<T>(IResourceBuilder<T> builder, string suffix)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return VolumeName.Of(builder.ApplicationBuilder.AppHostDirectory, builder.Resource.Name, suffix);
    }
}
