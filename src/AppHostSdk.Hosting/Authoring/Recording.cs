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
    private bool _finished;

    public string NewKey(string name) => _graph.NewKey(name);

    public void Add(OperationKind kind, string receiver, params ReadOnlySpan<ModelValue> arguments)
    {
        if (_finished)
        {
            throw new DistributedApplicationException(
                $"The application has been built; {kind} on '{receiver}' comes too late. Describe everything before Build().");
        }

        _operations.Add(new ModelOperation(kind, receiver, EquatableArray.Create(arguments)));
    }

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
