using System.Diagnostics.CodeAnalysis;
using AppHostSdk.Processes;

namespace AppHostSdk.Builds;

/// <summary>
/// Builds the projects that the app host was not built with. Those of resources that start with the application are built together, later
/// ones with those that are asked for meanwhile; one build follows the other, because projects of both may refer to a third one.
/// </summary>
internal sealed class ProjectBuilds
{
    private readonly IProcessLauncher _launcher;
    private readonly Func<string?> _configuration;
    private readonly Dictionary<string, BuildWish> _expected;
    private readonly Lock _lock = new();
    private Batch? _first;
    private Batch? _next;
    private Task _last = Task.CompletedTask;

    /// <param name="launcher">Starts processes.</param>
    /// <param name="configuration">The configuration that is built, or <see langword="null"/> for that of the projects.</param>
    /// <param name="expected">Resources that start with the application: the first to ask has all of their projects built.</param>
    public ProjectBuilds(IProcessLauncher launcher, Func<string?> configuration, IEnumerable<BuildWish> expected) =>
        (_launcher, _configuration, _expected) = (launcher, configuration, expected.ToDictionary(w => w.Resource));

    /// <summary>Builds a project. When the last one that waits gives up, the build is ended, and nothing of it is left then.</summary>
    /// <param name="wish">The project.</param>
    /// <param name="onBegin">Told how many projects are built together, when that begins.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<BuildOutcome> BuildAsync(BuildWish wish, Action<int> onBegin, CancellationToken cancellation)
    {
        var batch = Join(wish);
        try
        {
            onBegin(await batch.Begun.WaitAsync(cancellation).ConfigureAwait(false));
            return await batch.Outcome(wish.Project).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Leave(batch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private Batch Join(BuildWish wish)
    {
        lock (_lock)
        {
            var isExpected = _expected.Remove(wish.Resource);
            if (isExpected && _first is null)
            {
                _first = Follow(new Batch([wish, .. _expected.Values]));
            }

            var batch = isExpected && _first is { IsUsed: true } first ? first : _next ??= Follow(new Batch([]));
            if (batch == _next)
            {
                batch.Add(wish);
            }

            batch.Waiting++;
            return batch;
        }
    }

    private Task Leave(Batch batch)
    {
        lock (_lock)
        {
            if (--batch.Waiting > 0)
            {
                return Task.CompletedTask;
            }

            batch.IsGivenUp = true;
            _next = _next == batch ? null : _next;
        }

        batch.Cancel();
        return batch.Begun.IsCompleted ? batch.Over : Task.CompletedTask;
    }

    private Batch Follow(Batch batch)
    {
        var before = _last;
        batch.Over = _last = Task.Run(() => RunAsync(batch, before));
        return batch;
    }

    private async Task RunAsync(Batch batch, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        IReadOnlyList<string> projects;
        lock (_lock)
        {
            _next = _next == batch ? null : _next;
            if (batch.IsGivenUp)
            {
                return;
            }

            projects = batch.Projects;
        }

        await batch.RunAsync(projects, _launcher, _configuration()).ConfigureAwait(false);
    }

    /// <summary>Projects that are built together.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "The source has no timer, and the last waiter to give up must not find it disposed.")]
    private sealed class Batch
    {
        private readonly CancellationTokenSource _cancellation = new();
        private readonly TaskCompletionSource<int> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Dictionary<string, TaskCompletionSource<BuildOutcome>> _outcomes = [];
        private readonly HashSet<string> _withheld = new(StringComparer.OrdinalIgnoreCase);

        public Batch(IEnumerable<BuildWish> wishes)
        {
            foreach (var wish in wishes)
            {
                Add(wish);
            }
        }

        /// <summary>How many wait for an outcome.</summary>
        public int Waiting { get; set; }

        /// <summary>All waiters have given up, so it ends, or does not begin.</summary>
        public bool IsGivenUp { get; set; }

        /// <summary>Its outcomes are those of now: they are not from an earlier build.</summary>
        public bool IsUsed => !IsGivenUp && !Over.IsCompleted;

        /// <summary>Completes when nothing of the build is left.</summary>
        public Task Over { get; set; } = Task.CompletedTask;

        /// <summary>Completes when the build begins, with the number of projects.</summary>
        public Task<int> Begun => _begun.Task;

        public IReadOnlyList<string> Projects => [.. _outcomes.Keys];

        public void Add(BuildWish wish)
        {
            _outcomes.TryAdd(wish.Project, new(TaskCreationOptions.RunContinuationsAsynchronously));
            _withheld.UnionWith(wish.Withheld);
        }

        public Task<BuildOutcome> Outcome(string project) => _outcomes[project].Task;

        public void Cancel() => _cancellation.Cancel();

        public async Task RunAsync(IReadOnlyList<string> projects, IProcessLauncher launcher, string? configuration)
        {
            _begun.SetResult(projects.Count);
            var left = projects.Count;
            var build = new ProjectBuild(
                launcher,
                configuration,
                _withheld,
                outcome => _outcomes[outcome.Project].TrySetResult(outcome with { Left = Interlocked.Decrement(ref left) }));
            try
            {
                var files = projects.ToLookup(p => Path.GetExtension(p).Equals(".cs", StringComparison.OrdinalIgnoreCase));
                foreach (var together in files[false].GroupBy(SdkDirectory))
                {
                    await build.BuildAsync([.. together], together.Key, _cancellation.Token).ConfigureAwait(false);
                }

                foreach (var file in files[true])
                {
                    await build.BuildFileAsync(file, _cancellation.Token).ConfigureAwait(false);
                }
            }
            catch (Exception e)
            {
                foreach (var outcome in _outcomes.Values)
                {
                    outcome.TrySetException(e);
                }
            }
        }

        /// <summary>The directory whose <c>global.json</c> chooses the SDK for a project; without one, the root of its drive.</summary>
        private static string SdkDirectory(string project)
        {
            var directory = Path.GetDirectoryName(project)!;
            while (!File.Exists(Path.Combine(directory, "global.json")) && Path.GetDirectoryName(directory) is { } parent)
            {
                directory = parent;
            }

            return directory;
        }
    }
}
