using System.Globalization;
using AppHostSdk.Processes;
using Xunit.Abstractions;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>
/// A host with children of every difficult kind is killed at moments left to chance. A few rounds always, a thousand with
/// <c>eng/test.sh --long</c>; the seed is in the output.
/// </summary>
public class ChaosTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Latest = TimeSpan.FromMilliseconds(700);

    [Fact]
    public async Task Host_killed_at_any_moment_leaves_nothing_and_its_neighbour_is_untouched()
    {
        var isLong = Environment.GetEnvironmentVariable("APPHOST_TEST_LONG") == "1";
        var rounds = isLong ? 1000 : 12;
        var seed = Environment.TickCount;
        output.WriteLine($"{rounds} rounds, seed {seed}");
        var random = new Random(seed);
        var longest = TimeSpan.Zero;
        for (var round = 0; round < rounds;)
        {
            // TestHost ends by itself after a minute: a neighbour lives for some rounds.
            await using var neighbour = HostRun.Start("two-sleepers");
            await neighbour.UntilPrinted("| second is up");
            await neighbour.UntilPrinted("| grandchild is up");
            var untouched = neighbour.Processes;
            for (var i = 0; i < 12 && round < rounds; i++, round++)
            {
                await using var host = HostRun.Start("family");
                var moment = Latest * random.NextDouble();
                await Task.Delay(moment);
                host.Send(HostRun.Kill);
                await host.GoneAsync();

                var begin = TimeProvider.System.GetTimestamp();
                await host.UntilNothingIsLeft();
                var took = TimeProvider.System.GetElapsedTime(begin);
                longest = took > longest ? took : longest;
            }

            Assert.Equal(untouched, neighbour.Processes);
            neighbour.Send(HostRun.Kill);
            await neighbour.UntilNothingIsLeft();
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"longest time until nothing was left: {longest.TotalMilliseconds:0} ms"));
    }
}
