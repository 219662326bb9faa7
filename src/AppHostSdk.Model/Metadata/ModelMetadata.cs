namespace AppHostSdk.Model;

/// <summary>The keys under which a built app host carries its model, as <c>AssemblyMetadata</c>, for tools that read it without running it.</summary>
public static class ModelMetadata
{
    /// <summary>The graph; see <see cref="GraphJson"/>.</summary>
    public const string Graph = "AppHostSdk.Graph";

    /// <summary>Where the calls are that the graph's sites stand for; see <see cref="SiteTable"/>.</summary>
    public const string Sites = "AppHostSdk.Sites";

    /// <summary>Names that are probably misspelled; see <see cref="SpellingTable"/>. Only in app hosts with such a mistake, which build only where the project downgrades it.</summary>
    public const string Spelling = "AppHostSdk.Spelling";
}
