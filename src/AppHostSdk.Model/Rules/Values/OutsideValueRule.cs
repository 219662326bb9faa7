namespace AppHostSdk.Model;

/// <summary>Addresses outside the application are absolute URLs, and what is secret is not published.</summary>
public static class OutsideValueRule
{
    internal static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources)
        {
            if (resource is { Secret: true, Parameter.PublishesDefault: true } && index.IsPossible(index.When(resource)))
            {
                yield return index.Under(
                    new Finding(RuleCatalog.PublishedSecret, new SiteArgument(resource.Site, "publishValueAsDefault"), default, EquatableArray.Of(resource.Name)),
                    index.When(resource),
                    index.Reaching(resource));
            }

            if (resource.Kind == ResourceKind.ExternalService)
            {
                foreach (var connection in resource.Connections)
                {
                    foreach (var finding in Wrong(index, connection.Value, resource, connection, new SiteArgument(connection.Site, "url")))
                    {
                        yield return finding;
                    }
                }
            }

            foreach (var reference in resource.Environment.OfType<UriVariables>())
            {
                foreach (var finding in Wrong(index, reference.Uri, resource, reference, new SiteArgument(reference.Site, "uri")))
                {
                    yield return finding;
                }
            }
        }
    }

    /// <summary>Why <paramref name="address"/> cannot be told to others, or <see langword="null"/> when it can.</summary>
    public static string? Mistake(string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.IsFile || uri.Host.Length == 0 ? "it is not absolute"
        : uri.Query.Length > 0 ? "it has a query"
        : uri.Fragment.Length > 0 ? "it has a fragment"
        : null;

    private static IEnumerable<Finding> Wrong(GraphIndex index, ModelValue value, Resource resource, Entry entry, SiteArgument place) =>
        value.AsText is { } address && Mistake(address) is { } mistake && index.IsPossible(index.When(resource, entry))
            ? [index.Under(
                new Finding(RuleCatalog.InvalidAddress, place, default, EquatableArray.Of(address, mistake)),
                index.When(resource, entry),
                index.Reaching(resource, entry))]
            : [];
}
