using AppHostSdk;
using AppHostSdk.Model;

namespace TestHost;

/// <summary>The program that plays the resources, as a hosted project.</summary>
internal sealed class ChildProject : IProjectMetadata
{
    public string ProjectPath => "";

    public static ProjectLaunch Launch(string child) => new(typeof(ChildProject).FullName!, "Child.csproj", child + ".dll", child, ".", "net10.0");
}
