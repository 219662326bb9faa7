using AppHostSdk.Binding;
using AppHostSdk.Health;
using AppHostSdk.Model;
using Microsoft.Extensions.DependencyInjection;

namespace AppHostSdk.Hosting.Tests;

/// <summary>Applications described by tests through the authoring API.</summary>
internal static class Apps
{
    /// <summary>A program that registers no health checks.</summary>
    public static RegisteredChecks NoChecks { get; } = new(new ServiceCollection().AddOptions().BuildServiceProvider());

    /// <summary>A compiled model that knows nothing: what the program does is what runs.</summary>
    public static CompiledModel OpenModel(string hostDirectory = "", string application = "Shop", params ProjectLaunch[] projects) => new()
    {
        Assembly = typeof(Apps).Assembly,
        HostDirectory = hostDirectory,
        Graph = () => new AppGraph
        {
            Application = application,
            OpenParts = [new OpenPart(0, "AHS2001", "tests leave everything open")],
            Projects = projects.Length == 0 ? [Child.Launch] : [.. projects],
        },
        Sites = () => [],
    };

    /// <summary>A builder whose model is open.</summary>
    public static IDistributedApplicationBuilder Builder(string hostDirectory = "", params string[] args) =>
        CompiledApplication.CreateBuilder(OpenModel(hostDirectory), args);

    /// <summary>The graph of a program, checked by no rule.</summary>
    public static AppGraph Graph(Action<IDistributedApplicationBuilder> program)
    {
        var builder = (DistributedApplicationBuilder)Builder();
        program(builder);
        builder.ReadMembers();
        return builder.Recording.Finish("Shop") with { Projects = [Child.Launch] };
    }
}

/// <summary>TestChild as a hosted project; the app host's directory is that of its build.</summary>
internal sealed class Child : IProjectMetadata
{
    public static ProjectLaunch Launch { get; } =
        new(typeof(Child).FullName!, "TestChild.csproj", "TestChild.dll", "./TestChild", ".", "net10.0");

    public string ProjectPath => "";
}

/// <summary>A hosted project without a program of its own.</summary>
internal sealed class LibraryChild : IProjectMetadata
{
    public static ProjectLaunch Launch { get; } =
        new(typeof(LibraryChild).FullName!, "TestChild.csproj", "TestChild.dll", ProjectLaunch.SharedHost, ".", "net10.0");

    public string ProjectPath => "";
}
