using System.Threading.Channels;

namespace AppHostSdk.Notifications;

/// <summary>The lines that resources print, for whoever watches. Kept only once somebody may want to.</summary>
internal sealed class LineFeed
{
    /// <summary>The lines of a resource that are kept for those who begin to watch later.</summary>
    private const int Kept = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Log> _logs = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> _joined = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Lines are kept.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Where a line of the program's own about a resource is shown.</summary>
    public Action<string, string, bool> Show { get; set; } = (_, _, _) => { };

    /// <summary>The lines of a part of a resource are lines of the resource.</summary>
    public void Join(string part, string resource)
    {
        lock (_lock)
        {
            _joined[part] = resource;
        }
    }

    /// <summary>A line that a resource printed, or that the program wrote about it.</summary>
    public void Add(string resource, string line, bool isError)
    {
        if (!IsUsed)
        {
            return;
        }

        lock (_lock)
        {
            var log = Of(resource);
            log.IsComplete = false;
            var entry = new LogLine(++log.Count, line, isError);
            log.Lines.Enqueue(entry);
            if (log.Lines.Count > Kept)
            {
                log.Lines.Dequeue();
            }

            log.Watchers.ForEach(w => w.Writer.TryWrite(entry));
        }
    }

    /// <summary>No more lines of the resource: who watches comes to an end.</summary>
    public void Complete(string resource)
    {
        lock (_lock)
        {
            var log = Of(resource);
            log.IsComplete = true;
            log.Watchers.ForEach(w => w.Writer.TryComplete());
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resource, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateUnbounded<LogLine>(new UnboundedChannelOptions { SingleReader = true });
        Log log;
        lock (_lock)
        {
            log = Of(resource);
            foreach (var line in log.Lines)
            {
                channel.Writer.TryWrite(line);
            }

            log.Watchers.Add(channel);
            if (log.IsComplete)
            {
                channel.Writer.Complete();
            }
        }

        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false))
            {
                var lines = new List<LogLine>();
                while (channel.Reader.TryRead(out var line))
                {
                    lines.Add(line);
                }

                yield return lines;
            }
        }
        finally
        {
            lock (_lock)
            {
                log.Watchers.Remove(channel);
            }
        }
    }

    private Log Of(string resource)
    {
        resource = _joined.GetValueOrDefault(resource, resource);
        if (!_logs.TryGetValue(resource, out var log))
        {
            _logs[resource] = log = new Log();
        }

        return log;
    }

    private sealed class Log
    {
        public Queue<LogLine> Lines { get; } = new();

        public List<Channel<LogLine>> Watchers { get; } = [];

        public int Count { get; set; }

        /// <summary>The resource has ended, and has printed nothing since.</summary>
        public bool IsComplete { get; set; }
    }
}
