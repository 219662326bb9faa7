namespace AppHostSdk.Model;

/// <summary>
/// What the program chose to make an entry of. A call whose arguments are chosen by several tests makes an entry for each combination;
/// the pieces say which of them have an argument in common.
/// </summary>
internal sealed class EntryPieces : IEntryVisitor
{
    private readonly List<(string Member, object? Value)> _members = [];

    private EntryPieces()
    {
    }

    /// <summary>The pieces of an entry.</summary>
    public static IEnumerable<(string Member, object Value)> Of(Entry entry)
    {
        var pieces = new EntryPieces();
        entry.VisitMembers(pieces);
        return Given(pieces._members);
    }

    /// <summary>The pieces of what was given to the call that added a resource.</summary>
    public static IEnumerable<(string Member, object Value)> Of(Resource resource) => Given(
    [
        (nameof(Resource.Name), resource.Name),
        (nameof(Resource.Project), resource.Project),
        (nameof(Resource.LaunchProfile), resource.LaunchProfile),
        (nameof(Resource.Image), resource.Image),
        (nameof(Resource.Tag), resource.Tag),
        (nameof(Resource.Command), resource.Command),
    ]);

    public ModelValue VisitValue(string name, ModelValue value) => Add(name, value);

    public string VisitKey(string name, string key) => Add(name, key);

    public string VisitText(string name, string text) => Add(name, text);

    public string? VisitOptionalText(string name, string? text) => Add(name, text);

    public int VisitNumber(string name, int number) => Add(name, number);

    public bool VisitFlag(string name, bool flag) => Add(name, flag);

    public bool? VisitOptionalFlag(string name, bool? flag) => Add(name, flag);

    public Enum? VisitChoice(string name, Type type, Enum? choice) => Add(name, choice);

    private T Add<T>(string name, T member)
    {
        _members.Add((name, member));
        return member;
    }

    private static IEnumerable<(string Member, object Value)> Given(IEnumerable<(string Member, object? Value)> members)
    {
        foreach (var (member, value) in members)
        {
            if (value is null or ModelValue.NoValue)
            {
                continue;
            }

            if (value is not ModelValue whole)
            {
                yield return (member, value);
                continue;
            }

            // Of what is put together, each part was chosen by itself.
            foreach (var part in whole.SelfAndParts().Where(p => p is not (ModelValue.Template or ModelValue.Formatted or ModelValue.List)))
            {
                if (part is ModelValue.Endpoint endpoint)
                {
                    yield return (member + ".source", endpoint.Key);
                    yield return (member + ".endpoint", endpoint.Name);
                }
                else
                {
                    yield return (member, part);
                }
            }
        }
    }
}
