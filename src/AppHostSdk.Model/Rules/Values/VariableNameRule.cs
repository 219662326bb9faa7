namespace AppHostSdk.Model;

/// <summary>Environment variables have names that the operating system can tell from their values.</summary>
internal static class VariableNameRule
{
    private const string Separate = " The value is an argument of its own.";
    private const string After = " The variables of a reference are named after it.";

    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            foreach (var entry in resource.Environment)
            {
                var (name, argument, advice) = entry switch
                {
                    EnvironmentVariable variable => (variable.Name, "name", Separate),
                    UriVariables address => (address.Name, "name", After),

                    // Without a name of its own, a connection string is passed on under that of the resource.
                    ReferenceVariables { Name: { Length: > 0 } given, IsConnection: var isConnection } =>
                        (given, isConnection ? "connectionName" : "name", After),
                    _ => (null, "", ""),
                };
                if (Found(index, resource, entry, name, argument, advice) is { } finding)
                {
                    yield return finding;
                }
            }

            foreach (var endpoint in resource.Endpoints.OfType<EndpointDeclaration>())
            {
                if (Found(index, resource, endpoint, endpoint.PortVariable, "env", "") is { } finding)
                {
                    yield return finding;
                }
            }

            foreach (var connection in resource.Connections)
            {
                if (Found(index, resource, connection, connection.Variable, "variable", "") is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }

    private static Finding? Found(GraphIndex index, Resource resource, Entry entry, string? name, string argument, string advice) =>
        name is not null && Problem(name) is { } problem && index.IsPossible(index.When(resource, entry))
            ? index.Under(
                new Finding(
                    RuleCatalog.InvalidVariableName,
                    new SiteArgument(entry.Site, argument),
                    default,
                    EquatableArray.Of(name.Replace("\0", ""), problem, name.Contains('=') ? advice : "")),
                index.When(resource, entry),
                index.Reaching(resource, entry))
            : null;

    private static string? Problem(string name) =>
        name.Length == 0 ? "it is empty" : NameFormat.Containing(name, c => c is '=' or '\0');
}
