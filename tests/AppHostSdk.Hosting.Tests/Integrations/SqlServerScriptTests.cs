namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>Scripts that create databases of SQL Server, as its own tools part them.</summary>
public class SqlServerScriptTests
{
    [Theory]
    [InlineData("CREATE DATABASE a", "CREATE DATABASE a")]
    [InlineData("one\nGO\ntwo\ngo\n", "one|two")]
    [InlineData("one\r\n  Go ; \r\n\r\nGO\r\ntwo GO\r\nGOTO x", "one|two GO\nGOTO x")]
    [InlineData("one\nGO 3\ntwo", "one|one|one|two")]
    [InlineData("GO\n\nGO 2\n", "")]
    public void Lines_GO_part_batches(string script, string expected) =>
        Assert.Equal(expected, string.Join('|', SqlServerTalk.Batches(script).Select(batch => batch.Trim().ReplaceLineEndings("\n"))));
}
