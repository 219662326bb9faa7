using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Processes;

namespace AppHostSdk.Launching;

/// <summary>Resolves what an executable is started with.</summary>
internal static class ExecutableLaunchResolver
{
    public static ProcessSpec Resolve(Model.Resource resource, IReadOnlyList<EndpointAddress> endpoints, ValueResolver values)
    {
        var variables = values.Environment(resource);
        LaunchResolver.AddPorts(variables, endpoints);
        var (command, directory) = (values.Text(resource, resource.Command), values.Text(resource, resource.WorkingDirectory));
        return new ProcessSpec
        {
            Name = resource.Name,
            FileName = command,
            Arguments = values.Arguments(resource),
            WorkingDirectory = directory,
            Environment = variables,
            Withheld = values.Withheld,
            MissingProgramAdvice = () => CommandAdvice.For(resource, command, path => File.Exists(Path.Combine(directory, path)), name => ProgramPath.IsInSearchPath(name, directory))
                ?? (resource.Setting(ResourceSetting.Executable).IsNone
                    ? "Check the command given to AddExecutable."
                    : "Install it, or run the container: leave out RunAsExecutable."),
        };
    }
}
