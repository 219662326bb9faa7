using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>
/// What the program asked for, call by call. Authoring methods only append here; the meaning of an operation is written in
/// <see cref="GraphBuilder"/> and nowhere else.
/// </summary>
internal sealed class Recording
{
    private readonly GraphBuilder _graph = new();
    private readonly List<ModelOperation> _operations = [];
    private readonly List<Delegate> _callbacks = [];
    private bool _finished;
    private bool _isForeign;

    public string NewKey(string name) => _graph.NewKey(name);

    public void Add(OperationKind kind, string receiver, params ReadOnlySpan<ModelValue> arguments)
    {
        if (_finished && !_isForeign)
        {
            throw new DistributedApplicationException(
                $"The application has been built; {kind} on '{receiver}' comes too late. Describe everything before Build(), or in a subscriber of {nameof(BeforeStartEvent)}.");
        }

        _operations.Add(new ModelOperation(kind, receiver, EquatableArray.Create(arguments))
        {
            Origin = _isForeign ? OperationOrigin.Foreign : OperationOrigin.Program,
        });
    }

    /// <summary>Keeps a function that is called while the application runs; its number stands for it in the graph.</summary>
    public ModelValue.Callback AddCallback(Delegate callback)
    {
        _callbacks.Add(callback);
        return new ModelValue.Callback(_callbacks.Count);
    }

    /// <summary>The function that a value of the recorded graph stands for.</summary>
    public Delegate CallbackOf(ModelValue.Callback callback) => _callbacks[callback.Slot - 1];

    /// <summary>
    /// Lets others than the program describe more after all, until <paramref name="act"/> has ended, and applies that to the graph.
    /// </summary>
    /// <returns>The graph with what was described; the same one when that is nothing.</returns>
    public async Task<AppGraph> ExtendAsync(AppGraph graph, Func<Task> act)
    {
        var before = _operations.Count;
        _isForeign = true;
        try
        {
            await act().ConfigureAwait(false);
        }
        finally
        {
            _isForeign = false;
        }

        return _operations.Count == before ? graph : GraphBuilder.Extend(graph, _operations.Skip(before));
    }

    /// <summary>How many calls were recorded.</summary>
    public int Count => _operations.Count;

    /// <summary>A graph of what was recorded so far; more can be recorded.</summary>
    public AppGraph SoFar(string application) => GraphBuilder.Extend(new AppGraph { Application = application }, _operations);

    /// <summary>The graph of what was recorded. Nothing can be recorded afterwards.</summary>
    /// <exception cref="InvalidOperationException">It was finished already.</exception>
    public AppGraph Finish(string application)
    {
        if (_finished)
        {
            throw new InvalidOperationException("Build() was called already; an application is built once.");
        }

        _finished = true;
        foreach (var operation in _operations)
        {
            _graph.Apply(operation, Condition.Always);
        }

        return _graph.Build(application);
    }
}
