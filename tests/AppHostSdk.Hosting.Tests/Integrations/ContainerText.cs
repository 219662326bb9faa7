using System.Text;
using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>What a container is made of, a line for each part.</summary>
internal static class ContainerText
{
    /// <summary>The container of a resource is made of this. The parameter <c>key</c> is <c>s3cret</c>, <c>user</c> is <c>boss</c>.</summary>
    public static void AssertContainer(string resource, Action<IDistributedApplicationBuilder> program, string expected, params (string Key, string Value)[] parameters)
    {
        var launches = ConnectionReader.Launches(program, [("key", "s3cret"), ("other", "not this"), ("user", "boss"), .. parameters]);

        Assert.Equal(expected, Described(launches[resource].Container!, launches.Environment(resource)));
    }

    private static string Described(ContainerSpec container, IEnumerable<string> variables)
    {
        var text = new StringBuilder($"image {container.Image}");
        foreach (var port in container.Ports)
        {
            Assert.Equal(("tcp", "127.0.0.1"), (port.Protocol, port.HostAddress));
            Line($"port {port.Container}");
        }

        foreach (var variable in variables)
        {
            Line(variable);
        }

        foreach (var mount in container.Mounts)
        {
            Line($"{(mount.IsVolume ? "volume" : "mount")} {mount.Source} at {mount.Target}{(mount.IsReadOnly ? " read only" : "")}");
        }

        foreach (var files in container.Files)
        {
            Line($"files of {files.Source} in {files.Destination}{(files.Owner == 0 ? "" : $" owned by {files.Owner}")}");
        }

        foreach (var argument in (container.Entrypoint ?? []).Take(1))
        {
            Line($"entry point {argument}");
        }

        foreach (var argument in (container.Entrypoint ?? []).Skip(1).Concat(container.Command))
        {
            Line($"argument {argument}");
        }

        return text.ToString();

        void Line(string line) => text.Append('\n').Append(line);
    }
}
