namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>The start of an application, given up at the end of the test if it has not come to its end.</summary>
internal sealed class UnfinishedStart : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();

    public UnfinishedStart(DistributedApplication application) => Completion = application.StartAsync(_end.Token);

    /// <summary>Ends when everything that starts by itself runs and is healthy.</summary>
    public Task Completion { get; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Completion.ContinueWith(_ => { }, TaskScheduler.Default);
        _end.Dispose();
    }
}
