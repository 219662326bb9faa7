using Microsoft.Build.Logging.StructuredLogger;

namespace AppHostSdk.Tests;

/// <summary>What a build did, from its binary log.</summary>
internal sealed class BinaryLog
{
    private readonly Build _build;

    private BinaryLog(Build build) => _build = build;

    public static BinaryLog Read(string file)
    {
        var build = Microsoft.Build.Logging.StructuredLogger.BinaryLog.ReadBuild(file);

        // A log that cannot be read as a whole would make every "did not run" true.
        Assert.NotEmpty(build.FindChildrenRecursive<Target>(target => target.Name == "CoreCompile"));
        return new BinaryLog(build);
    }

    /// <summary>The names of the projects in which a task of this name ran, once per run, in alphabetic order.</summary>
    public List<string> ProjectsThatRan(string task) =>
        [.. _build
            .FindChildrenRecursive<Microsoft.Build.Logging.StructuredLogger.Task>(ran => ran.Name == task)
            .Select(ran => Path.GetFileNameWithoutExtension(ran.GetNearestParent<Project>()!.Name))
            .Order(StringComparer.Ordinal)];
}
