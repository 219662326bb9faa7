namespace AppHostSdk.Generators;

/// <summary>The steps of the pipeline, for tests of incrementality.</summary>
internal static class StepNames
{
    public const string Options = nameof(Options);
    public const string Manifest = nameof(Manifest);
    public const string LaunchFiles = nameof(LaunchFiles);
    public const string LaunchData = nameof(LaunchData);
    public const string Projects = nameof(Projects);
    public const string Evaluation = nameof(Evaluation);
    public const string Program = nameof(Program);
    public const string Graph = nameof(Graph);
    public const string Findings = nameof(Findings);
    public const string Sites = nameof(Sites);
    public const string Spelling = nameof(Spelling);
    public const string Diagnostics = nameof(Diagnostics);
    public const string GraphTexts = nameof(GraphTexts);
    public const string SiteTexts = nameof(SiteTexts);
}
