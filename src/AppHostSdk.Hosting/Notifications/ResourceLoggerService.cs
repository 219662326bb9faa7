using AppHostSdk.Notifications;
using Microsoft.Extensions.Logging;

namespace AppHostSdk;

/// <summary>A line of a resource's output.</summary>
/// <param name="LineNumber">Its number, from 1.</param>
/// <param name="Content">The line.</param>
/// <param name="IsErrorMessage">It was written to the error stream.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

/// <summary>The output of resources, to write to and to watch.</summary>
public sealed class ResourceLoggerService
{
    private readonly LineFeed _lines;

    internal ResourceLoggerService(LineFeed lines) => _lines = lines;

    /// <summary>Writes to the output of a resource.</summary>
    /// <param name="resource">The resource.</param>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetLogger(resource.Name);
    }

    /// <summary>Writes to the output of a resource.</summary>
    /// <param name="resourceName">The resource's name.</param>
    public ILogger GetLogger(string resourceName)
    {
        ArgumentException.ThrowIfNullOrEmpty(resourceName);
        return new ResourceLogger(_lines, resourceName);
    }

    /// <summary>The lines of a resource: the last 10,000 so far, then every new one, until the resource has ended.</summary>
    /// <param name="resource">The resource.</param>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WatchAsync(resource.Name);
    }

    /// <summary>The lines of a resource: the last 10,000 so far, then every new one, until the resource has ended.</summary>
    /// <param name="resourceName">The resource's name.</param>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => _lines.WatchAsync(resourceName, CancellationToken.None);

    /// <summary>Ends the watches of a resource that the program looks after itself.</summary>
    /// <param name="resource">The resource.</param>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        _lines.Complete(resource.Name);
    }
}
