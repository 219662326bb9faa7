using AppHostSdk.Binding;

namespace AppHostSdk.Hosting.Tests;

/// <summary>An application of real processes for one test, with a directory that they report to.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private DistributedApplication? _application;

    public RunningApp(params string[] args)
        : this(Guid.NewGuid().ToString("N"), args)
    {
    }

    private RunningApp(string id, string[] args)
    {
        Id = id;
        Builder = CompiledApplication.CreateBuilder(Apps.OpenModel(TestPrograms.ChildDirectory, Id), args);
    }

    /// <summary>The name of the application, which no other test has.</summary>
    public string Id { get; }

    public IDistributedApplicationBuilder Builder { get; }

    /// <summary>Another run of the same application.</summary>
    public RunningApp Next(params string[] args) => new(Id, args);

    public DistributedApplication Application => _application ??= Builder.Build();

    /// <summary>What happened, as the test's own functions tell it.</summary>
    public EventLog<string> Log { get; } = new();

    public string this[string file] => _directory[file];

    /// <summary>A program that does <paramref name="steps"/> after it has reported to a file of its name.</summary>
    public IResourceBuilder<ExecutableResource> Child(string name, params string[] steps) =>
        Builder.AddExecutable(name, TestPrograms.Child, ".", [$"report={this[name]}", .. steps]);

    /// <summary>What the program of this name was started with; it must have ended, or be healthy.</summary>
    public ChildReport ReportOf(string name) => ChildReport.Read(this[name]);

    public bool HasStarted(string name) => File.Exists(this[name]);

    /// <summary>Runs until nothing is left to run.</summary>
    public async Task RunAsync()
    {
        await Application.RunAsync().InTime();
        Environment.ExitCode = 0;
    }

    public Task StartAsync() => Application.StartAsync().InTime();

    public Task StopAsync() => Application.StopAsync().InTime();

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        _directory.Dispose();
    }
}
