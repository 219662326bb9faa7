namespace AppHostSdk.Model;

/// <summary>The scheme of an endpoint can stand before <c>://</c> in URLs.</summary>
internal static class SchemeRule
{
    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var endpoint in resource.Endpoints)
            {
                if (endpoint is not EndpointDeclaration { Scheme: { } scheme } declaration || Problem(scheme) is not { } problem)
                {
                    continue;
                }

                var when = index.When(resource, declaration);
                if (index.IsPossible(when))
                {
                    var finding = new Finding(RuleCatalog.InvalidScheme, new SiteArgument(declaration.Site, "scheme"), default, EquatableArray.Of(scheme, resource.Name, problem));
                    yield return index.Under(finding, when, index.Reaching(resource, declaration));
                }
            }
        }
    }

    /// <summary>What is wrong with a scheme (RFC 3986, 3.1), or <see langword="null"/> for a valid one.</summary>
    public static string? Problem(string scheme) =>
        scheme.Length == 0 ? "it is empty"
        : !IsLetter(scheme[0]) ? "it does not start with a letter"
        : NameFormat.Containing(scheme, c => !IsLetter(c) && c is not ((>= '0' and <= '9') or '+' or '-' or '.'));

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
