using AppHostSdk;
using AppHostSdk.Model;

namespace TestHost;

/// <summary>The program that plays the resources, as a hosted project.</summary>
internal sealed class ChildProject : IProjectMetadata
{
    public string ProjectPath => "";

    public static ProjectLaunch Launch(string child) => new(typeof(ChildProject).FullName!, "Child.csproj", child + ".dll", child, ".", "net10.0");
}

/// <summary>The same program with two launch profiles.</summary>
internal sealed class ProfiledProject : IProjectMetadata
{
    public string ProjectPath => "";

    public static ProjectLaunch Launch(string child) => ChildProject.Launch(child) with
    {
        Type = typeof(ProfiledProject).FullName!,
        Profiles =
        [
            new LaunchProfile("first") { CommandName = "Project", Arguments = "\"out=first profile\"" },
            new LaunchProfile("second")
            {
                CommandName = "Project",
                Urls = [new ListenAddress("http", "localhost", 0)],
                Environment =
                [
                    new LaunchVariable("ASPNETCORE_ENVIRONMENT", "Development"),
                    new LaunchVariable("GREETING", "<%KEPT%> <%APPHOST_TEST_NOT_SET%>"),
                    new LaunchVariable("MINE", "profile"),
                ],
                Arguments = "env=ASPNETCORE_ENVIRONMENT,DOTNET_ENVIRONMENT,DOTNET_LAUNCH_PROFILE,GREETING,MINE \"out=second profile\"",
            },
        ],
    };
}
