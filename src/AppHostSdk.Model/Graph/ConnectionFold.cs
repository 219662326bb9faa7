namespace AppHostSdk.Model;

/// <summary>Applies the connection entries of a resource.</summary>
public static class ConnectionFold
{
    /// <summary>
    /// What others connect to <paramref name="resource"/> with, or <see langword="null"/> when they cannot. Conditions are ignored: the
    /// result holds once a graph is specialised.
    /// </summary>
    public static ConnectionEntry? FinalConnection(this Resource resource)
    {
        ConnectionEntry? last = null;
        foreach (var entry in resource.Connections)
        {
            last = entry.IsRedirection || last is not { IsRedirection: true } ? entry : last;
        }

        return last;
    }

    /// <summary>
    /// The single values of what others connect to <paramref name="resource"/> with, once per name without regard to case, in the order
    /// of their first mention.
    /// </summary>
    public static IReadOnlyList<ConnectionPropertyEntry> FinalConnectionProperties(this Resource resource) =>
        [.. resource.ConnectionProperties
            .GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.LastOrDefault(p => !p.IsOwn) ?? group.Last())];
}
