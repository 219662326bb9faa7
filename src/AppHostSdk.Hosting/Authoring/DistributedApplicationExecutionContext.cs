namespace AppHostSdk;

/// <summary>What the description is made for.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>To run the application on this machine.</summary>
    Run,

    /// <summary>To produce files for running it elsewhere.</summary>
    Publish,
}

/// <summary>Tells what the description is made for.</summary>
/// <param name="operation">What it is made for.</param>
public sealed class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    /// <summary>What the description is made for.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>The services of the application; made when they are first used.</summary>
    /// <exception cref="InvalidOperationException">The object is not that of an application.</exception>
    public IServiceProvider Services => AllServices
        ?? throw new InvalidOperationException("This execution context belongs to no application. Use that of the builder.");

    /// <summary>The services of the application, too.</summary>
    /// <exception cref="InvalidOperationException">The object is not that of an application.</exception>
    public IServiceProvider ServiceProvider => Services;

    /// <summary>The services, where it belongs to an application.</summary>
    internal IServiceProvider? AllServices { get; set; }

    /// <summary>The application is described to be run.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>The application is described to be published.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;
}
