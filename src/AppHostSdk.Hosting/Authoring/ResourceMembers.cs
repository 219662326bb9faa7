using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>
/// Reads, when the application is built, what the graph needs of resource objects that the program made itself. The compiler reads
/// the same members on the same final state.
/// </summary>
internal static class ResourceMembers
{
    /// <summary>Any value: the resource's own object says so.</summary>
    public const string Own = "own";

    public static void Record(Recording recording, IEnumerable<(IResource Resource, string Key)> objects)
    {
        foreach (var (resource, key) in objects)
        {
            if (resource is IResourceWithParent { Parent: { } parent })
            {
                recording.Add(OperationKind.WithParentRelationship, key, new ModelValue.Resource(Expressed.KeyOf(parent)));
            }

            if (resource is IResourceWithConnectionString connection)
            {
                recording.Add(
                    OperationKind.WithConnectionString,
                    key,
                    Expressed.Of(connection.ConnectionStringExpression),
                    ModelValue.From(connection.ConnectionStringEnvironmentVariable));
                foreach (var (name, value) in connection.GetConnectionProperties())
                {
                    recording.Add(OperationKind.WithConnectionProperty, key, ModelValue.From(name), Expressed.Of(value), ModelValue.From(Own));
                }
            }
        }
    }
}
