using AppHostSdk.Tests;

namespace AppHostSdk.Model.Tests;

public sealed class OrphanSnapshotTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_snapshot_of_a_method_is_no_orphan()
    {
        _folder.Write("ATests.cs", "public void Plain() {} async Task Later () {} void Generic<T>(T x) {}");
        foreach (var name in new[] { "Plain.verified.txt", "Plain.mode=run.verified.json", "Later.verified.txt", "Generic.verified.cs" })
        {
            _folder.Write($"_snapshots/ATests.{name}", "");
        }

        Assert.Empty(OrphanSnapshots.In(_folder.Path));
    }

    [Fact]
    public void A_snapshot_of_a_method_that_is_gone_is_one()
    {
        _folder.Write("ATests.cs", "void Kept() {} // see Renamed");
        _folder.Write("_snapshots/ATests.Kept.verified.txt", "");
        _folder.Write("_snapshots/ATests.Renamed.verified.txt", "");
        _folder.Write("_snapshots/ATests.Kep.verified.txt", "");

        Assert.Equal(
            ["_snapshots/ATests.Kep.verified.txt: ATests.cs has no method Kep", "_snapshots/ATests.Renamed.verified.txt: ATests.cs has no method Renamed"],
            OrphanSnapshots.In(_folder.Path));
    }

    [Fact]
    public void A_snapshot_of_a_class_that_is_gone_is_one()
    {
        _folder.Write("BTests.cs", "void Method() {}");
        _folder.Write("_snapshots/ATests.Method.verified.txt", "");

        Assert.Equal(["_snapshots/ATests.Method.verified.txt: there is no ATests.cs"], OrphanSnapshots.In(_folder.Path));
    }

    [Fact]
    public void The_class_is_looked_for_beside_the_snapshots_and_folders_below_are_searched()
    {
        _folder.Write("ATests.cs", "void Method() {}");
        _folder.Write("Inner/Deep/BTests.cs", "void Method() {}");
        _folder.Write("Inner/Deep/_snapshots/BTests.Method.verified.txt", "");
        _folder.Write("Inner/Deep/_snapshots/ATests.Method.verified.txt", "");

        Assert.Equal(["Inner/Deep/_snapshots/ATests.Method.verified.txt: there is no ATests.cs"], OrphanSnapshots.In(_folder.Path));
    }

    [Fact]
    public void The_name_of_a_class_file_may_have_dots()
    {
        _folder.Write("ATests.cs", "void Other() {}");
        _folder.Write("ATests.Part.cs", "void Method() {}");
        _folder.Write("_snapshots/ATests.Part.Method.verified.txt", "");

        Assert.Empty(OrphanSnapshots.In(_folder.Path));
    }

    [Fact]
    public void Received_files_and_build_output_are_not_looked_at()
    {
        _folder.Write("_snapshots/ATests.Method.received.txt", "");
        _folder.Write("bin/_snapshots/ATests.Method.verified.txt", "");
        _folder.Write("obj/_snapshots/ATests.Method.verified.txt", "");

        Assert.Empty(OrphanSnapshots.In(_folder.Path));
    }

    [Fact]
    public void The_message_of_the_test_lists_the_orphans()
    {
        var source = _folder.Write("ATests.cs", "");
        _folder.Write("_snapshots/ATests.Method.verified.txt", "");

        var failure = Assert.Throws<SnapshotException>(() => Snapshot.AssertNoOrphans(source));

        Assert.EndsWith("\n_snapshots/ATests.Method.verified.txt: ATests.cs has no method Method", failure.Message, StringComparison.Ordinal);
    }
}
