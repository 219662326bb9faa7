using AppHostSdk.Model;
using AppHostSdk.Networking;

namespace AppHostSdk.Launching;

/// <summary>The addresses of a resource as people are shown them: with the page that its launch profile opens.</summary>
internal static class EndpointUrls
{
    /// <summary>
    /// One URL per endpoint. A relative <c>launchUrl</c> is appended to those over http and https; an absolute one is shown in place of
    /// the endpoint whose address in the profile it begins with, at the port that endpoint really has.
    /// </summary>
    /// <param name="project">The project, or <see langword="null"/> when the resource is none.</param>
    /// <param name="resource">The resource with its launch profile selected.</param>
    /// <param name="endpoints">Where its endpoints are.</param>
    public static IReadOnlyList<string> Of(ProjectLaunch? project, Model.Resource resource, IReadOnlyList<EndpointAddress> endpoints)
    {
        var profile = project is null ? null : LaunchExpansion.ProfileOf(resource, project);
        if (profile?.LaunchUrl is not { Length: > 0 } page)
        {
            return [.. endpoints.Select(e => e.HostUrl)];
        }

        if (!page.Contains("://", StringComparison.Ordinal))
        {
            return [.. endpoints.Select(e => e.Endpoint.IsHttp ? $"{e.HostUrl}/{page.TrimStart('/')}" : e.HostUrl)];
        }

        return WithPage(profile, page, endpoints);
    }

    private static IReadOnlyList<string> WithPage(LaunchProfile profile, string page, IReadOnlyList<EndpointAddress> endpoints)
    {
        var own = Uri.TryCreate(page, UriKind.Absolute, out var url)
            ? LaunchExpansion.Named(profile.Urls).FirstOrDefault(u => u.Url.Scheme == url.Scheme && u.Url.Port == url.Port).Name
            : null;
        return [.. endpoints.Select(e => e.Endpoint.Name == own ? e.HostUrl + url!.PathAndQuery + url.Fragment : e.HostUrl)];
    }
}
