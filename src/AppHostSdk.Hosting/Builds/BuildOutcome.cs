namespace AppHostSdk.Builds;

/// <summary>What came of building a project.</summary>
/// <param name="Project">The path of its file.</param>
/// <param name="Run">How it is started; <see langword="null"/> when it does not build.</param>
/// <param name="Errors">What the build says is wrong with it.</param>
/// <param name="Left">How many projects of the same build were not done by then.</param>
internal sealed record BuildOutcome(string Project, ProjectRun? Run, IReadOnlyList<string> Errors, int Left);
