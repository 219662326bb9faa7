using System.Text.Json;
using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Processes;

public class ProcessStartTests
{
    [Fact]
    public async Task Arguments_directory_and_environment_arrive_unchanged()
    {
        using var directory = new TemporaryDirectory();
        var report = directory["report.json"];
        string[] steps = [$"report={report}", "out=two words", "out=", "out=*", "out=$HOME", "out='quo\"tes'", "out=ü🐘", "out=line\nbreak"];

        await using var run = ChildRun.Start(ChildRun.Spec(steps) with
        {
            WorkingDirectory = directory.Path,
            Environment = new Dictionary<string, string> { ["TEST_A"] = "with = and \n and ü", ["TEST_EMPTY"] = "" },
        });
        Assert.Equal(0, await run.Exited);

        var seen = ChildReport.Read(report);
        Assert.Equal(steps, seen.Arguments);
        Assert.Equal(directory.Path, seen.WorkingDirectory);
        Assert.Equal(["with = and \n and ü", ""], seen.Values("TEST_A", "TEST_EMPTY"));
        Assert.Equal(["two words", "", "*", "$HOME", "'quo\"tes'", "ü🐘", "line", "break"], run.Output);
    }

    [Fact]
    public async Task Environment_of_the_host_is_inherited_and_overridden()
    {
        await using var run = ChildRun.Start(ChildRun.Spec("env=HOME,PATH") with { Environment = new Dictionary<string, string> { ["HOME"] = "/nowhere" } });

        await run.Exited;

        var seen = JsonSerializer.Deserialize<Dictionary<string, string>>(run.Output.Single())!;
        Assert.Equal("/nowhere", seen["HOME"]);
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), seen["PATH"]);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", false)]
    [InlineData("aspnetcore_urls", false)]
    [InlineData("ASPNETCORE_ENVIRONMENT", false)]
    [InlineData("DOTNET_ENVIRONMENT", false)]
    [InlineData("DOTNET_LAUNCH_PROFILE", false)]
    [InlineData("Logging__LogLevel__Default", false)]
    [InlineData("LOGGING__LOGLEVEL__MICROSOFT", false)]
    [InlineData("Logging__Console__FormatterName", true)]
    [InlineData("DOTNET_ROOT", true)]
    [InlineData("PATH", true)]
    [InlineData("ASPNETCORE_URLS_EXTRA", true)]
    public void What_configures_the_host_itself_is_kept_back(string name, bool passes) => Assert.Equal(passes, ChildEnvironment.Passes(name));

    [Fact]
    public async Task Program_leads_a_group_and_a_session_of_its_own()
    {
        await using var run = ChildRun.Start("ids", "forever");

        var ids = await run.UntilIds();

        Assert.Equal(run.Pid, ids["pid"]);
        Assert.Equal(run.Pid, ids["pgid"]);
        Assert.Equal(run.Pid, ids["sid"]);
    }

    [Fact]
    public async Task Program_is_found_in_the_path_it_is_given()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("my-tool", "#!/bin/sh\necho found $1\n", executable: true);
        var spec = ChildRun.Spec("it") with { FileName = "my-tool", WorkingDirectory = "/" };

        await using var run = ChildRun.Start(spec with { Environment = new Dictionary<string, string> { ["PATH"] = $"/nowhere:{directory.Path}:/bin" } });
        await run.Exited;
        Assert.Equal(["found it"], run.Output);

        // A relative entry is relative to where the program starts.
        await using var relative = ChildRun.Start(spec with
        {
            WorkingDirectory = directory.Path,
            Environment = new Dictionary<string, string> { ["PATH"] = ".:/bin" },
        });
        await relative.Exited;
        Assert.Equal(["found it"], relative.Output);
    }

    [Fact]
    public async Task Relative_program_is_relative_to_its_working_directory()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["bin"]);
        directory.Write("bin/tool", "#!/bin/sh\npwd\n", executable: true);

        await using var run = ChildRun.Start(ChildRun.Spec() with { FileName = "bin/tool", WorkingDirectory = directory.Path });
        await run.Exited;

        Assert.Equal([directory.Path], run.Output);
    }

    [Fact]
    public void What_cannot_start_is_refused_with_the_reason_and_the_advice()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("text", "no program");
        var spec = ChildRun.Spec() with { WorkingDirectory = directory.Path, MissingProgramAdvice = () => "Build it." };

        Assert.Equal($"{directory["none"]} does not exist. Build it.", Refusal(spec with { FileName = "./none" }));
        Assert.Equal($"{directory["text"]} is not executable (chmod +x). Build it.", Refusal(spec with { FileName = "./text" }));
        Assert.Equal($"{directory.Path} is a directory. Build it.", Refusal(spec with { FileName = directory.Path }));
        Assert.Equal("there is no program 'no-such-tool' in PATH. Build it.", Refusal(spec with { FileName = "no-such-tool" }));
        Assert.Equal(
            $"{directory["text"]} is not executable (chmod +x).",
            Refusal(spec with { FileName = "text", MissingProgramAdvice = () => "", Environment = new Dictionary<string, string> { ["PATH"] = directory.Path } }));
        Assert.Equal(
            $"its working directory {directory["gone"]} does not exist.",
            Refusal(spec with { WorkingDirectory = directory["gone"] }));
        Assert.Equal(
            $"its working directory {directory["text"]} does not exist.",
            Refusal(spec with { WorkingDirectory = directory["text"] }));
    }

    [Fact]
    public void Arguments_too_long_for_the_system_are_refused()
    {
        var refusal = Refusal(ChildRun.Spec("out=" + new string('x', 3_000_000)));

        Assert.EndsWith(" could not be started: Argument list too long.", refusal, StringComparison.Ordinal);
    }

    private static string Refusal(ProcessSpec spec) =>
        Assert.Throws<DistributedApplicationException>(() => ChildRun.Start(spec)).Message;
}
