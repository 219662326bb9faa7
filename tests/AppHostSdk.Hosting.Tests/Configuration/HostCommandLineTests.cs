using AppHostSdk.Configuration;

namespace AppHostSdk.Hosting.Tests.Configuration;

public class HostCommandLineTests
{
    [Theory]
    [InlineData("", "", "", false, null, false)]
    [InlineData("plan", "plan", "", false, null, false)]
    [InlineData("plan --only api,web x", "plan", "api web x", false, null, false)]
    [InlineData("--only=api,web --isolated", "", "api web", true, null, false)]
    [InlineData("--only api web --log-file out.log --output json", "", "api web", false, "out.log", true)]
    [InlineData("--isolated=false --output=text --log-file=a=b", "", "", false, "a=b", false)]
    public void Ours_is_understood(string args, string verb, string only, bool isolated, string? logFile, bool json)
    {
        var line = HostCommandLine.Parse(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((verb, only, isolated, logFile, json), (line.Verb ?? "", string.Join(' ', line.Only), line.IsIsolated, line.LogFile, line.IsJson));
        Assert.Null(line.Problem);
        Assert.Empty(line.Rest);
    }

    [Theory]
    [InlineData("--isolated --Parameters:key=1 --environment Test", "--Parameters:key=1 --environment Test")]
    [InlineData("--operation publish --publisher manifest --output-path ./x", "--operation publish --publisher manifest --output-path ./x")]
    [InlineData("--output manifest.json", "--output manifest.json")]
    [InlineData("run plan", "run plan")]
    [InlineData("--isolated -- --only x --isolated", "-- --only x --isolated")]
    public void Everything_else_is_left_as_it_was(string args, string rest) =>
        Assert.Equal(rest, string.Join(' ', HostCommandLine.Parse(args.Split(' ')).Rest));

    [Theory]
    [InlineData("--only", "--only needs the names of resources, for example --only api,web.")]
    [InlineData("--only --isolated", "--only needs the names of resources, for example --only api,web.")]
    [InlineData("--log-file", "--log-file needs the path of a file.")]
    public void What_is_missing_is_told(string args, string problem) => Assert.Equal(problem, HostCommandLine.Parse(args.Split(' ')).Problem);
}
