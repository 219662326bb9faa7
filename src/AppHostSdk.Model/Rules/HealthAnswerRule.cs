using System.Globalization;

namespace AppHostSdk.Model;

/// <summary>Some answer satisfies all health checks of a resource.</summary>
internal static class HealthAnswerRule
{
    private const string Advice = "Change the expected status code, or remove one of the health checks.";

    public static IEnumerable<Finding> Check(GraphIndex index)
    {
        foreach (var resource in index.Graph.Resources.Where(r => !r.HealthChecks.IsEmpty))
        {
            var earlier = new List<HttpHealthCheckEntry>();
            foreach (var check in resource.HealthChecks.OfType<HttpHealthCheckEntry>())
            {
                var when = index.When(resource, check);
                if (!index.IsPossible(when))
                {
                    continue;
                }

                if (!IsAddress(check.Path))
                {
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.NeverHealthy,
                            new SiteArgument(check.Site, "path"),
                            default,
                            EquatableArray.Of(resource.Name, $"'{check.Path}' is not a path that can be asked for", "Write a path, for example /health.")),
                        when,
                        index.Reaching(resource, check));
                    continue;
                }

                // Lower ones announce an answer that is still to come.
                if (check.StatusCode is < 200 or > 999)
                {
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.NeverHealthy,
                            new SiteArgument(check.Site, "statusCode"),
                            default,
                            EquatableArray.Of(resource.Name, $"no answer has the status code {Number(check.StatusCode)}", Advice)),
                        when,
                        index.Reaching(resource, check));
                    continue;
                }

                foreach (var other in earlier.Where(c => IsSameRequest(c, check) && c.StatusCode != check.StatusCode))
                {
                    var both = index.Conditions.And(when, index.When(resource, other));
                    if (index.IsPossible(both))
                    {
                        yield return index.Under(
                            new Finding(
                                RuleCatalog.NeverHealthy,
                                new SiteArgument(check.Site, "statusCode"),
                                EquatableArray.Of(new SiteArgument(other.Site, "statusCode")),
                                EquatableArray.Of(
                                    resource.Name,
                                    $"the answer to GET {check.Path} would have to be {Number(other.StatusCode)} and {Number(check.StatusCode)} at once",
                                    Advice)),
                            both,
                            index.Reaching(resource, check),
                            index.Reaching(resource, other));
                        break;
                    }
                }

                earlier.Add(check);
            }
        }
    }

    /// <summary>True when both ask for one path of one endpoint. Which endpoint is asked when none is named is the same for both.</summary>
    internal static bool IsSameRequest(HttpHealthCheckEntry one, HttpHealthCheckEntry other) =>
        one.Path == other.Path && string.Equals(one.Endpoint, other.Endpoint, StringComparison.OrdinalIgnoreCase);

    /// <summary>A path that begins with one slash always makes an address; to make one takes its time when a host starts.</summary>
    private static bool IsAddress(string path) =>
        path.Length == 0
        || (path[0] == '/' && (path.Length == 1 || path[1] != '/'))
        || (Uri.TryCreate(new Uri("http://localhost"), path, out var url) && url.Scheme is "http" or "https");

    private static string Number(int code) => code.ToString(CultureInfo.InvariantCulture);
}
