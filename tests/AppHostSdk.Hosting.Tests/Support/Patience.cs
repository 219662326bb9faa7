namespace AppHostSdk.Hosting.Tests;

/// <summary>How long a test waits for what must happen: never reached unless something is broken.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <summary>How long for what is built meanwhile: on a busy machine a build takes minutes.</summary>
    public static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(5);

    public static Task<T> InBuildTime<T>(this Task<T> task) => task.WaitAsync(BuildLimit);

    public static Task InBuildTime(this Task task) => task.WaitAsync(BuildLimit);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task InTime(this Task task) => task.WaitAsync(Limit);
}
