using System.Globalization;

namespace AppHostSdk.Tests;

public class FuzzTests
{
    /// <summary>The program of one seed, made smaller: <c>APPHOST_FUZZ_SEED</c>.</summary>
    [Fact]
    public void One_seed()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("APPHOST_FUZZ_SEED"), CultureInfo.InvariantCulture, out var seed))
        {
            return;
        }

        var (check, program) = seed >= FuzzRuns.FirstHost || seed is >= 100_000 and < FuzzRuns.FirstMutant ? (FuzzRuns.HostCheck(seed), RandomProgram.Write(seed)) : (FuzzRuns.MutantCheck(seed), Mutation.Of(seed).Program);
        if (FuzzRuns.Failure(check, program) is not { } failure)
        {
            return;
        }

        var kind = failure.Split(':')[0];
        var small = Shrinking.Of(program, p => FuzzRuns.Failure(check, p)?.Split(':')[0] == kind);
        Assert.Fail($"{small}\n-----\n{FuzzRuns.Failure(check, small)}\n----- before:\n{program}");
    }
}

/// <summary>Mutants of the hosts of all tests: a part in every run, the shards in a long one.</summary>
public class MutantTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Survive(int part) => FuzzRuns.Each(Enumerable.Range(part * 10_000, 150), FuzzRuns.CheckMutant);

    [Fact]
    public void Survive_in_shards() => FuzzRuns.Continue("mutants", FuzzRuns.FirstMutant, FuzzRuns.MutantsInAll, FuzzRuns.CheckMutant);
}

/// <summary>Hosts from a grammar of everything that is followed: a part in every run, the shards in a long one.</summary>
public class RandomHostTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Do_what_was_derived(int part) => FuzzRuns.Each(Enumerable.Range(part * 100_000, 30), FuzzRuns.CheckHost);

    [Fact]
    public void Do_what_was_derived_in_shards() => FuzzRuns.Continue("hosts", FuzzRuns.FirstHost, FuzzRuns.HostsInAll, FuzzRuns.CheckHost);
}
