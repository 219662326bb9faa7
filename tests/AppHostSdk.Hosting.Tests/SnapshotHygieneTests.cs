using AppHostSdk.Tests;

namespace AppHostSdk.Hosting.Tests;

public class SnapshotHygieneTests
{
    [Fact]
    public void Every_snapshot_belongs_to_a_test() => Snapshot.AssertNoOrphans();
}
