namespace AppHostSdk;

/// <summary>What is known of a hosted project. The SDK generates an implementation per project in namespace <c>Projects</c>.</summary>
public interface IProjectMetadata
{
    /// <summary>The absolute path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>The project is not built when it starts.</summary>
    bool SuppressBuild => false;

    /// <summary>The project is a single file.</summary>
    bool IsFileBasedApp => ProjectPath.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);
}
