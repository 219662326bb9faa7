using AppHostSdk.Running;

namespace AppHostSdk.Hosting.Tests.Running;

public sealed class StopRequestTests : IDisposable
{
    private readonly SetTime _time = new();
    private readonly CancellationTokenSource _caller = new();
    private readonly StopRequest _request;

    public StopRequestTests() => _request = new StopRequest(_time, _caller.Token);

    public void Dispose()
    {
        _request.Dispose();
        _caller.Dispose();
    }

    [Fact]
    public void First_signal_asks_to_stop()
    {
        Assert.False(_request.Stop.IsCancellationRequested);

        _request.Signal();

        Assert.True(_request.Stop.IsCancellationRequested);
        Assert.False(_request.Hurry.IsCancellationRequested);
    }

    [Fact]
    public void Echo_of_the_first_signal_is_not_a_second_one()
    {
        _request.Signal();
        _time.Advance(StopRequest.Echo - TimeSpan.FromMilliseconds(1));
        _request.Signal();

        Assert.False(_request.Hurry.IsCancellationRequested);
    }

    [Fact]
    public void Later_signal_insists()
    {
        _request.Signal();
        _request.Signal();
        _time.Advance(StopRequest.Echo);
        _request.Signal();

        Assert.True(_request.Hurry.IsCancellationRequested);
    }

    [Fact]
    public void Third_signal_is_left_to_the_system()
    {
        Assert.True(_request.Signal());
        _time.Advance(StopRequest.Echo);
        Assert.True(_request.Signal());
        Assert.True(_request.Signal());
        _time.Advance(StopRequest.Echo);

        Assert.False(_request.Signal());
    }

    [Fact]
    public void Caller_can_ask_to_stop_and_one_signal_does_not_insist_then()
    {
        _caller.Cancel();
        Assert.True(_request.Stop.IsCancellationRequested);

        _request.Signal();
        Assert.False(_request.Hurry.IsCancellationRequested);
    }

    private sealed class SetTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
