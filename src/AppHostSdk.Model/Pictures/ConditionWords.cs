namespace AppHostSdk.Model;

/// <summary>Says in words when a part of a graph exists.</summary>
/// <param name="table">The conditions of the graph.</param>
public sealed class ConditionWords(ConditionTable table)
{
    // More than this is not read by anyone.
    private const int MostAlternatives = 3;

    private readonly Dictionary<int, bool> _canHold = [];

    /// <summary>The words for a condition of the table, for example <c>when running and configuration database is 'postgres'</c>.</summary>
    public string Of(Condition condition)
    {
        if (condition.IsAlways)
        {
            return "always";
        }

        var alternatives = Alternatives(condition).Take(MostAlternatives + 1).Select(tests => string.Join(" and ", tests)).ToList();
        if (alternatives.Count > MostAlternatives)
        {
            alternatives[MostAlternatives] = "in further cases";
        }

        return alternatives.Count == 0 ? "never" : "when " + string.Join(", or ", alternatives);
    }

    /// <summary>The ways through the diagram that end where the condition holds.</summary>
    private IEnumerable<string[]> Alternatives(Condition condition)
    {
        if (condition.IsAlways)
        {
            yield return [];
        }

        if (condition.Node < ConditionTable.FirstNode)
        {
            yield break;
        }

        var node = table.Nodes[condition.Node - ConditionTable.FirstNode];
        var atom = table.Atoms[node.Atom];

        // Values with one outcome are one alternative: "is 'eu' or 'us'".
        foreach (var outcome in node.Edges.GroupBy(edge => edge.Then).Where(group => CanHold(group.Key)))
        {
            foreach (var rest in Alternatives(outcome.Key))
            {
                yield return [Test(atom, [.. outcome.Select(edge => edge.Value)], holds: true), .. rest];
            }
        }

        if (CanHold(node.Otherwise))
        {
            foreach (var rest in Alternatives(node.Otherwise))
            {
                yield return [Test(atom, [.. node.Edges.Select(edge => edge.Value)], holds: false), .. rest];
            }
        }
    }

    /// <summary>Without this, a diagram in which most ways lead nowhere would be walked for ever.</summary>
    private bool CanHold(Condition condition)
    {
        if (condition.Node < ConditionTable.FirstNode)
        {
            return condition.IsAlways;
        }

        if (!_canHold.TryGetValue(condition.Node, out var result))
        {
            var node = table.Nodes[condition.Node - ConditionTable.FirstNode];
            _canHold[condition.Node] = result = CanHold(node.Otherwise) || node.Edges.Any(edge => CanHold(edge.Then));
        }

        return result;
    }

    private static string Test(Atom atom, string[] values, bool holds)
    {
        if (atom.Kind == AtomKind.Mode && values.Length == 1 && values[0] is "run" or "publish")
        {
            return values[0] == "run" == holds ? "running" : "publishing";
        }

        var (kind, text) = atom.Provenance;
        if (kind is ProvenanceKind.Source or ProvenanceKind.CommandLine && values.Length == 1 && values[0] is "true" or "false")
        {
            return values[0] == "true" == holds ? text : $"not ({text})";
        }

        var subject = kind switch
        {
            ProvenanceKind.Configuration => "configuration " + text,
            ProvenanceKind.EnvironmentVariable => "variable " + text,
            ProvenanceKind.SecretParameter => "secret parameter " + text,
            ProvenanceKind.Widened => "a test at run time",
            _ => text,
        };
        var listed = kind switch
        {
            // What a secret is compared with may be the secret.
            ProvenanceKind.SecretParameter => "a certain value",
            ProvenanceKind.Widened => "true",
            _ => string.Join(" or ", values.Select(value => $"'{value}'")),
        };
        return $"{subject} is {(holds ? "" : "not ")}{listed}";
    }
}
