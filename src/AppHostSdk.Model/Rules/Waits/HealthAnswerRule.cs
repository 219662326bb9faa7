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
            var possible = new List<HttpHealthCheckEntry>();
            foreach (var check in resource.HealthChecks.OfType<HttpHealthCheckEntry>().Where(c => index.IsPossible(index.When(resource, c))))
            {
                if (Impossible(check) is var (argument, problem, advice))
                {
                    yield return index.Under(
                        new Finding(
                            RuleCatalog.NeverHealthy,
                            new SiteArgument(check.Site, argument),
                            default,
                            EquatableArray.Of(resource.Name, problem, advice)),
                        index.When(resource, check),
                        index.Reaching(resource, check));
                }
                else
                {
                    possible.Add(check);
                }
            }

            foreach (var (check, other, both) in index.Clashes(resource, possible, (c, o) => IsSameRequest(c, o) && c.StatusCode != o.StatusCode))
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
            }
        }
    }

    /// <summary>Why no answer can satisfy a check, whatever the others ask for.</summary>
    private static (string Argument, string Problem, string Advice)? Impossible(HttpHealthCheckEntry check) =>
        !IsAddress(check.Path) ? ("path", $"'{check.Path}' is not a path that can be asked for", "Write a path, for example /health.")

        // Lower ones announce an answer that is still to come.
        : check.StatusCode is < 200 or > 999 ? ("statusCode", $"no answer has the status code {Number(check.StatusCode)}", Advice)
        : null;

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
