using System.Globalization;
using AppHostSdk.Configuration;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Processes;

namespace AppHostSdk.Launching;

/// <summary>Resolves what a project is started with.</summary>
internal static class ProjectLaunchResolver
{
    public static ProcessSpec Resolve(LaunchContext context, Model.Resource resource, IReadOnlyList<EndpointAddress> endpoints)
    {
        var (values, hostDirectory) = (context.Values, context.HostDirectory);
        var project = context.Graph.Described.LaunchOf(resource)
            ?? throw new DistributedApplicationException(ProjectPaths.ProblemOf(resource, hostDirectory) is { } problem
                ? $"'{resource.Name}' is a project by path, but {problem}. Correct the path, which is relative to the app host's directory."
                : $"'{resource.Name}' is the project {resource.Project}, which the app host's build does not know. Add a ProjectReference to it to the app host's project file and rebuild.");
        var target = Path.GetFullPath(Path.Combine(hostDirectory, project.TargetPath));
        var profile = LaunchExpansion.ProfileOf(resource, project);
        IReadOnlyList<string> arguments = [.. ProfileProgram.Arguments(profile, project, hostDirectory), .. values.Arguments(resource)];
        var variables = values.Environment(resource);
        var served = endpoints.Where(e => !e.IsAlias && ListenVariables.IsServed(e.Endpoint)).ToList();
        AddVariables(resource, variables, project, served, values.IsDevelopment);
        LaunchResolver.AddPorts(variables, endpoints);
        var withheld = Withheld(values.Withheld, project, served);
        if (profile is { StartsProgram: true })
        {
            return ProfileProgram.Of(resource, profile, project, hostDirectory) with { Arguments = arguments, Environment = variables, Withheld = withheld };
        }

        return new ProcessSpec
        {
            Name = resource.Name,
            FileName = project.Command switch
            {
                ProjectLaunch.SharedHost => SharedHost.Dotnet,
                ProjectLaunch.BuiltWhenStarted => "",
                var name when !name.Contains('/') => name,
                var path => Path.GetFullPath(Path.Combine(hostDirectory, path)),
            },
            Arguments = project switch
            {
                { Command: ProjectLaunch.SharedHost, Arguments: "" } => ["exec", target, .. arguments],
                _ => [.. CommandLine.Split(project.Arguments), .. arguments],
            },
            WorkingDirectory = Path.GetFullPath(Path.Combine(hostDirectory, project.WorkingDirectory)),
            Environment = variables,
            Withheld = withheld,
            MissingProgramAdvice = () => $"Build the app host, which builds {Path.GetFileName(project.ProjectPath)} with it.",
        };
    }

    /// <summary>The variables every project gets. What the user set stays.</summary>
    private static void AddVariables(
        Model.Resource resource, Dictionary<string, string> variables, ProjectLaunch project, List<EndpointAddress> http, bool isDevelopment)
    {
        if (!project.KestrelEndpoints.IsEmpty)
        {
            // Endpoints of the app settings make the web server pass over all other addresses, so every endpoint becomes one of them.
            foreach (var e in http)
            {
                variables.TryAdd($"Kestrel__Endpoints__{ListenVariables.KeyOf(project, e.Endpoint)}__Url", e.TargetUrl);
            }
        }
        else if (http.Count > 0)
        {
            variables.TryAdd("ASPNETCORE_URLS", string.Join(';', http.Select(e => e.TargetUrl)));
        }

        if (http.Find(e => e.Endpoint.Scheme == "https") is { } https)
        {
            variables.TryAdd("ASPNETCORE_HTTPS_PORT", https.HostPort.ToString(CultureInfo.InvariantCulture));
        }

        if (isDevelopment)
        {
            // A developer's traces show whole addresses.
            variables.TryAdd("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
            variables.TryAdd("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
        }

        if (OtlpEnvironment.IsSentWithin(resource))
        {
            variables.TryAdd(OtlpEnvironment.RetryVariable, "in_memory");
        }

        variables.TryAdd("LOGGING__CONSOLE__FORMATTERNAME", "simple");
    }

    /// <summary>What the host does not pass on: secrets, and what would have the program listen elsewhere than at its endpoints.</summary>
    private static IReadOnlySet<string> Withheld(IReadOnlySet<string> secrets, ProjectLaunch project, List<EndpointAddress> served)
    {
        if (served.Count == 0)
        {
            return secrets;
        }

        var endpoints = served.ConvertAll(e => e.Endpoint);
        var displacing = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => ListenVariables.Displaces(name, project, endpoints)).ToList();
        return displacing.Count == 0 ? secrets : secrets.Concat(displacing).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
