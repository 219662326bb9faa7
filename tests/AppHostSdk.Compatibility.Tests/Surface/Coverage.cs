namespace AppHostSdk.Compatibility;

/// <summary>What of Aspire's authoring surface a program can use here unchanged.</summary>
/// <param name="Theirs">What there is.</param>
/// <param name="Missing">What is missing: namespaces, types with all their members, or single members.</param>
internal sealed record Coverage(IReadOnlyList<ApiType> Theirs, IReadOnlyList<Gap> Missing)
{
    /// <summary>How many names there are: members, and types that can be spelled.</summary>
    public int Total => Theirs.Sum(Names);

    /// <summary>How many of them are missing.</summary>
    public int TotalMissing => Missing.Sum(g => g.Names);

    /// <summary>How many methods there are that are called on a builder or a resource.</summary>
    public int Methods => Theirs.Sum(t => t.Members.Count(m => m.Kind == ApiMemberKind.Extension));

    /// <summary>How many of them are missing.</summary>
    public int MissingMethods => Missing.Sum(g => g.Methods);

    /// <summary>Compares two libraries.</summary>
    /// <param name="theirs">What a program was written for.</param>
    /// <param name="ours">What it is compiled against.</param>
    /// <param name="namespaces">The namespaces that it can import then.</param>
    public static Coverage Of(IReadOnlyList<ApiType> theirs, IReadOnlyList<ApiType> ours, IReadOnlySet<string> namespaces)
    {
        var types = ours.GroupBy(t => t.Name).ToDictionary(g => g.Key, g => g.ToList());
        var match = new Match(ours);
        var extensions = ours.SelectMany(t => t.Members).Where(m => m.Kind == ApiMemberKind.Extension).ToLookup(m => m.Name);
        var gaps = theirs.Select(t => t.Namespace).Distinct().Where(n => !namespaces.Contains(n)).Select(n => new Gap($"namespace {n}", 0, 0));
        return new Coverage(theirs, [.. gaps.Concat(theirs.SelectMany(Gaps)).DistinctBy(g => g.Name)]);

        static Gap GapOf(ApiMember member) => new(member.Signature, 1, member.Kind == ApiMemberKind.Extension ? 1 : 0);

        IEnumerable<Gap> Gaps(ApiType type)
        {
            types.TryGetValue(type.Name, out var candidates);
            if (candidates is null && !type.IsExtensionHolder)
            {
                return [new Gap($"type {type.Name}", Names(type), 0)];
            }

            var members = (candidates ?? []).SelectMany(c => c.Members.Concat(c.InheritedMembers)).ToList();
            return type.Members
                .Where(m => !members.Concat(extensions[m.Name]).Any(o => match.Covers(o, m)))
                .Select(GapOf);
        }
    }

    private static int Names(ApiType type) => type.Members.Count + (type.IsExtensionHolder ? 0 : 1);
}
