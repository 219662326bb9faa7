using AppHostSdk.Verbs;

namespace AppHostSdk.Hosting.Tests.Verbs;

public class HostCommandLineTests
{
    [Theory]
    [InlineData("", "", "", false, null, false)]
    [InlineData("plan", "plan", "", false, null, false)]
    [InlineData("plan --only api,web x", "plan", "api web x", false, null, false)]
    [InlineData("--only=api,web --isolated", "", "api web", true, null, false)]
    [InlineData("--only api web --log-file out.log --output json", "", "api web", false, "out.log", true)]
    [InlineData("--isolated=false --output=text --log-file=a=b", "", "", false, "a=b", false)]
    [InlineData("--only api --only web,db --isolated --isolated=false --log-file a --log-file b --output json --output text", "", "api web db", false, "b", false)]
    [InlineData("--only @api ,db, --log-file=-x:y", "", "@api db", false, "-x:y", false)]
    [InlineData("--only /api --log-file \"quoted\"", "", "/api", false, "\"quoted\"", false)]
    public void Ours_is_understood(string args, string verb, string only, bool isolated, string? logFile, bool json)
    {
        var line = HostCommandLine.Parse(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((verb, only, isolated, logFile, json), (line.Verb ?? "", string.Join(' ', line.Only), line.IsIsolated, line.LogFile, line.IsJson));
        Assert.Null(line.Problem);
        Assert.Empty(line.Rest);
        Assert.Equal(verb.Length > 0, line.Action is not null);
    }

    [Theory]
    [InlineData("--isolated --Parameters:key=1 --environment Test", "--Parameters:key=1 --environment Test")]
    [InlineData("--operation publish --publisher manifest --output-path ./x", "--operation publish --publisher manifest --output-path ./x")]
    [InlineData("--output manifest.json", "--output manifest.json")]
    [InlineData("--output=manifest.json --isolated", "--output=manifest.json")]
    [InlineData("--isolated true --isolated=maybe --log-file x y", "true --isolated=maybe y")]
    [InlineData("--help=x -h -? --version", "--help=x -h -? --version")]
    [InlineData("--only:x --log-file:y /only z --onlyx --isolated", "--only:x --log-file:y /only z --onlyx")]
    [InlineData("--only api --Parameters:x=1 web --parameter y=2", "--Parameters:x=1 web --parameter y=2")]
    [InlineData("plan --isolated x a=b /key value @file", "x a=b /key value @file")]
    [InlineData("run plan", "run plan")]
    [InlineData("run --isolated plan", "run plan")]
    [InlineData("Plan --isolated", "Plan")]
    [InlineData("--isolated plan", "plan")]
    [InlineData("--isolated -- --only x --isolated", "-- --only x --isolated")]
    [InlineData("-- plan --only", "-- plan --only")]
    public void Everything_else_is_left_as_it_was(string args, string rest)
    {
        var line = HostCommandLine.Parse(args.Split(' '));

        Assert.Equal(rest, string.Join(' ', line.Rest));
        Assert.Null(line.Problem);
    }

    [Theory]
    [InlineData("--only", "--only needs the names of resources, for example --only api,web.")]
    [InlineData("--only --isolated", "--only needs the names of resources, for example --only api,web.")]
    [InlineData("--only=", "--only needs the names of resources, for example --only api,web.")]
    [InlineData("plan --only , --only api", "--only needs the names of resources, for example --only api,web.")]
    [InlineData("plan --log-file x", "--log-file is for a run, and 'plan' starts nothing. Remove it; 'plan > x' writes what is shown into the file.")]
    [InlineData("--log-file", "--log-file needs the path of a file.")]
    [InlineData("--log-file= --log-file x", "--log-file needs the path of a file.")]
    public void What_is_missing_is_told(string args, string problem) => Assert.Equal(problem, HostCommandLine.Parse(args.Split(' ')).Problem);

    [Fact]
    public async Task A_verb_with_a_problem_is_refused()
    {
        var line = HostCommandLine.Parse(["plan", "--only"]);

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() => line.Action!(new(((DistributedApplicationBuilder)Apps.Builder()).Context, Apps.Graph(_ => { })), default));

        Assert.Equal(line.Problem, refusal.Message);
    }
}
