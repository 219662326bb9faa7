namespace AppHostSdk.Compatibility;

/// <summary>A member that the author of an app host can use.</summary>
/// <param name="Owner">The type it is called on: the declaring type, or the receiver of an extension method. Without namespaces.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Result">The type of its value, without namespaces.</param>
internal sealed record ApiMember(string Owner, string Name, ApiMemberKind Kind, string Result)
{
    /// <summary>What the caller passes, without the receiver.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>The types that <see cref="Owner"/> converts to, without namespaces.</summary>
    public IReadOnlySet<string> OwnerBases { get; init; } = new HashSet<string>();

    /// <summary>For each type parameter what it must be, by its number.</summary>
    public IReadOnlyList<IReadOnlySet<string>> Constraints { get; init; } = [];

    /// <summary>The types that its value converts to, without namespaces.</summary>
    public IReadOnlySet<string> ResultBases { get; init; } = new HashSet<string>();

    /// <summary>For a method that is called on a builder of one type: that type.</summary>
    public string? Built { get; init; }

    /// <summary>Whether it is called on the type, not on an object.</summary>
    public bool IsStatic { get; init; }

    /// <summary>Whether a value can be assigned, at least in an initializer.</summary>
    public bool IsSettable { get; init; }

    /// <summary>Whether it is marked as obsolete.</summary>
    public bool IsObsolete { get; init; }

    /// <summary>Whether it is marked as experimental.</summary>
    public bool IsExperimental { get; init; }

    /// <summary>How the reviewed list names it: unique among the members of a library.</summary>
    public string Signature
    {
        get
        {
            var list = $"({string.Join(", ", Parameters)})";
            var types = Constraints.Count == 0 ? "" : $"<{string.Join(", ", Enumerable.Range(0, Constraints.Count).Select(ApiText.TypeParameter))}>";
            var constraints = string.Concat(Constraints.Select((c, i) => c.Count == 0 ? "" : $" where {ApiText.TypeParameter(i)} : {string.Join(", ", c.Order(StringComparer.Ordinal))}"));
            return Kind switch
            {
                ApiMemberKind.Constructor => $"new {Owner}{list}",
                ApiMemberKind.Method or ApiMemberKind.Extension => $"{Owner}.{Name}{types}{list}{constraints}",
                ApiMemberKind.Property when Parameters.Count > 0 => $"{Owner}[{string.Join(", ", Parameters)}]",
                ApiMemberKind.Property => $"{Owner}.{Name} {{ get;{(IsSettable ? " set;" : "")} }}",
                _ => $"{Owner}.{Name}",
            };
        }
    }
}
