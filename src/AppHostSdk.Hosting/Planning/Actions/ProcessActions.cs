namespace AppHostSdk.Planning;

/// <summary>Build a project that the app host was not built with.</summary>
/// <param name="Project">The path of its file.</param>
internal sealed record BuildProject(string Project) : PlanAction("build project");

/// <summary>Start a process.</summary>
internal sealed record StartProcess() : PlanAction("start process");
