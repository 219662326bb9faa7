namespace AppHostSdk.Model.Tests;

/// <summary>Limits of containers.</summary>
public class LimitRuleTests
{
    private readonly HostProgram _app = new();

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("m", "it is not a whole number with a unit")]
    [InlineData("512mb", "it is not a whole number with a unit")]
    [InlineData("0.5g", "it is not a whole number with a unit")]
    [InlineData("-1", "it is not a whole number with a unit")]
    [InlineData(" 512m", "it is not a whole number with a unit")]
    [InlineData("512", "a container needs 6m at least")]
    [InlineData("6143k", "a container needs 6m at least")]
    [InlineData("9999999999g", "it is more than an engine can count")]
    [InlineData("99999999999999999999", "it is more than an engine can count")]
    public void A_memory_limit_that_is_none(string limit, string problem)
    {
        Limit(ResourceSetting.MemoryLimit, ModelValue.From(limit));
        Assert.Equal([$"AHS1061 at 2.value: '{limit}' cannot be the memory limit of 'db': {problem}. Write a whole number and b, k, m or g, for example 512m."], _app.Findings);
    }

    [Theory]
    [InlineData(0, "0", "a container needs 0.01 at least")]
    [InlineData(-0.5, "-0.5", "a container needs 0.01 at least")]
    [InlineData(0.009, "0.009", "a container needs 0.01 at least")]
    [InlineData(1e10, "10000000000", "it is more than an engine can count")]
    [InlineData(1e300, "1E+300", "it is not a number of processors")]
    [InlineData(double.NaN, "NaN", "it is not a number of processors")]
    public void A_CPU_limit_that_is_none(double limit, string text, string problem)
    {
        Limit(ResourceSetting.CpuLimit, ModelValue.FromDouble(limit));
        Assert.Equal([$"AHS1061 at 2.value: '{text}' cannot be the CPU limit of 'db': {problem}. Pass how many processors it may use, for example 0.5."], _app.Findings);
    }

    [Fact]
    public void Limits_that_are_some()
    {
        foreach (var memory in new[] { "6m", "512M", "1g", "6291456", "6291456b", "6144k" })
        {
            Limit(ResourceSetting.MemoryLimit, ModelValue.From(memory));
        }

        foreach (var cpus in new[] { 0.01, 0.5, 1, 64, 0.1 + 0.2 })
        {
            Limit(ResourceSetting.CpuLimit, ModelValue.FromDouble(cpus));
        }

        Limit(ResourceSetting.MemoryLimit, _app.Late("memory"));
        Assert.DoesNotContain(_app.Findings, f => f.StartsWith("AHS1061", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("6m", 6L << 20, "6m")]
    [InlineData("512M", 512L << 20, "512m")]
    [InlineData("1024m", 1L << 30, "1g")]
    [InlineData("6291457", 6291457, "6291457b")]
    [InlineData("7000k", 7000L << 10, "7000k")]
    public void A_memory_limit_is_a_number_of_bytes(string text, long bytes, string shown) =>
        Assert.Equal((bytes, shown), (MemoryLimit.Bytes(text), MemoryLimit.TextOf(bytes)));

    [Theory]
    [InlineData(0.5, 500_000_000, "0.5")]
    [InlineData(2, 2_000_000_000, "2")]
    [InlineData(0.1 + 0.2, 300_000_000, "0.3")]
    [InlineData(1.0 / 3, 333_333_333, "0.333333333")]
    public void A_CPU_limit_is_a_number_of_billionths(double number, long nanoCpus, string shown) =>
        Assert.Equal((nanoCpus, shown), (CpuLimit.NanoCpus(ModelValue.FromDouble(number).AsText!), CpuLimit.TextOf(nanoCpus)));

    [Fact]
    public void What_is_not_a_limit_is_not_counted()
    {
        Assert.Contains("'1m' is not a limit of memory: a container needs 6m at least.", Assert.Throws<FormatException>(() => MemoryLimit.Bytes("1m")).Message, StringComparison.Ordinal);
        Assert.Contains("'x' is not a limit of processors: it is not a number of processors.", Assert.Throws<FormatException>(() => CpuLimit.NanoCpus("x")).Message, StringComparison.Ordinal);
    }

    private void Limit(ResourceSetting setting, ModelValue value) => _app.Container("db").Do(OperationKind.WithSetting, ("setting", ModelValue.From(setting.ToString())), ("value", value));
}
