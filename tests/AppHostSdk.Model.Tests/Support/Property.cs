using FsCheck;
using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

/// <summary>
/// Checks a statement about many generated values. The values are the same in every run, so that nobody is stopped by chance;
/// <c>./eng/test.sh --long</c> tries many others, and a failure prints the seed to put here.
/// </summary>
internal static class Property
{
    private const int LongFactor = 50;

    private static readonly bool Long = Environment.GetEnvironmentVariable("APPHOST_TEST_LONG") == "1";

    /// <summary>Demands that <paramref name="check"/> throws for no generated value.</summary>
    /// <param name="values">Generates the values, and smaller ones for one that fails.</param>
    /// <param name="check">Asserts something about a value.</param>
    /// <param name="tests">How many values are tried; many more in a long run.</param>
    /// <param name="show">What a failure shows of a value that does not show itself.</param>
    public static void Holds<T>(Arbitrary<T> values, Action<T> check, int tests = 300, Func<T, string>? show = null)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(Long ? tests * LongFactor : tests);
        var shown = show is null
            ? Prop.ForAll(values, check)
            : Prop.ForAll(values.Convert(value => new Shown<T>(value, show), sample => sample.Value), sample => check(sample.Value));
        shown.Check(Long ? config : config.WithReplay(20251121UL, 4242421UL));
    }

    /// <summary>The same for values of which no smaller ones are tried.</summary>
    public static void Holds<T>(Gen<T> values, Action<T> check, int tests = 300, Func<T, string>? show = null) =>
        Holds(values.ToArbitrary(), check, tests, show);

    private sealed record Shown<T>(T Value, Func<T, string> Show)
    {
        public override string ToString() => Show(Value);
    }
}
