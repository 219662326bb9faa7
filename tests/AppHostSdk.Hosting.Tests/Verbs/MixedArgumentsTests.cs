using AppHostSdk.Model.Tests;
using AppHostSdk.Verbs;
using FsCheck.Fluent;

namespace AppHostSdk.Hosting.Tests.Verbs;

public class MixedArgumentsTests
{
    /// <summary>Nothing of it may be taken for the value of something that stands before it.</summary>
    private static readonly string[] Ours = ["--only=api", "--only web,db --isolated", "--isolated", "--isolated=false", "--log-file x.log", "--log-file=/y", "--output json", "--output=text"];

    private static readonly string[] Others =
    [
        "--Parameters:x=1", "--parameter x=1", "--parameter=x=1", "/key value", "/key=value", "key=value", "word", "--flag", "-x", "--x=", "=", "@file", "[x]", "\"a", "'",
        "--output manifest.json", "--output=x", "--help=1", "--isolated=1", "--only:api", "--environment Test",
    ];

    [Fact]
    public void What_is_configuration_stays_as_it_is_and_in_order()
    {
        var pieces = Gen.Frequency((1, Gen.Elements(Ours).Select(p => (Text: p, IsOurs: true))), (2, Gen.Elements(Others).Select(p => (Text: p, IsOurs: false))));
        var lines =
            from verb in Gen.Elements("", "plan")
            from mixture in pieces.ListOf()
            from tail in Gen.Elements("", "-- --only x plan --help")
            select (verb, mixture, tail);

        Property.Holds(
            lines,
            line =>
            {
                var parsed = HostCommandLine.Parse([.. Words([line.verb, .. line.mixture.Select(p => p.Text), line.tail])]);

                Assert.Equal(Words([.. line.mixture.Where(p => !p.IsOurs).Select(p => p.Text), line.tail]), parsed.Rest);
                var isRefused = line.verb.Length > 0 && line.mixture.Any(p => p.Text.StartsWith("--log-file", StringComparison.Ordinal));
                Assert.Equal((line.verb, isRefused), (parsed.Verb ?? "", parsed.Problem is not null));
                Assert.Equal(
                    line.mixture.Where(p => p.Text.StartsWith("--only", StringComparison.Ordinal) && p.IsOurs).SelectMany(p => p.Text.Split(' ', '=')[1].Split(',')),
                    parsed.Only);
            });

        static IEnumerable<string> Words(IEnumerable<string> texts) => texts.SelectMany(t => t.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
