using AppHostSdk.Networking;

namespace AppHostSdk.Hosting.Tests.Networking;

public class FreePortsTests
{
    [Theory]
    [InlineData("tcp")]
    [InlineData("udp")]
    public void Port_is_given_once_also_by_two_who_look_at_the_same_time(string protocol)
    {
        using var left = new FreePorts();
        using var right = new FreePorts();

        var ports = Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? left : right).Take(protocol)).ToList();

        Assert.Equal(ports.Count, ports.Distinct().Count());
        Assert.All(ports, p => Assert.InRange(p, 1024, 65535));
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("udp")]
    public void Port_of_a_run_is_given_to_no_other_as_long_as_the_run_lasts(string protocol)
    {
        using var first = new PortClaims();
        using var second = new PortClaims();

        // So many that two who know nothing of each other choose some port twice.
        var ports = Take(first, 200);
        var others = Take(second, 200);

        Assert.Empty(ports.Intersect(others));
        first.Dispose();
        Assert.Contains(ports, p => second.TryClaim(p, protocol));

        List<int> Take(PortClaims claims, int count)
        {
            using var free = new FreePorts(claims);
            return [.. Enumerable.Range(0, count).Select(_ => free.Take(protocol))];
        }
    }
}
