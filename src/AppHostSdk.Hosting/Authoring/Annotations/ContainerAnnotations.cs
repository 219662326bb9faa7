using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>What a container is given.</summary>
public enum ContainerMountType
{
    /// <summary>A file or directory of this machine.</summary>
    BindMount,

    /// <summary>A volume of the engine.</summary>
    Volume,
}

/// <summary>The image of a container; what <c>WithImage</c> says.</summary>
[ModelObject]
[ModelOperation(OperationKind.WithImage)]
public sealed class ContainerImageAnnotation : IDescribingAnnotation
{
    /// <summary>The image, without registry and tag.</summary>
    public required string Image { get; set; }

    /// <summary>The registry; <see langword="null"/> for the one that the image names, or the engine's own.</summary>
    public string? Registry { get; set; }

    /// <summary>The tag.</summary>
    public string? Tag { get; set; }

    /// <summary>The digest, 64 hexadecimal digits.</summary>
    [ModelArgument("digest")]
    public string? SHA256 { get; set; }

    internal static ContainerImageAnnotation Of(string image, string? tag)
    {
        var (name, digest) = image.IndexOf("@sha256:", StringComparison.Ordinal) is >= 0 and var at ? (image[..at], image[(at + 8)..]) : (image, null);
        return name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && name[..slash] is var first && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost")
            ? new() { Registry = first, Image = name[(slash + 1)..], Tag = tag, SHA256 = digest }
            : new() { Image = name, Tag = tag, SHA256 = digest };
    }

    void IDescribingAnnotation.Describe(IResourceBuilder<IResource> builder) =>
        builder.Record(OperationKind.WithImage, ModelValue.From(Image), ModelValue.From(Tag), ModelValue.From(Registry), ModelValue.From(SHA256));
}

/// <summary>What a container sees of this machine; what <c>WithVolume</c> and <c>WithBindMount</c> say.</summary>
/// <param name="source">The volume, or the path on this machine.</param>
/// <param name="target">The path in the container.</param>
/// <param name="type">What the source is.</param>
/// <param name="isReadOnly">The container cannot change it.</param>
public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly) : IDescribingAnnotation
{
    /// <summary>The volume, or the path on this machine.</summary>
    public string? Source { get; } = source;

    /// <summary>The path in the container.</summary>
    public string Target { get; } = target;

    /// <summary>What the source is.</summary>
    public ContainerMountType Type { get; } = type;

    /// <summary>The container cannot change it.</summary>
    public bool IsReadOnly { get; } = isReadOnly;

    void IDescribingAnnotation.Describe(IResourceBuilder<IResource> builder) => builder.Record(
        OperationKind.WithMount,
        ModelValue.From(Target),
        ModelValue.From(Source),
        ModelValue.From(IsReadOnly),
        Type == ContainerMountType.Volume ? ModelValue.From("true") : ModelValue.None);
}

/// <summary>How long a container lives; what <c>WithLifetime</c> says.</summary>
[ModelObject]
[ModelOperation(OperationKind.WithLifetime)]
public sealed class ContainerLifetimeAnnotation : IDescribingAnnotation
{
    /// <summary>How long.</summary>
    [ModelArgument("lifetime")]
    public required ContainerLifetime Lifetime { get; set; }

    void IDescribingAnnotation.Describe(IResourceBuilder<IResource> builder) => builder.Record(OperationKind.WithLifetime, ModelValue.From(Lifetime.ToString()));
}
