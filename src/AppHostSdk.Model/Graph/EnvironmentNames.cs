namespace AppHostSdk.Model;

/// <summary>Names of the environment variables that references set; the conventions are Aspire's.</summary>
public static class EnvironmentNames
{
    /// <summary><c>services__name__key__index</c>: the key is the scheme for endpoints called http or https, else the endpoint's name.</summary>
    public static string Service(string resource, string key, int index) => $"services__{resource}__{key}__{index}";

    /// <summary><c>NAME_ENDPOINT</c>, for programs that do not know service discovery.</summary>
    public static string Endpoint(string resource, string endpoint) => $"{Encode(resource)}_{Encode(endpoint)}".ToUpperInvariant();

    /// <summary><c>name_ENDPOINT</c>: a name given for the reference keeps its case.</summary>
    public static string NamedEndpoint(string name, string endpoint) => $"{Encode(name)}_{Encode(endpoint).ToUpperInvariant()}";

    /// <summary><c>NAME</c> of a service outside the application.</summary>
    public static string ExternalService(string name) => Encode(name).ToUpperInvariant();

    /// <summary>
    /// <c>ConnectionStrings__name</c>, the name as it was given; and for a name that not every shell and platform can have in a variable,
    /// the same with one underscore in place of what it cannot: <c>ConnectionStrings__orders_db</c> for <c>orders-db</c>.
    /// </summary>
    public static IReadOnlyList<string> ConnectionString(string name)
    {
        var portable = Encode(name);
        while (portable.Contains("__"))
        {
            portable = portable.Replace("__", "_");
        }

        return portable == name ? [Variable(name)] : [Variable(name), Variable(portable)];

        static string Variable(string name) => $"ConnectionStrings__{name}";
    }

    /// <summary><c>NAME_PROPERTY</c>; without a name <c>PROPERTY</c>.</summary>
    public static string ConnectionProperty(string name, string property) =>
        (name.Length == 0 ? Encode(property) : $"{Encode(name)}_{Encode(property)}").ToUpperInvariant();

    /// <summary>Letters, digits and underscores stay; anything else becomes an underscore; a leading digit gets one before it.</summary>
    private static string Encode(string name)
    {
        var encoded = string.Concat(name.Select(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' ? c : '_'));
        return encoded.Length > 0 && encoded[0] is >= '0' and <= '9' ? "_" + encoded : encoded;
    }
}
