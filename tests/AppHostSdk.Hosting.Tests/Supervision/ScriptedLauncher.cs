using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Supervision;

/// <summary>Starts nothing: programs run, end and stop as the test says. What is done to them is logged as <c>start web</c>, <c>stop web</c>, <c>dispose web</c>.</summary>
internal sealed class ScriptedLauncher(EventLog<string> log) : IProcessLauncher
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ScriptedProgram> _programs = [];
    private readonly List<ScriptedProgram> _started = [];

    /// <summary>Adds an executable whose program the test plays.</summary>
    public static IResourceBuilder<ExecutableResource> Executable(IDistributedApplicationBuilder builder, string name) =>
        builder.AddExecutable(name, "scripted", ".");

    /// <summary>The program of a resource's first, second, … start.</summary>
    public ScriptedProgram Started(string name, int start)
    {
        lock (_lock)
        {
            return _started.Where(p => p.Name == name).ElementAt(start - 1);
        }
    }

    /// <summary>The next start of <paramref name="name"/> finds a new program.</summary>
    public ScriptedProgram Renew(string name)
    {
        lock (_lock)
        {
            return _programs[name] = new ScriptedProgram(name, log);
        }
    }

    /// <summary>The script of the program called <paramref name="name"/>, started or not.</summary>
    public ScriptedProgram this[string name]
    {
        get
        {
            lock (_lock)
            {
                if (!_programs.TryGetValue(name, out var program))
                {
                    _programs[name] = program = new ScriptedProgram(name, log);
                }

                return program;
            }
        }
    }

    public IRunningProgram Start(ProcessSpec spec, Action<string, bool> onLine)
    {
        var program = this[spec.Name];
        lock (_lock)
        {
            _started.Add(program);
        }

        log.Add($"start {spec.Name}");
        if (program.StartFailure is { } failure)
        {
            throw failure;
        }

        program.OnLine = onLine;
        if (program.EndsAfterLife)
        {
            Renew(spec.Name).EndsAfterLife = true;
        }

        return program;
    }
}

internal sealed class ScriptedProgram(string name, EventLog<string> log) : IRunningProgram
{
    public string Name => name;

    private readonly TaskCompletionSource<ProgramEnd> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its next start finds a new program.</summary>
    public bool EndsAfterLife { get; set; }

    /// <summary>Thrown instead of starting.</summary>
    public Exception? StartFailure { get; set; }

    /// <summary>Thrown when it is asked to stop.</summary>
    public Exception? StopFailure { get; set; }

    /// <summary>When asked to stop, it ends only after this.</summary>
    public Task StopsAfter { get; set; } = Task.CompletedTask;

    public Action<string, bool>? OnLine { get; set; }

    public Task<ProgramEnd> Exited => _exited.Task;

    public void Exit(int code) => _exited.TrySetResult(new(code));

    public void Break(Exception failure) => _exited.TrySetException(failure);

    public async Task StopAsync(TimeSpan grace, CancellationToken hurry)
    {
        log.Add($"stop {name}");
        if (StopFailure is { } failure)
        {
            throw failure;
        }

        await StopsAfter.WaitAsync(hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_exited.TrySetResult(new(143)))
        {
            log.Add($"{name} ended");
        }
    }

    public ValueTask DisposeAsync()
    {
        log.Add($"dispose {name}");
        _exited.TrySetResult(new(137));
        return ValueTask.CompletedTask;
    }
}
