namespace AppHostSdk;

/// <summary>What an app host is told when it is created.</summary>
[ModelObject]
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line; <c>--name value</c> sets configuration.</summary>
    public string[]? Args { get; set; }

    /// <summary>The name of the application in its environment; left out: that of the app host's assembly.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The directory that relative paths of the description are relative to; left out: that of the app host's project.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Runs without a dashboard. There is none in this version.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>The name of the application in the dashboard. There is none in this version.</summary>
    public string? DashboardApplicationName { get; set; }

    /// <summary>Allows the host's own services to be reached without TLS. There are none in this version.</summary>
    public bool AllowUnsecuredTransport { get; set; }

    /// <summary>The registry that the images of all containers are taken from, for example <c>mirror.example.com:5000</c>; left out: the one that each image names.</summary>
    public string? ContainerRegistryOverride { get; set; }

    /// <summary>Prints what resources print. It is always on in this version.</summary>
    public bool EnableResourceLogging { get; set; }

    /// <summary>Lets resources trust the developer certificate; left out: the choice is the host's.</summary>
    public bool? TrustDeveloperCertificate { get; set; }
}
