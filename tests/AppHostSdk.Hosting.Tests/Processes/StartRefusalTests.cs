using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Processes;

/// <summary>A file that may be executed and cannot be says why, before anything has run.</summary>
public class StartRefusalTests
{
    [Theory]
    [InlineData("#! /no/such/interpreter -x\necho", "its first line names the interpreter '/no/such/interpreter', which does not exist.")]
    [InlineData("#!/bin/sh\r\necho", "its first line ends with a carriage return, which becomes part of the interpreter's name. Save it with line feeds only.")]
    [InlineData("echo", "it is no program for this machine. A script needs a first line that names its interpreter, such as #!/bin/sh.")]
    public void Refusal_is_explained(string content, string words)
    {
        using var directory = new TemporaryDirectory();
        directory.Write("tool", content, executable: true);

        var e = Assert.Throws<DistributedApplicationException>(() => ChildRun.Start(ChildRun.Spec() with { FileName = directory["tool"] }));

        Assert.Equal($"{directory["tool"]} could not be started: {words}", e.Message);
    }

    [Fact]
    public void Working_directory_that_may_not_be_entered_is_named()
    {
        var refusal = StartRefusal.Of("/bin/tool", "/srv/secret", new System.ComponentModel.Win32Exception(13));

        Assert.Contains("/srv/secret", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Argument_with_a_null_character_is_refused()
    {
        var e = Assert.Throws<DistributedApplicationException>(() => ChildRun.Start("out=a\0b"));

        Assert.Equal("an argument holds a null character, which no program can be given.", e.Message);
    }

    [Fact]
    public void Variable_with_a_null_character_is_refused_and_its_value_not_told()
    {
        var e = Assert.Throws<DistributedApplicationException>(() => ChildRun.Start(ChildRun.Spec() with { Environment = new Dictionary<string, string> { ["KEY"] = "secret\0" } }));

        Assert.Equal("the variable KEY holds a null character, which no program can be given.", e.Message);
    }
}
