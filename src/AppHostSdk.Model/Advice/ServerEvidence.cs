namespace AppHostSdk.Model;

/// <summary>
/// Why a resource certainly runs until it is stopped. Endpoints alone are no evidence: a job may be built on a web framework, and a
/// launch profile has an address that the program never asked for. A restart policy is none either: the first end counts.
/// </summary>
internal static class ServerEvidence
{
    // Images whose own program is a server. One that needs arguments to be one is not among them.
    private static readonly HashSet<string> ServerImages = new(StringComparer.Ordinal)
    {
        "elasticsearch", "httpd", "mariadb", "memcached", "mongo", "mysql", "nats", "nginx", "postgres", "rabbitmq", "redis", "traefik",
        "valkey/valkey", "mcr.microsoft.com/mssql/server",
    };

    /// <summary>The evidence in words that follow the resource's name, and when it holds; <see langword="null"/> for none.</summary>
    public static (string Words, Condition When)? Of(GraphIndex index, Resource resource)
    {
        if (index.MayHaveMore(resource))
        {
            return null;
        }

        if (resource.Kind == ResourceKind.Container
            && resource.Connections.Any(c => !c.IsRedirection)
            && !resource.Settings.Any(s => s.Setting == ResourceSetting.Entrypoint))
        {
            return ("is a server that others connect to", index.When(resource));
        }

        if (Image(resource) is { } image)
        {
            return ($"runs the image '{image}', whose program is a server", index.When(resource));
        }

        if (resource.IsStarted && !resource.HealthChecks.IsEmpty)
        {
            var isChecked = index.Any(resource.HealthChecks, c => index.When(resource, c));
            var listens = index.Any(index.EndpointsOf(resource), e => index.WhenSurelyDeclared(resource, e.Name));
            return ("has endpoints and a health check, which answer while it runs", index.Conditions.And(isChecked, listens));
        }

        return null;
    }

    /// <summary>The image of a server that nothing in the program makes do anything else.</summary>
    private static string? Image(Resource resource) =>
        resource.Kind == ResourceKind.Container
        && resource.Arguments.IsEmpty
        && !resource.Settings.Any(s => s.Setting is ResourceSetting.Entrypoint or ResourceSetting.Executable)
        && resource.Last<DockerfileEntry>() is null
        && !resource.Details.Any(d => d.Detail == ResourceDetail.RuntimeArguments)
        && resource.Images.All(i => i.Condition.IsAlways)
        && resource.FinalImage().Image.AsText is { } image
        && ServerImages.Contains(Plain(image))
            ? image
            : null;

    /// <summary>Without digest, and without what the engines add themselves.</summary>
    private static string Plain(string image)
    {
        var name = image.Split('@')[0];
        foreach (var prefix in new[] { "docker.io/", "library/" })
        {
            name = name.StartsWith(prefix, StringComparison.Ordinal) ? name.Substring(prefix.Length) : name;
        }

        return name;
    }
}
