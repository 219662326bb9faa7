using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHostSdk;

/// <summary>The states that resources have.</summary>
public static class KnownResourceStates
{
    /// <summary>It is not shown.</summary>
    public static readonly string Hidden = "Hidden";

    /// <summary>Nothing was done for it yet.</summary>
    public static readonly string NotStarted = "NotStarted";

    /// <summary>It starts when what it waits for is ready.</summary>
    public static readonly string Waiting = "Waiting";

    /// <summary>It is being started.</summary>
    public static readonly string Starting = "Starting";

    /// <summary>It runs.</summary>
    public static readonly string Running = "Running";

    /// <summary>It is there, without running.</summary>
    public static readonly string Active = "Active";

    /// <summary>It is being stopped.</summary>
    public static readonly string Stopping = "Stopping";

    /// <summary>It ended by itself as it should.</summary>
    public static readonly string Finished = "Finished";

    /// <summary>It ended: it was stopped, or it should not have.</summary>
    public static readonly string Exited = "Exited";

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = "FailedToStart";

    /// <summary>The states that nothing comes after, unless the resource is started again.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, Exited, FailedToStart];
}

/// <summary>The words for a state of a resource, and how they are meant.</summary>
/// <param name="Text">The state, for example one of <see cref="KnownResourceStates"/>.</param>
/// <param name="Style">How it is meant: <c>info</c>, <c>success</c>, <c>warn</c>, <c>error</c>, or <see langword="null"/>.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state in words.</summary>
    /// <param name="text">The words.</param>
    public static implicit operator ResourceStateSnapshot?(string? text) => text is null ? null : new ResourceStateSnapshot(text, null);

    /// <summary>A state in words.</summary>
    /// <param name="text">The words.</param>
    public static ResourceStateSnapshot? ToResourceStateSnapshot(string? text) => text;
}

/// <summary>A property of a resource that people are shown.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value);

/// <summary>A URL of a resource that people are shown.</summary>
/// <param name="Name">The endpoint or text it is shown under, if any.</param>
/// <param name="Url">The URL.</param>
/// <param name="IsInternal">It is not meant for people.</param>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal);

/// <summary>What is known of a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>What it is, for example <c>Container</c>.</summary>
    public required string ResourceType { get; init; }

    /// <summary>What people are shown besides the state.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>Its state.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>How it ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether it is healthy; <see langword="null"/> unless it runs.</summary>
    public HealthStatus? HealthStatus { get; init; }

    /// <summary>When it came into being.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When it started to run.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it ended.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Where it is reached.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>It is not shown.</summary>
    public bool IsHidden { get; init; }
}

/// <summary>The state of a resource has changed, or is told to somebody who just began to watch.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">Identifies it among those of one name.</param>
/// <param name="snapshot">What is known of it.</param>
public sealed class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Identifies it among those of one name.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>What is known of it.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
