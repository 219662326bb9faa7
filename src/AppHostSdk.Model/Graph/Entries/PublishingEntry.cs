namespace AppHostSdk.Model;

/// <summary>How a resource is published.</summary>
public enum PublishingKind
{
    /// <summary>Not at all.</summary>
    Excluded,

    /// <summary>As a connection string from outside.</summary>
    ConnectionString,

    /// <summary>As a container whose image a Dockerfile says how to build.</summary>
    DockerFile,

    /// <summary>As a container, as it is.</summary>
    Container,

    /// <summary>With files of another resource in its image. The value is that resource, the detail the directory they are put in.</summary>
    ContainerFiles,

    /// <summary>With its image in a registry, which the value is.</summary>
    ContainerRegistry,

    /// <summary>With its image under a name in the registry, which the value is.</summary>
    RemoteImageName,

    /// <summary>With its image under a tag in the registry, which the value is.</summary>
    RemoteImageTag,

    /// <summary>With an image that is made of others: the value is the one it is built in, the detail the one it runs in.</summary>
    BaseImage,

    /// <summary>
    /// With a question that the environment asks it. The value is its purpose, the detail a list of path, initial delay, period and
    /// limit in seconds, failures and successes that count, and endpoint.
    /// </summary>
    Probe,
}

/// <summary>Changes how a resource is published.</summary>
/// <param name="Kind">What is published in its place.</param>
public sealed record PublishingEntry(PublishingKind Kind) : Entry
{
    /// <summary>What the kind needs.</summary>
    public ModelValue Value { get; init; } = ModelValue.None;

    /// <summary>What belongs to the value.</summary>
    public ModelValue Detail { get; init; } = ModelValue.None;

    /// <inheritdoc/>
    public override Entry VisitMembers(IEntryVisitor visitor) => this with
    {
        Kind = (PublishingKind)visitor.VisitChoice(nameof(Kind), typeof(PublishingKind), Kind)!,
        Value = visitor.VisitValue(nameof(Value), Value),
        Detail = visitor.VisitValue(nameof(Detail), Detail),
    };
}
