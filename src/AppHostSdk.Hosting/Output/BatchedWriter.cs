using System.Text;

namespace AppHostSdk.Output;

/// <summary>
/// A writer that never makes whoever writes wait for the disk or the terminal, as long as these keep up: what is flushed while
/// one write is under way goes into the next one. <see cref="WaitForRoom"/> holds up those who write more than it takes.
/// </summary>
internal sealed class BatchedWriter : TextWriter
{
    private const int Most = 1024 * 1024;

    /// <summary>
    /// As many characters are written by whoever writes them, where that takes no time. A thread takes its time to start, and the first
    /// programs need not wait for it. A pipe that takes anything takes as many.
    /// </summary>
    private const int AtOnce = 1024;

    private readonly Stream _target;
    private readonly Encoder _encoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetEncoder();
    private readonly byte[] _bytes = new byte[64 * 1024];
    private readonly object _lock = new();
    private StringBuilder _pending = new();
    private StringBuilder _spare = new();
    private int _written;
    private bool _hasThread;
    private bool _isFlushed;
    private bool _isWriting;
    private bool _isClosed;
    private IOException? _loss;

    /// <param name="target">Where it goes, as UTF-8.</param>
    public BatchedWriter(Stream target) => _target = target;

    /// <summary>Whether the target takes something at this moment without making the writer wait. Nothing is known of it by default.</summary>
    public Func<bool> TakesNow { get; init; } = static () => false;

    /// <summary>Told once when the target does not take any more; what is written then is lost.</summary>
    public Action<IOException>? OnLost { get; init; }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _pending.Append(value);
            }
        }
    }

    public override void Write(string? value)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _pending.Append(value);
            }
        }
    }

    public override void WriteLine(string? value)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _pending.Append(value).Append('\n');
            }
        }
    }

    /// <summary>Has what was written so far written out soon.</summary>
    public override void Flush()
    {
        lock (_lock)
        {
            if (_hasThread || _isClosed || !TryWriteAtOnce())
            {
                _isFlushed = true;
                Monitor.PulseAll(_lock);
            }
        }

        TellLoss();
    }

    /// <summary>Waits while much more is pending than the target has taken: whoever writes without end is held up, so that memory stays bounded.</summary>
    public void WaitForRoom()
    {
        lock (_lock)
        {
            while (_pending.Length > Most && !_isClosed)
            {
                Monitor.Wait(_lock);
            }
        }
    }

    /// <summary>Waits until all is written, but no longer than <paramref name="limit"/>: nobody may read at the other end.</summary>
    public void Drain(TimeSpan limit)
    {
        lock (_lock)
        {
            if (!_hasThread && !_isClosed && TryWriteAtOnce())
            {
                return;
            }

            _isFlushed = true;
            Monitor.PulseAll(_lock);
            var begin = TimeProvider.System.GetTimestamp();
            while (!_isClosed && (_pending.Length > 0 || _isWriting) && limit - TimeProvider.System.GetElapsedTime(begin) is { Ticks: > 0 } rest)
            {
                Monitor.Wait(_lock, rest);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Drain(TimeSpan.FromSeconds(2));
            lock (_lock)
            {
                _isClosed = true;
                Monitor.PulseAll(_lock);
            }
        }

        base.Dispose(disposing);
    }

    /// <summary>Writes what is pending, or, when that has become too much, has a thread do so from now on.</summary>
    private bool TryWriteAtOnce()
    {
        _written += _pending.Length;
        if (_pending.Length == 0)
        {
            return true;
        }

        if (_written <= AtOnce && TakesNow())
        {
            TryWrite(_pending);
            return true;
        }

        new Thread(WriteOn) { IsBackground = true, Name = "output" }.Start();
        _hasThread = true;
        return false;
    }

    private void WriteOn()
    {
        while (Next() is { } batch)
        {
            if (!TryWrite(batch))
            {
                TellLoss();
                return;
            }

            lock (_lock)
            {
                _spare = batch;
                _isWriting = false;
                Monitor.PulseAll(_lock);
            }
        }
    }

    private bool TryWrite(StringBuilder batch)
    {
        try
        {
            foreach (var chunk in batch.GetChunks())
            {
                WriteOut(chunk.Span);
            }

            _target.Flush();
            batch.Clear();
            return true;
        }
        catch (IOException e)
        {
            // Nobody reads any more (the other program of a pipe has ended), or the disk is full.
            GiveUp(e);
            return false;
        }
    }

    private StringBuilder? Next()
    {
        lock (_lock)
        {
            while (!_isClosed && !(_isFlushed && _pending.Length > 0))
            {
                _isFlushed = false;
                Monitor.PulseAll(_lock);
                Monitor.Wait(_lock);
            }

            if (_isClosed)
            {
                return null;
            }

            (_pending, _spare, _isFlushed, _isWriting) = (_spare, _pending, false, true);
            Monitor.PulseAll(_lock);
            return _spare;
        }
    }

    private void GiveUp(IOException loss)
    {
        lock (_lock)
        {
            _loss = loss;
            _isClosed = true;
            _isWriting = false;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Without holding the lock: whoever is told may write.</summary>
    private void TellLoss()
    {
        if (Interlocked.Exchange(ref _loss, null) is { } loss)
        {
            OnLost?.Invoke(loss);
        }
    }

    /// <summary>A character may be cut in two by the end of a chunk; the encoder remembers its half.</summary>
    private void WriteOut(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            _encoder.Convert(text, _bytes, flush: false, out var used, out var written, out _);
            _target.Write(_bytes, 0, written);
            text = text[used..];
        }
    }
}
