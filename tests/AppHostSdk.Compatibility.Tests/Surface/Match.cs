namespace AppHostSdk.Compatibility;

/// <summary>Whether a call written for one member compiles against another one.</summary>
/// <param name="ours">The types of the library that it is compiled against.</param>
internal sealed class Match(IReadOnlyList<ApiType> ours)
{
    private readonly Dictionary<string, IReadOnlySet<string>> _bases = ours.GroupBy(t => t.Name).ToDictionary(g => g.Key, g => g.First().Bases);

    /// <summary>True when each use of <paramref name="theirs"/> is a use of <paramref name="ours"/>.</summary>
    public bool Covers(ApiMember ours, ApiMember theirs) => IsUse(ours, theirs) || IsUse(ForOneType(ours, theirs), theirs);

    private bool IsUse(ApiMember? ours, ApiMember theirs) =>
        ours is not null
        && ours.Name == theirs.Name
        && Kind(ours, theirs)
        && Owner(ours, theirs)
        && ours.IsStatic == theirs.IsStatic
        && (ours.IsSettable || !theirs.IsSettable)
        && (ours.Result == theirs.Result || ours.ResultBases.Contains(theirs.Result) || theirs.Result == "void")
        && Parameters(ours, theirs)
        && Constraints(ours, theirs);

    /// <summary>Ours as it is when the builder is that of theirs; <see langword="null"/> if it is not for any builder, or not for this one.</summary>
    private ApiMember? ForOneType(ApiMember ours, ApiMember theirs)
    {
        const string Any = "IResourceBuilder<T>";
        return ours.Owner == Any && theirs.Built is not null && ours.Constraints is [var constraints, ..] && constraints.IsSubsetOf(Implied([theirs.Built]))
            ? ours with
            {
                Owner = theirs.Owner,
                Result = ours.Result == Any ? theirs.Owner : ours.Result,
                Constraints = [.. ours.Constraints.Skip(1)],
            }
            : null;
    }

    /// <summary>A method may be an extension method, a field may be a property.</summary>
    private static bool Kind(ApiMember ours, ApiMember theirs) => ours.Kind == theirs.Kind || (ours.Kind, theirs) switch
    {
        (ApiMemberKind.Extension, { Kind: ApiMemberKind.Method, IsStatic: false }) => true,
        (ApiMemberKind.Property, { Kind: ApiMemberKind.Field }) => true,
        _ => false,
    };

    /// <summary>Members of a type are found by the type already; an extension method may be one of what the type converts to.</summary>
    private static bool Owner(ApiMember ours, ApiMember theirs) =>
        ours.Owner == theirs.Owner || ours.Kind != ApiMemberKind.Extension || theirs.OwnerBases.Contains(ours.Owner);

    private static bool Parameters(ApiMember ours, ApiMember theirs) =>
        ours.Parameters.Count >= theirs.Parameters.Count
        && ours.Parameters.Zip(theirs.Parameters).All(pair => Parameter(pair.First, pair.Second))
        && ours.Parameters.Skip(theirs.Parameters.Count).All(p => p.Default is not null || p.IsParams);

    private static bool Parameter(ApiParameter ours, ApiParameter theirs) =>
        ours.Name == theirs.Name
        && (ours.Type == theirs.Type || ours.Type == theirs.Type + "?" || theirs.Bases.Contains(ours.Type))
        && (theirs.Default is null || ours.Default == theirs.Default)
        && (ours.IsParams || !theirs.IsParams);

    /// <summary>Ours may ask for less, never for more.</summary>
    private bool Constraints(ApiMember ours, ApiMember theirs) =>
        ours.Constraints.Count == theirs.Constraints.Count
        && ours.Constraints.Zip(theirs.Constraints).All(pair => pair.First.IsSubsetOf(Implied(pair.Second)));

    /// <summary>The types, and what they convert to here.</summary>
    private HashSet<string> Implied(IEnumerable<string> types) => [.. types.SelectMany(t => _bases.GetValueOrDefault(t, new HashSet<string>()).Append(t))];
}
