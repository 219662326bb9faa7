using System.Net;
using System.Net.Sockets;
using AppHostSdk.Health;
using AppHostSdk.Networking;

namespace AppHostSdk.Hosting.Tests.Health;

/// <summary>Thresholds, kinds of checks, and how often is asked; the clock stands still unless moved.</summary>
public sealed class HealthWatchTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly EventLog<string> _told = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly FreshAnswers _fresh = new(2);
    private readonly HealthWatch _watch;

    public HealthWatchTests() => _watch = new HealthWatch(_time);

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    [Fact]
    public async Task Asked_every_few_milliseconds_at_first_then_after_a_tenth_of_the_time_up_to_a_second_apart()
    {
        var asked = 0;
        var watching = Watch(new DelegateHealthCheck("check", _ => Task.FromResult<string?>($"no {++asked}")));
        await AssertPausesAsync(first: 10, part: 10, count: 65);
        Assert.False(watching.IsCompleted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_refuses_is_asked_every_millisecond_at_first_then_after_a_fiftieth_of_the_time(bool isHttp)
    {
        // Held, but nobody listens.
        using var ports = new FreePorts();
        var port = ports.Take("tcp");

        var watching = Watch(isHttp ? new HttpHealthCheck($"http://localhost:{port}", "/", 200) : new TcpHealthCheck("127.0.0.1", port));
        await AssertPausesAsync(first: 1, part: 50, count: 500);
        Assert.False(watching.IsCompleted);
    }

    /// <summary>The first pause in milliseconds, then a part of the time that has passed, a second in the end.</summary>
    private async Task AssertPausesAsync(int first, int part, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await NextAsync(i + 1);
        }

        var pauses = Pauses;
        Assert.Equal(first, pauses[0].TotalMilliseconds);
        Assert.Equal(pauses.Order(), pauses);
        Assert.All(pauses.Index(), p => Assert.InRange(p.Item.TotalMilliseconds, first, first + pauses.Take(p.Index).Sum(t => t.TotalMilliseconds) / part));
        Assert.Equal(TimeSpan.FromSeconds(1), pauses[^1]);
    }

    [Fact]
    public async Task Thresholds_count_answers_in_a_row()
    {
        // Two successes make it healthy, three failures in a row unhealthy again.
        var answers = new Queue<string?>([null, "a", null, null, "b", "c", null, "d", "e", "f", null, null]);
        _ = Watch(new DelegateHealthCheck("check", _ => Task.FromResult(answers.Dequeue()))
        {
            Times = new HealthTimes { SuccessThreshold = 2, FailureThreshold = 3, Period = TimeSpan.FromSeconds(2) },
        });
        for (var i = 1; i < 12; i++)
        {
            await NextAsync(i);
        }

        await _told.UntilAll(all => all.Count(t => t == "healthy") == 2);
        Assert.Equal(
            ["check: a", "healthy", "check: b", "check: c", "check: d", "check: e", "check: f", "not healthy any more: check: f", "healthy"],
            _told.Events.Where(t => !t.StartsWith("not healthy yet", StringComparison.Ordinal)));
        Assert.Contains(TimeSpan.FromSeconds(2), Pauses);
    }

    [Fact]
    public async Task Healthy_is_only_when_all_checks_are()
    {
        var second = new TaskCompletionSource<string?>();
        _ = Watch(
            new DelegateHealthCheck("first", _ => Task.FromResult<string?>(null)),
            new DelegateHealthCheck("second", ct => second.Task.WaitAsync(ct)));
        await _time.Set.UntilAll(all => all.Count >= 1);
        Assert.Empty(_told.Events);

        second.SetResult(null);

        await _told.Until(t => t == "healthy");
    }

    [Fact]
    public async Task Function_that_throws_is_unhealthy_and_is_asked_again()
    {
        var asked = 0;
        _ = Watch(new DelegateHealthCheck("database", _ => ++asked == 1 ? throw new InvalidOperationException("no such table") : Task.FromResult<string?>(null)));
        await NextAsync(1);

        await _told.Until(t => t == "healthy");
        Assert.Equal(["database: InvalidOperationException: no such table", "healthy"], _told.Events);
    }

    [Fact]
    public async Task What_a_client_library_says_of_a_server_that_starts_is_told_only_when_it_stays_so()
    {
        var (early, late) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        _ = _watch.WatchAsync(
            [new DelegateHealthCheck("db_check", _ => throw new InvalidOperationException("Pipe is completed"))],
            answer => _told.Add(answer.Problem!),
            () => { },
            told => _ = early.TrySetResult(told) || late.TrySetResult(told),
            new FreshAnswers(1),
            _stop.Token);
        await _told.Until(t => t == "db_check: InvalidOperationException: Pipe is completed");

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("not healthy yet: db_check: no answer yet", await early.Task.InTime());
        await _time.Set.Until(t => t == TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("not healthy yet: db_check: InvalidOperationException: Pipe is completed", await late.Task.InTime());
    }

    [Fact]
    public async Task What_a_check_of_the_program_says_is_told_at_once()
    {
        var told = new TaskCompletionSource<string>();
        _ = _watch.WatchAsync(
            [new DelegateHealthCheck("cache", _ => Task.FromResult<string?>("still warming up"))],
            answer => _told.Add(answer.Problem!),
            () => { },
            text => told.TrySetResult(text),
            new FreshAnswers(1),
            _stop.Token);
        await _told.Until(t => t == "cache: still warming up");

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("not healthy yet: cache: still warming up", await told.Task.InTime());
    }

    [Fact]
    public async Task Connection_that_is_accepted_is_healthy_and_one_that_is_refused_is_not()
    {
        int port;
        using (var ports = new FreePorts())
        {
            port = ports.Take("tcp");
        }

        _ = Watch(new TcpHealthCheck("127.0.0.1", port));
        await _told.Until(t => t == $"connecting to 127.0.0.1:{port}: connection refused");
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        await NextAsync(1);

        await _told.Until(t => t == "healthy");
    }

    [Fact]
    public async Task Answer_that_does_not_come_is_a_failure_after_its_time()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/";

        _ = Watch(new HttpHealthCheck(url, "", 200) { Times = new HealthTimes { Timeout = TimeSpan.FromMilliseconds(50) } });

        await _told.Until(t => t == $"GET {url}: no answer within 0.05 s");
    }

    [Fact]
    public async Task Who_asks_for_a_fresh_answer_has_it_when_all_checks_have_succeeded_since()
    {
        var asked = new EventLog<string>();
        string? problem = null;
        _ = Watch(
            new DelegateHealthCheck("first", _ => Answer("first", null)),
            new DelegateHealthCheck("second", _ => Answer("second", problem)));
        await _told.Until(t => t == "healthy");
        await _time.Set.UntilAll(all => all.Count(t => t == HealthTimes.Default.Period) == 2);
        problem = "full";

        var fresh = _fresh.AskAsync();

        // The time has not moved, and the second one has failed: it is asked again after a second.
        await _told.Until(t => t == "second: full");
        await asked.UntilAll(all => all.Count(a => a == "first") == 2);
        await _time.Set.Until(t => t == TimeSpan.FromSeconds(1));
        Assert.False(fresh.IsCompleted);
        problem = null;
        _time.Advance(TimeSpan.FromSeconds(1));
        await fresh.InTime();
        Assert.Equal(["healthy", "second: full"], _told.Events);

        Task<string?> Answer(string name, string? problem)
        {
            asked.Add(name);
            return Task.FromResult(problem);
        }
    }

    [Fact]
    public async Task Questions_asked_for_at_the_same_time_are_one_and_end_with_the_watch()
    {
        var asked = 0;
        var answer = new TaskCompletionSource<string?>();
        _ = Watch(
            new DelegateHealthCheck("first", _ => Task.FromResult<string?>(null)),
            new DelegateHealthCheck("second", ct => ++asked == 1 ? Task.FromResult<string?>(null) : answer.Task.WaitAsync(ct)));
        await _time.Set.UntilAll(all => all.Count(t => t == HealthTimes.Default.Period) == 2);

        Task[] fresh = [_fresh.AskAsync(), _fresh.AskAsync(), _fresh.AskAsync()];
        Assert.All(fresh, f => Assert.False(f.IsCompleted));
        answer.SetResult(null);
        await Task.WhenAll(fresh).InTime();

        Assert.InRange(asked, 2, 4);
        await _stop.CancelAsync();
        _fresh.End();
        Assert.True(_fresh.AskAsync().IsCompleted);
    }

    [Fact]
    public async Task Check_that_waits_for_news_is_asked_otherwise_until_it_succeeds()
    {
        var (news, now) = (0, 0);
        _ = Watch(
            new DelegateHealthCheck("first", _ => Task.FromResult<string?>(null)),
            new DelegateHealthCheck("reported", ct => ++news == 1 ? Task.FromResult<string?>(null) : new TaskCompletionSource<string?>().Task.WaitAsync(ct))
            {
                Times = new HealthTimes { Period = TimeSpan.FromSeconds(1), FailureThreshold = 1 },
                Now = _ => Task.FromResult(++now == 1 ? "closed" : null),
            });
        await _told.Until(t => t == "healthy");
        await _time.Set.Until(t => t == TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));

        var fresh = _fresh.AskAsync();

        await _told.Until(t => t == "not healthy any more: reported: closed");
        Assert.False(fresh.IsCompleted);
        while (!fresh.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.Equal(2, now);
        await _told.UntilAll(all => all.Count(t => t == "healthy") == 2);
    }

    private IReadOnlyList<TimeSpan> Pauses => [.. _time.Set.Events.Where(t => t < TimeSpan.FromSeconds(5))];

    private Task Watch(params HealthCheck[] checks) => _watch.WatchAsync(checks, answer => _told.Add(answer.Problem!), () => _told.Add("healthy"), _told.Add, checks.Length == 2 ? _fresh : new FreshAnswers(checks.Length), _stop.Token);

    /// <summary>Waits until the n-th pause is set, and lets it pass.</summary>
    private async Task NextAsync(int n)
    {
        await _time.Set.UntilAll(all => all.Count(t => t < TimeSpan.FromSeconds(5)) >= n);
        _time.Advance(Pauses[n - 1]);
    }
}
