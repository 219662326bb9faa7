namespace AppHostSdk.Model;

/// <summary>
/// The variables that tell .NET's web server where to listen. A project with http endpoints listens at these; a launch
/// profile and the app host's own environment do not displace them, what the program sets with <c>WithEnvironment</c> does.
/// </summary>
public static class ListenVariables
{
    private static readonly string[] Prefixes = ["ASPNETCORE_", "DOTNET_"];

    /// <summary>True when <paramref name="name"/> is such a variable. Configuration takes no notice of letter case.</summary>
    /// <param name="name">The name of a variable.</param>
    public static bool IsOne(string name) => IsAddress(name) || KestrelKey(name) is not null;

    /// <summary>
    /// True when the web server of a project binds an endpoint: one that has a variable of its own is bound by the program itself.
    /// </summary>
    /// <param name="endpoint">An endpoint of a project.</param>
    public static bool IsServed(ResourceEndpoint endpoint) => endpoint is { IsHttp: true, PortVariable: null };

    /// <summary>
    /// True when the web server would listen at what a variable says in place of an endpoint. The server that has endpoints in its app
    /// settings passes over all addresses, and listens at further endpoints besides them.
    /// </summary>
    /// <param name="name">The name of a variable.</param>
    /// <param name="project">The project.</param>
    /// <param name="served">Its endpoints that the web server binds.</param>
    public static bool Displaces(string name, ProjectLaunch project, IReadOnlyCollection<ResourceEndpoint> served) =>
        Displaced(name, project, served).Any();

    /// <summary>
    /// True when the web server follows such a variable rather than <c>ASPNETCORE_URLS</c>, or it is that one. The others have no effect
    /// where that is set.
    /// </summary>
    /// <param name="name">The name of such a variable.</param>
    public static bool Wins(string name) =>
        KestrelKey(name) is not null || Rest(name).Equals("URLS", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when the value of such a variable says where to listen: addresses, or ports.</summary>
    /// <param name="name">The name of such a variable.</param>
    public static bool SaysWhere(string name) => IsAddress(name) || IsKestrelUrl(name);

    /// <summary>The endpoints in whose place the web server would listen at what a variable says; see <see cref="Displaces"/>.</summary>
    /// <param name="name">The name of a variable that displaces some.</param>
    /// <param name="project">The project, or <see langword="null"/> when it is not known.</param>
    /// <param name="served">Its endpoints that the web server binds.</param>
    public static IEnumerable<ResourceEndpoint> Displaced(
        string name, ProjectLaunch? project, IReadOnlyCollection<ResourceEndpoint> served) =>
        project is not { KestrelEndpoints.IsEmpty: false } ? IsOne(name) ? served : []
        : IsKestrelUrl(name)
            ? served.Where(e => string.Equals(KeyOf(project, e), KestrelKey(name), StringComparison.OrdinalIgnoreCase))
        : [];

    /// <summary>The key of an endpoint in the section <c>Kestrel:Endpoints</c>.</summary>
    /// <param name="project">A project with such a section.</param>
    /// <param name="endpoint">One of its endpoints.</param>
    public static string KeyOf(ProjectLaunch project, ResourceEndpoint endpoint) =>
        project.KestrelEndpoints.FirstOrDefault(k => string.Equals(k.Name, endpoint.Name, StringComparison.OrdinalIgnoreCase))?.Key
        ?? endpoint.Name;

    /// <summary>True for <c>URLS</c>, <c>HTTP_PORTS</c> and <c>HTTPS_PORTS</c>, with a prefix of .NET or without.</summary>
    private static bool IsAddress(string name) => Rest(name).ToUpperInvariant() is "URLS" or "HTTP_PORTS" or "HTTPS_PORTS";

    private static bool IsKestrelUrl(string name) =>
        KestrelKey(name) is not null && Rest(name).EndsWith(":Url", StringComparison.OrdinalIgnoreCase);

    /// <summary>The key in <c>Kestrel:Endpoints:key:…</c>, or <see langword="null"/> for another variable.</summary>
    private static string? KestrelKey(string name) =>
        Rest(name).Split(':') is [var section, var part, { Length: > 0 } key, _, ..]
        && section.Equals("Kestrel", StringComparison.OrdinalIgnoreCase)
        && part.Equals("Endpoints", StringComparison.OrdinalIgnoreCase)
            ? key
            : null;

    /// <summary>The key in the configuration that a variable sets.</summary>
    private static string Rest(string name)
    {
        var prefix = Array.Find(Prefixes, p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase)) ?? "";
        return name.Substring(prefix.Length).Replace("__", ":");
    }
}
