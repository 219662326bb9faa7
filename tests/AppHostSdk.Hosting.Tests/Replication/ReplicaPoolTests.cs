using AppHostSdk.Replication;

namespace AppHostSdk.Hosting.Tests.Replication;

/// <summary>Which replica a connection goes to.</summary>
public class ReplicaPoolTests
{
    private static readonly HashSet<int> Nobody = [];

    [Fact]
    public void Connections_go_round_while_all_have_as_many()
    {
        var pool = Ready(3);
        Assert.Equal([0, 1, 2, 0, 1], Enumerable.Range(0, 5).Select(_ => pool.Take(Nobody)!.Replica));
        using var last = pool.Take(Nobody);
        Assert.Equal(2, last!.Replica);
    }

    [Fact]
    public void The_one_with_the_fewest_is_next()
    {
        var pool = Ready(3);
        var held = Enumerable.Range(0, 6).Select(_ => pool.Take(Nobody)!).ToList();
        held[1].Dispose();
        held[4].Dispose();

        Assert.Equal([1, 1, 2], Enumerable.Range(0, 3).Select(_ => pool.Take(Nobody)!.Replica));
    }

    [Fact]
    public void A_short_connection_does_not_keep_a_replica_from_its_turn()
    {
        var pool = Ready(2);
        var seen = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            using var lease = pool.Take(Nobody)!;
            seen.Add(lease.Replica);
        }

        Assert.Equal([0, 1, 0, 1], seen);
    }

    [Fact]
    public void Nobody_who_is_down_or_was_tried_is_given_anything()
    {
        var pool = Ready(3);
        pool.Set(0, ReplicaAvailability.Down);
        Assert.Equal(1, pool.Take(Nobody)!.Replica);
        Assert.Equal(2, pool.Take(new HashSet<int> { 1 })!.Replica);
        Assert.Null(pool.Take(new HashSet<int> { 1, 2 }));
    }

    [Fact]
    public void One_that_is_not_well_is_given_something_only_when_no_other_is_there()
    {
        var pool = Ready(2);
        pool.Set(0, ReplicaAvailability.Unwell);
        var held = Enumerable.Range(0, 3).Select(_ => pool.Take(Nobody)!).ToList();
        Assert.All(held, l => Assert.Equal(1, l.Replica));
        pool.Set(1, ReplicaAvailability.Gone);
        Assert.Equal(0, pool.Take(Nobody)!.Replica);
    }

    [Fact]
    public void Hope_ends_when_all_are_gone()
    {
        var pool = new ReplicaPool([1, 2]);
        Assert.False(pool.IsHopeless);
        pool.Set(0, ReplicaAvailability.Gone);
        Assert.False(pool.IsHopeless);
        pool.Set(1, ReplicaAvailability.Gone);
        Assert.True(pool.IsHopeless);
        pool.Set(0, ReplicaAvailability.Down);
        Assert.False(pool.IsHopeless);
    }

    [Fact]
    public void A_change_is_one_only_when_something_changes()
    {
        var pool = Ready(1);
        var change = pool.Changed;
        pool.Set(0, ReplicaAvailability.Ready);
        Assert.False(change.IsCompleted);
        pool.Set(0, ReplicaAvailability.Down);
        Assert.True(change.IsCompleted);
        Assert.False(pool.Changed.IsCompleted);
    }

    private static ReplicaPool Ready(int count)
    {
        var pool = new ReplicaPool([.. Enumerable.Range(1, count)]);
        for (var i = 0; i < count; i++)
        {
            pool.Set(i, ReplicaAvailability.Ready);
        }

        return pool;
    }
}
