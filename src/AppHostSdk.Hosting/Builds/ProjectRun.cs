namespace AppHostSdk.Builds;

/// <summary>How a project that was built is started, as it says itself.</summary>
/// <param name="Command">The program.</param>
/// <param name="Arguments">What it is given before the resource's own arguments, as a command line.</param>
/// <param name="Directory">Where it starts, relative to the project's directory; empty for that directory.</param>
internal sealed record ProjectRun(string Command, string Arguments, string Directory)
{
    /// <param name="project">The path of the project's file, for the message.</param>
    /// <exception cref="DistributedApplicationException">The project has no program.</exception>
    public ProjectRun Require(string project) => Command.Length > 0
        ? this
        : throw new DistributedApplicationException(
            $"{project} names no program to run. Is it a class library? A project that can be run sets OutputType to Exe, or uses a web or "
            + "worker SDK.");
}
