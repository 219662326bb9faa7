using AppHostSdk.Model;

namespace AppHostSdk.Verbs;

/// <summary>What a verb knows of the application.</summary>
/// <param name="Graph">The graph, without conditions and late values.</param>
/// <param name="HostDirectory">The app host's directory.</param>
/// <param name="CommandLine">What the options of every command line say.</param>
internal sealed record VerbContext(AppGraph Graph, string HostDirectory, HostCommandLine CommandLine);
