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
}
