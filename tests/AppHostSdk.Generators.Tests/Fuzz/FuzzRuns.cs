using System.Globalization;

namespace AppHostSdk.Tests;

#pragma warning disable CA5394 // seeded: the same programs in every run

/// <summary>
/// Programs nobody wrote: mutants of the hosts of all tests, and hosts from a grammar of everything that is followed. A part of
/// them in every run; <c>APPHOST_TEST_LONG=1</c> goes on with the shards in <c>artifacts/fuzz</c>, see <c>eng/fuzz.sh</c>.
/// </summary>
internal static class FuzzRuns
{
    internal const int MutantsInAll = 100_000;
    internal const int HostsInAll = 50_000;
    internal const int FirstMutant = 1_000_000;
    internal const int FirstHost = 2_000_000;
    private const int ShardSize = 5_000;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("APPHOST_TEST_LONG") == "1";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("APPHOST_FUZZ_SECONDS") ?? "300", CultureInfo.InvariantCulture));

    internal static void Each(IEnumerable<int> seeds, Func<int, Fate> check)
    {
        foreach (var seed in seeds)
        {
            try
            {
                check(seed);
            }
            catch (FuzzException e)
            {
                Assert.Fail($"APPHOST_FUZZ_SEED={seed.ToString(CultureInfo.InvariantCulture)}: {e.Message}");
            }
        }
    }

    internal static void Continue(string name, int first, int count, Func<int, Fate> check)
    {
        if (!IsLong)
        {
            return;
        }

        var shards = Enumerable.Range(0, count / ShardSize).Select(i => new Shard(name, first + (i * ShardSize), ShardSize)).ToList();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        foreach (var shard in shards.Where(s => !s.IsDone))
        {
            shard.Continue(check, Limit - clock.Elapsed);
        }

        Assert.True(shards.TrueForAll(s => s.Failures.Count == 0), string.Join('\n', shards.SelectMany(s => s.Failures)));
    }

    internal static Fate CheckMutant(int seed) => MutantCheck(seed)(Mutation.Of(seed).Program);

    internal static Fate CheckHost(int seed) => HostCheck(seed)(RandomProgram.Write(seed));

    internal static Func<string, Fate> MutantCheck(int seed)
    {
        var host = Mutation.Of(seed).Host;
        return program => FuzzedProgram.Check(host.Compilation, program, host.Arguments, mayBeOpen: true);
    }

    internal static Func<string, Fate> HostCheck(int seed)
    {
        var arguments = RandomProgram.Arguments(seed);
        return program => FuzzedProgram.Check(RandomHostCompilation, program, arguments, mayBeOpen: false);
    }

    private static readonly Microsoft.CodeAnalysis.CSharp.CSharpCompilation RandomHostCompilation = HostCompilation.Create(("Program.cs", ""));

    internal static string? Failure(Func<string, Fate> check, string program)
    {
        try
        {
            check(program);
            return null;
        }
        catch (FuzzException e)
        {
            return e.Message;
        }
    }
}
