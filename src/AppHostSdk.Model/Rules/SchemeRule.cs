namespace AppHostSdk.Model;

/// <summary>The scheme of an endpoint can stand before <c>://</c> in URLs.</summary>
internal static class SchemeRule
{
    public static IEnumerable<Finding> Check(GraphIndex index) =>
        from resource in index.Graph.Resources
        from endpoint in resource.Endpoints.OfType<EndpointDeclaration>()
        where endpoint.Scheme is not null && Problem(endpoint.Scheme) is not null && index.IsPossible(index.When(resource, endpoint))
        select index.Under(
            new Finding(
                RuleCatalog.InvalidScheme,
                new SiteArgument(endpoint.Site, "scheme"),
                default,
                EquatableArray.Of(endpoint.Scheme!, resource.Name, Problem(endpoint.Scheme!)!)),
            index.When(resource, endpoint),
            index.Reaching(resource, endpoint));

    /// <summary>What is wrong with a scheme (RFC 3986, 3.1), or <see langword="null"/> for a valid one.</summary>
    public static string? Problem(string scheme) =>
        scheme.Length == 0 ? "it is empty"
        : !IsLetter(scheme[0]) ? "it does not start with a letter"
        : NameFormat.Containing(scheme, c => !IsLetter(c) && c is not ((>= '0' and <= '9') or '+' or '-' or '.'));

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
