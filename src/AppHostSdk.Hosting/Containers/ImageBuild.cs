namespace AppHostSdk.Containers;

/// <summary>An image that is built before a container runs it.</summary>
/// <param name="ContextPath">The absolute path of the directory whose files the build may use.</param>
/// <param name="Dockerfile">The absolute path of the Dockerfile.</param>
/// <param name="Stage">The stage of the Dockerfile that is built; null for the last one.</param>
/// <param name="Arguments">The values of its build arguments.</param>
internal sealed record ImageBuild(string ContextPath, string Dockerfile, string? Stage, IReadOnlyDictionary<string, string> Arguments);
