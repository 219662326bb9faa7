namespace AppHostSdk.Planning;

/// <summary>The health checks of a resource succeed.</summary>
internal sealed record BecomeHealthy() : PlanAction("become healthy");

/// <summary>A resource ends by itself.</summary>
/// <param name="ExitCode">The exit code that counts as success.</param>
internal sealed record Complete(int ExitCode) : PlanAction("complete");
