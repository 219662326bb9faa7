using AppHostSdk.Verbs;

namespace AppHostSdk.Hosting.Tests.Verbs;

public class VerbTests
{
    [Fact]
    public void Every_verb_is_found_by_the_name_that_it_has()
    {
        var verbs = VerbCatalog.Create().ToList();

        Assert.NotEmpty(verbs);
        Assert.All(verbs, v => Assert.True(VerbCatalog.Has(v.Name), v.Name));
        Assert.All(verbs, v => Assert.Equal(v.Name, HostCommandLine.Parse([v.Name]).Verb));
        Assert.Equal(verbs.Count, verbs.DistinctBy(v => v.Name).Count());
    }

    [Theory]
    [InlineData("run")]
    [InlineData("Plan")]
    [InlineData("plans")]
    [InlineData("[suggestion]")]
    [InlineData("[suggest:x]")]
    public void An_unknown_word_is_left_to_the_program(string word)
    {
        var line = HostCommandLine.Parse([word]);

        Assert.Equal((null, null), (line.Verb, line.Action));
        Assert.Equal([word], line.Rest);
    }

    [Theory]
    [InlineData("show api", "api  False", "")]
    [InlineData("show -f xml --deep api web", "api xml True", "web")]
    [InlineData("show --environment Test --format=a=b key=1 api --x=1 y", "api a=b False", "--environment Test key=1 --x=1 y")]
    [InlineData("show --deep=false /key value --parameter x=1 plan -- api", "plan  False", "/key value --parameter x=1 -- api")]
    public async Task A_verb_has_options_and_words_of_its_own_among_the_configuration(string args, string told, string rest)
    {
        var verb = new SampleVerb();

        var line = CommandLineReader.Read(args.Split(' '), SampleVerb.Command(verb));
        await line.Action!(new(((DistributedApplicationBuilder)Apps.Builder()).Context, Apps.Graph(_ => { })), default);

        Assert.Equal((told, rest), (verb.Told, string.Join(' ', line.Rest)));
    }

    [Fact]
    public void Options_of_one_verb_are_configuration_for_another()
    {
        var line = CommandLineReader.Read(["plan", "--format", "xml", "--deep"], SampleVerb.Command(new()));

        Assert.Equal(["--format", "xml", "--deep"], line.Rest);
    }
}
