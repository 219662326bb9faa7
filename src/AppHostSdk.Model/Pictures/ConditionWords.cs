namespace AppHostSdk.Model;

/// <summary>Says in words when a part of a graph exists.</summary>
/// <param name="table">The conditions of the graph.</param>
public sealed class ConditionWords(ConditionTable table)
{
    // More than this is not read by anyone.
    private const int MostAlternatives = 3;
    private const int MostTests = 6;

    private readonly bool[] _canHold = CanHold(table);

    /// <summary>The words for a condition of the table, for example <c>when running and configuration database is 'postgres'</c>.</summary>
    public string Of(Condition condition)
    {
        if (condition.IsAlways)
        {
            return "always";
        }

        var alternatives = Alternatives(condition, 0).Take(MostAlternatives + 1).Select(tests => string.Join(" and ", tests)).ToList();
        if (alternatives.Count > MostAlternatives)
        {
            alternatives[MostAlternatives] = "in further cases";
        }

        return alternatives.Count == 0 ? "never" : "when " + string.Join(", or ", alternatives);
    }

    /// <summary>The ways through the diagram that end where the condition holds.</summary>
    private IEnumerable<string[]> Alternatives(Condition condition, int depth)
    {
        if (condition.IsAlways)
        {
            yield return [];
        }

        if (condition.Node < ConditionTable.FirstNode)
        {
            yield break;
        }

        if (depth == MostTests)
        {
            yield return ["further tests hold"];
            yield break;
        }

        var node = table.Nodes[condition.Node - ConditionTable.FirstNode];
        var atom = table.Atoms[node.Atom];

        // Values with one outcome are one alternative: "is 'eu' or 'us'".
        foreach (var outcome in node.Edges.GroupBy(edge => edge.Then).Where(group => _canHold[group.Key.Node]))
        {
            foreach (var rest in Alternatives(outcome.Key, depth + 1))
            {
                yield return [Test(atom, [.. outcome.Select(edge => edge.Value)], holds: true), .. rest];
            }
        }

        if (_canHold[node.Otherwise.Node])
        {
            foreach (var rest in Alternatives(node.Otherwise, depth + 1))
            {
                yield return [Test(atom, [.. node.Edges.Select(edge => edge.Value)], holds: false), .. rest];
            }
        }
    }

    /// <summary>
    /// By number, whether a condition can hold. Without this, a diagram in which most ways lead nowhere would be walked for ever.
    /// </summary>
    private static bool[] CanHold(ConditionTable table)
    {
        var canHold = new bool[table.Nodes.Count + ConditionTable.FirstNode];
        canHold[Condition.Always.Node] = true;
        for (var i = 0; i < table.Nodes.Count; i++)
        {
            // A node refers only to earlier ones.
            var node = table.Nodes[i];
            canHold[i + ConditionTable.FirstNode] = canHold[node.Otherwise.Node] || node.Edges.Any(edge => canHold[edge.Then.Node]);
        }

        return canHold;
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
        if (values is [TestWords.Null] && kind is not (ProvenanceKind.SecretParameter or ProvenanceKind.Widened))
        {
            return $"{subject} is {(holds ? "not set" : "set")}";
        }

        var listed = kind switch
        {
            // What a secret is compared with may be the secret.
            ProvenanceKind.SecretParameter => "a certain value",
            ProvenanceKind.Widened => "true",
            _ => string.Join(" or ", values.Select(value => value == TestWords.Null ? "unset" : $"'{TestWords.Shown(value)}'")),
        };
        return $"{subject} is {(holds ? "" : "not ")}{listed}";
    }
}
