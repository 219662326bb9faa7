namespace AppHostSdk.Hosting.Tests.Verbs;

public class CompletionTests
{
    [Theory]
    [InlineData("", "--help --isolated --log-file --only --output plan show")]
    [InlineData("--on", "--only")]
    [InlineData("plan --is", "--isolated")]
    [InlineData("show --d", "--deep")]
    [InlineData("--output ", "json text")]
    [InlineData("--only ", "api cache web-api")]
    [InlineData("plan --only a", "api")]
    [InlineData("--only api,", "api,cache api,web-api")]
    [InlineData("--only=W", "--only=web-api")]
    [InlineData("--only=api,A", "")]
    [InlineData("plan --only=api,W", "--only=api,web-api")]
    [InlineData("--only api,cache,web-api,", "")]
    public void Completion_is_made_from_the_same_description(string typed, string completions)
    {
        var found = SampleVerb.Command(new(), "cache", "api", "web-api").Root.Parse(typed).GetCompletions(typed.Length).Select(c => c.Label);

        Assert.Equal(completions, string.Join(' ', found.Order(StringComparer.Ordinal)));
    }
}
