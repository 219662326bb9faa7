using AppHostSdk.Model;
using AppHostSdk.Running;

namespace AppHostSdk.Verbs;

/// <summary>What a verb knows of the application.</summary>
/// <param name="Application">The application.</param>
/// <param name="Graph">Its graph, without conditions and late values.</param>
internal sealed record VerbContext(RunContext Application, AppGraph Graph)
{
    /// <summary>What the options of every command line say.</summary>
    public HostCommandLine CommandLine => Application.CommandLine;
}
