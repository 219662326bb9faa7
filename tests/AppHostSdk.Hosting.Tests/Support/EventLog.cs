namespace AppHostSdk.Hosting.Tests;

/// <summary>What happened, in order. Tests wait for events, not for time.</summary>
internal sealed class EventLog<T>
{
    private readonly Lock _lock = new();
    private readonly List<T> _events = [];
    private readonly List<(Func<IReadOnlyList<T>, bool> Holds, TaskCompletionSource Done)> _waiters = [];

    public IReadOnlyList<T> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    public void Add(T item)
    {
        lock (_lock)
        {
            _events.Add(item);
            for (var i = _waiters.Count - 1; i >= 0; i--)
            {
                if (_waiters[i].Holds(_events))
                {
                    _waiters[i].Done.SetResult();
                    _waiters.RemoveAt(i);
                }
            }
        }
    }

    /// <summary>Waits until some event is the one meant; events of the past count.</summary>
    public Task Until(Func<T, bool> isMeant) => UntilAll(events => events.Any(isMeant));

    /// <summary>Waits until the events so far are as meant.</summary>
    public async Task UntilAll(Func<IReadOnlyList<T>, bool> holds)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (holds(_events))
            {
                return;
            }

            _waiters.Add((holds, done));
        }

        try
        {
            await done.Task.InTime();
        }
        catch (TimeoutException)
        {
            Assert.Fail($"What was waited for did not happen. What happened:\n{string.Join('\n', Events)}");
        }
    }
}
