namespace AppHostSdk.Containers;

/// <summary>An image that is built before a container runs it.</summary>
/// <param name="ContextPath">The absolute path of the directory whose files the build may use.</param>
/// <param name="Dockerfile">The absolute path of the Dockerfile.</param>
/// <param name="Stage">The stage of the Dockerfile that is built; null for the last one.</param>
/// <param name="Arguments">The values of its build arguments.</param>
internal sealed record ImageBuild(string ContextPath, string Dockerfile, string? Stage, IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>The values of the secrets that its steps can read, by their ids. They go into no image, argument or line.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of variables that a command that builds does not inherit.</summary>
    public IReadOnlySet<string> Withheld { get; init; } = new HashSet<string>();
}
