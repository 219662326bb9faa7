namespace AppHostSdk;

/// <summary>Which endpoints and variables a project has from its own files.</summary>
public class ProjectResourceOptions
{
    /// <summary>The launch profile that is used; <see langword="null"/> for the one that the app host's own names, else the first.</summary>
    public string? LaunchProfileName { get; set; }

    /// <summary>No launch profile is used.</summary>
    public bool ExcludeLaunchProfile { get; set; }

    /// <summary>The endpoints in the app settings of the project are not used.</summary>
    public bool ExcludeKestrelEndpoints { get; set; }
}
