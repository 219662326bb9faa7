using AppHostSdk.Model;

namespace AppHostSdk.Launching;

/// <summary>What references of resources come to.</summary>
internal static class ConnectionTargets
{
    /// <summary>Which variables references give a resource.</summary>
    public static ReferenceEnvironmentInjectionFlags InjectionOf(Model.Resource consumer) =>
        consumer.Environment.OfType<ReferenceInjection>().LastOrDefault()?.Flags ?? ReferenceEnvironmentInjectionFlags.All;

    /// <summary>The resource that others really connect to when they connect to <paramref name="source"/>.</summary>
    public static Model.Resource ConnectedTo(AppGraph graph, Model.Resource source)
    {
        var seen = new HashSet<string>();
        while (seen.Add(source.Key)
            && source.FinalConnection() is { IsRedirection: true, Value: ModelValue.Connection { Key: var key } }
            && graph.Find(key) is { } target)
        {
            source = target;
        }

        return source;
    }
}
