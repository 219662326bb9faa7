namespace AppHostSdk.Execution;

/// <summary>Names of injected environment variables; the conventions are Aspire's.</summary>
internal static class EnvironmentNames
{
    /// <summary><c>services__name__key__index</c>: the key is the scheme for endpoints called http or https, else the endpoint's name.</summary>
    public static string Service(string resource, string key, int index) => $"services__{resource}__{key}__{index}";

    /// <summary><c>NAME_ENDPOINT</c>, for programs that do not know service discovery.</summary>
    public static string Endpoint(string resource, string endpoint) => $"{Encode(resource)}_{Encode(endpoint)}".ToUpperInvariant();

    /// <summary>Letters, digits and underscores stay; anything else becomes an underscore; a leading digit gets one before it.</summary>
    private static string Encode(string name)
    {
        var encoded = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_'));
        return char.IsAsciiDigit(encoded[0]) ? "_" + encoded : encoded;
    }
}
