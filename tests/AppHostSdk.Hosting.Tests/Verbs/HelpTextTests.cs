using AppHostSdk.Verbs;

namespace AppHostSdk.Hosting.Tests.Verbs;

public class HelpTextTests
{
    [Fact]
    public void Help_lists_every_verb_and_every_option_with_its_description()
    {
        var host = new HostCommand(VerbCatalog.Create(), []);

        var lines = HelpText.Of(host, host.Root).Split('\n');

        Assert.All(VerbCatalog.Create(), v => Assert.Contains(lines, l => l.StartsWith($"  {v.Name} ", StringComparison.Ordinal) && l.EndsWith("  " + v.Description, StringComparison.Ordinal)));
        Assert.All(host.Root.Options, o => Assert.Contains(lines, l => l.StartsWith($"  {o.Name} ", StringComparison.Ordinal) && l.EndsWith("  " + o.Description, StringComparison.Ordinal)));
        Assert.All(host.Root.Options, o => Assert.True(OptionNames.Has(o.Name), o.Name));
        Assert.Contains("  --output text|json      show lines for people, or one JSON object per line", lines);
        Assert.Equal("Usage: dotnet run -- [verb] [options]", lines[0]);
        Assert.DoesNotContain(lines, l => l.Length > 110);
    }

    [Fact]
    public void Help_of_a_verb_has_what_is_its_own_before_what_all_have()
    {
        var host = SampleVerb.Command(new());

        Assert.StartsWith(
            """
            Usage: dotnet run -- show RESOURCE [options]

            Show a resource.

            Arguments:
              RESOURCE                what is shown

            Options:
              --format, -f FORMAT     how it is shown
              --deep                  with everything below
              --only NAME,…           start only
            """,
            HelpText.Of(host, host.Find("show")!),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_wanted_whatever_else_is_wrong() => Assert.NotNull(HostCommandLine.Parse(["--only", "--help"]).Action);
}
