using System.Globalization;
using AppHostSdk.Health;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.UserCode;

namespace AppHostSdk.Launching;

/// <summary>Resolves the launches of a graph. Reads no file and starts nothing.</summary>
internal static class LaunchResolver
{
    /// <summary>The launches of everything that is started, by key.</summary>
    public static IReadOnlyDictionary<string, LaunchSpec> Resolve(LaunchContext context)
    {
        var launches = new Dictionary<string, LaunchSpec>();
        foreach (var resource in context.Graph.Started.Resources.Where(r => r.IsStarted))
        {
            // What functions of the program decide is decided when it starts.
            launches.Add(resource.Key, Resolve(context, CallbackInvoker.Without(resource)) with
            {
                Resource = resource,
                Origin = context.Graph.OriginOf(resource),
            });
        }

        return launches;
    }

    /// <summary>The launch of one resource, which is without functions.</summary>
    public static LaunchSpec Resolve(LaunchContext context, Model.Resource resource)
    {
        var values = context.Values;
        var project = context.Graph.Described.LaunchOf(resource);
        var endpoints = context.Addresses.Of(resource.Key);
        var process = resource.Kind switch
        {
            ResourceKind.Project => ProjectLaunchResolver.Resolve(context, resource, endpoints),
            ResourceKind.Executable => ExecutableLaunchResolver.Resolve(resource, endpoints, values),
            _ => null,
        };
        return new LaunchSpec(
            resource,
            process,
            resource.Kind == ResourceKind.Container ? ContainerLaunchResolver.Resolve(resource, endpoints, values, context.Identity) : null,
            ResourceChecks.Of(resource, endpoints, key => context.Checks(resource.Name, values.Text(resource, key))),
            EndpointUrls.Of(project, resource, endpoints))
        {
            BuiltFrom = project is { Command: ProjectLaunch.BuiltWhenStarted } ? project.ProjectPath : null,
            FailureAdvice = () => resource.Kind == ResourceKind.Project ? DeveloperCertificate.AdviceFor(endpoints.Select(e => e.Endpoint.Scheme), process!.Environment.Keys) : null,
            Conflict = () => endpoints.Select(e => e.DirectConflict).FirstOrDefault(c => c is not null),
        };
    }

    /// <summary>Adds the variables that tell a program the ports of its endpoints.</summary>
    public static void AddPorts(Dictionary<string, string> variables, IReadOnlyList<EndpointAddress> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Endpoint.PortVariable is { } name)
            {
                variables[name] = endpoint.TargetPort.ToString(CultureInfo.InvariantCulture);
            }
        }
    }
}
