namespace AppHostSdk.Model;

/// <summary>Which resources have ended before others start: what both of them take, they take in turn.</summary>
internal sealed class StartOrder(GraphIndex index)
{
    private Dictionary<(string First, string Second), Condition>? _known;
    private ILookup<string, WaitEdge>? _waits;

    private ILookup<string, WaitEdge> Waits => _waits ??= WaitEdges.Of(index).ToLookup(e => e.From, StringComparer.Ordinal);

    /// <summary>
    /// When <paramref name="first"/> is sure to have ended before <paramref name="second"/> starts: a way of waits leads from the second
    /// to one that waits for the end of the first, which does not run again by itself.
    /// </summary>
    public Condition WhenEnded(Resource first, Resource second)
    {
        if (!index.Graph.Resources.Any(r => r.Waits.Any(w => w.Kind == WaitKind.Completed)) || MayRunAgain(first))
        {
            return Condition.Never;
        }

        _known ??= [];
        if (!_known.TryGetValue((first.Key, second.Key), out var ended))
        {
            _known[(first.Key, second.Key)] = ended = Search(first, second);
        }

        return ended;
    }

    private Condition Search(Resource first, Resource second)
    {
        var ended = Condition.Never;
        var reached = new Dictionary<string, Condition>(StringComparer.Ordinal) { [second.Key] = Condition.Always };
        var pending = new Queue<string>([second.Key]);
        while (pending.Count > 0)
        {
            var key = pending.Dequeue();
            foreach (var wait in Waits[key])
            {
                var when = index.Conditions.And(reached[key], wait.When);
                if (wait.IsForEnd)
                {
                    ended = index.Conditions.Or(ended, index.Conditions.And(when, WhenPart(wait.To, first)));
                }

                var before = reached.TryGetValue(wait.To, out var known) ? known : Condition.Never;
                var after = index.Conditions.Or(before, when);
                if (after != before)
                {
                    reached[wait.To] = after;
                    pending.Enqueue(wait.To);
                }
            }
        }

        return ended;
    }

    /// <summary>When the resource with <paramref name="key"/> is <paramref name="whole"/>, or a part of it: a part ends with its whole.</summary>
    private Condition WhenPart(string key, Resource whole)
    {
        var when = Condition.Always;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (key != whole.Key)
        {
            if (!seen.Add(key)
                || index.Find(key) is not { Kind: ResourceKind.Logical } part
                || part.Relationships.FirstOrDefault(r => r.Kind == RelationshipEntry.Parent) is not { } parent)
            {
                return Condition.Never;
            }

            when = index.Conditions.And(when, index.When(part, parent));
            key = parent.Other;
        }

        return when;
    }

    private bool MayRunAgain(Resource resource) => resource.Lifecycle.OfType<RestartEntry>().Any(entry => entry.Policy.AsText switch
    {
        "Never" => false,

        // The end that is waited for may be a failure.
        "OnFailure" => index.Graph.Resources.Any(r => r.Waits.Any(w => w is { Kind: WaitKind.Completed, ExitCode: not 0 } && w.Dependency == resource.Key)),
        _ => true,
    });
}
