using System.Runtime.CompilerServices;

namespace AppHostSdk.Tests;

/// <summary>
/// Compares text with a verified file in the source tree, by the file conventions of Verify. The text a test produced is
/// normalised (line ends, byte order mark, final newline) and scrubbed; if it differs, it is written beside the verified file as
/// <c>.received.</c> and the test fails with the difference. <c>ACCEPT_SNAPSHOTS=1</c> makes it the verified one instead.
/// </summary>
internal static class Snapshot
{
    private static readonly SnapshotVerifier Verifier = new(Environment.GetEnvironmentVariable, Scrubbers.All);

    /// <summary>Demands that <paramref name="actual"/> equals <c>_snapshots/{test class file}.{method}[.name].verified.{ext}</c>.</summary>
    /// <param name="actual">What the test produced.</param>
    /// <param name="name">Tells several snapshots of one method apart.</param>
    /// <param name="extension">The extension that lets an editor show the file.</param>
    /// <param name="sourceFile">The test's file; supplied by the compiler.</param>
    /// <param name="member">The test's method; supplied by the compiler.</param>
    /// <exception cref="SnapshotException">The text differs, or there is no verified file.</exception>
    public static void Match(
        string actual,
        string? name = null,
        string extension = "txt",
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string member = "") =>
        Verifier.Match(actual, new SnapshotFile(RepoRoot.Local(sourceFile), member, name, extension));

    /// <summary>
    /// Demands that every verified file in the folder of the calling test and below belongs to a test that still exists.
    /// One line in each test project: <c>[Fact] public void Snapshots_have_tests() =&gt; Snapshot.AssertNoOrphans();</c>.
    /// </summary>
    /// <param name="sourceFile">The test's file; supplied by the compiler.</param>
    /// <exception cref="SnapshotException">There are orphans; the message lists them.</exception>
    public static void AssertNoOrphans([CallerFilePath] string sourceFile = "")
    {
        var orphans = OrphanSnapshots.In(Path.GetDirectoryName(RepoRoot.Local(sourceFile))!);
        if (orphans.Count > 0)
        {
            throw new SnapshotException("Delete these snapshots, or bring back their tests:\n" + string.Join("\n", orphans));
        }
    }
}
