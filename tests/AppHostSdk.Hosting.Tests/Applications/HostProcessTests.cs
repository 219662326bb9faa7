using AppHostSdk.Hosting.Tests.Containers;
using AppHostSdk.Running;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>What concerns an app host as a process: signals, exit codes, what is left behind. Every exit is checked for survivors.</summary>
public class HostProcessTests
{
    [Theory]
    [InlineData(HostRun.Interrupt)]
    [InlineData(HostRun.Terminate)]
    [InlineData(HostRun.HangUp)]
    [InlineData(HostRun.Quit)]
    public async Task Signal_stops_everything_in_reverse_order_and_is_no_failure(int signal)
    {
        await using var host = HostRun.Start("two-sleepers");
        await host.UntilPrinted("first | first is up");
        await host.UntilPrinted("| second is up");
        await host.UntilPrinted("| grandchild is up");
        await host.UntilPrinted("Distributed application started. Press Ctrl+C to shut down.");
        Assert.Equal(4, host.Processes.Count);

        host.Send(signal);

        Assert.Equal(0, await host.ExitAsync());
        var states = host.Lines.Events.Where(l => l.Contains(" * ", StringComparison.Ordinal)).Select(l => l.Trim()).ToList();
        Assert.Equal(
            ["second * Stopping", "second * Exited (exit code 143)", "first * Stopping", "first * Exited (exit code 143)"],
            states.TakeLast(4));
    }

    [Fact]
    public async Task Signal_during_the_start_leaves_nothing()
    {
        for (var round = 0; round < 6; round++)
        {
            await using var host = HostRun.Start("two-sleepers");
            await host.UntilPrinted(round % 2 == 0 ? "Distributed application starting." : "* Starting");

            host.Send(HostRun.Interrupt);

            Assert.Equal(0, await host.ExitAsync());
        }
    }

    [Fact]
    public async Task Second_signal_kills_what_does_not_listen()
    {
        await using var host = HostRun.Start("stubborn");
        await host.UntilPrinted("| stubborn is up");

        host.Send(HostRun.Interrupt);
        await host.UntilPrinted("| SIGTERM ignored");

        // One that comes earlier may be the same press of the keys.
        await Task.Delay(StopRequest.Echo);
        host.Send(HostRun.Interrupt);

        Assert.Equal(0, await host.ExitAsync());
        Assert.Contains("stubborn * Exited (exit code 137)", host.Lines.Events);
    }

    [Fact]
    public async Task Who_waits_for_the_end_is_told_for_whom_and_how_to_force_it()
    {
        await using var host = HostRun.Start("stubborn");
        await host.UntilPrinted("| stubborn is up");

        host.Send(HostRun.Interrupt);

        await host.UntilPrinted("Waiting for stubborn to end. Press Ctrl+C once more to end everything by force.");
        host.Send(HostRun.Interrupt);
        Assert.Equal(0, await host.ExitAsync());
    }

    [Fact]
    public async Task Host_whose_output_takes_nothing_from_the_start_runs_and_can_be_stopped()
    {
        using var directory = new TemporaryDirectory();
        await using var host = HostRun.Under($"mkfifo {directory["out"]}; exec 4<>{directory["out"]}; timeout 1 yes >{directory["out"]}; exec >{directory["out"]}", "two-sleepers");

        await host.UntilProcesses(4);
        host.Send(HostRun.Interrupt);

        Assert.Equal(0, await host.ExitAsync());
    }

    [Fact]
    public async Task Too_few_open_files_fail_what_is_too_much_and_nothing_else()
    {
        await using var host = HostRun.Under("ulimit -n 120", "crowd");

        await host.UntilPrinted("failed. Press Ctrl+C to shut down.");
        Assert.Contains(host.Lines.Events, l => l.EndsWith("/sleep could not be started: there are too many open files. Allow more of them (ulimit -n).", StringComparison.Ordinal));
        Assert.Contains(host.Lines.Events, l => l.EndsWith(" * Running", StringComparison.Ordinal));
        host.Send(HostRun.Interrupt);

        Assert.Equal(1, await host.ExitAsync());
    }

    [Fact]
    public async Task Host_whose_output_nobody_reads_can_be_stopped()
    {
        using var directory = new TemporaryDirectory();
        await using var host = HostRun.Under($"mkfifo {directory["out"]}; exec 4<>{directory["out"]} >{directory["out"]}", "flood");

        // The program is held up once everything between it and the reader is full.
        await Processes.Processes.UntilHeldUp(host.Pid, "yes");
        host.Send(HostRun.Interrupt);

        Assert.Equal(0, await host.ExitAsync());
    }

    [Fact]
    public async Task Resource_that_cannot_start_fails_its_waiters_and_the_host_but_not_the_others()
    {
        await using var host = HostRun.Start("failed-start");
        await host.UntilPrinted("bystander | bystander is up");
        await host.UntilPrinted("failed. Press Ctrl+C to shut down.");

        host.Send(HostRun.Interrupt);

        Assert.Equal(1, await host.ExitAsync());
        var missing = Path.Combine(Path.GetDirectoryName(TestPrograms.Host)!, "no-such-program");
        var cause = $"{missing} does not exist. Check the command given to AddExecutable.";
        Assert.Contains($"  missing * Failed to start: {cause}", host.Lines.Events);
        Assert.Contains($"   waiter * Failed to start: it waits for missing, which failed: {cause}", host.Lines.Events);
        Assert.DoesNotContain(host.Lines.Events, l => l.Contains("never printed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Host_ends_when_nothing_is_left_running()
    {
        await using var host = HostRun.Start("finishing");

        Assert.Equal(0, await host.ExitAsync());

        Assert.Contains("migration | migrated", host.Lines.Events);
        Assert.Contains("   report | reported", host.Lines.Events);
        Assert.Contains("      Nothing is left running. Shutting down.", host.Lines.Events);
    }

    [Fact]
    public async Task Crash_of_a_resource_is_the_hosts_exit_code()
    {
        await using var host = HostRun.Start("crashing");

        Assert.Equal(1, await host.ExitAsync());

        Assert.Contains("crash * Exited (exit code 3)", host.Lines.Events);
    }

    [Fact]
    public async Task Missing_parameters_are_named_and_nothing_starts()
    {
        await using var host = HostRun.Start("missing-parameters");

        Assert.Equal(1, await host.ExitAsync());

        Assert.Contains(host.Lines.Events, l => l.StartsWith("        Parameter 'first-key': set Parameters:first-key in appsettings.json", StringComparison.Ordinal));
        Assert.Contains(host.Lines.Events, l => l.StartsWith("        Parameter 'second': set Parameters:second in appsettings.json", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Lines.Events, l => l.Contains("* Starting", StringComparison.Ordinal) || l.Contains("never printed", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Lines.Events, l => l.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Parameter_comes_from_the_environment_or_the_command_line()
    {
        await using var fromEnvironment = HostRun.Start("parameters", ("Parameters__plain", "environment"));
        await using var fromCommandLine = HostRun.Start("parameters", ["--Parameters:plain=configuration"]);
        await using var fromOption = HostRun.Start("parameters", ["--parameter", "plain=option", "--parameter=other=1=2"]);

        Assert.Equal((0, 0, 0), (await fromEnvironment.ExitAsync(), await fromCommandLine.ExitAsync(), await fromOption.ExitAsync()));

        Assert.Contains("consumer | {\"KEY\":\"environment\",\"OTHER\":\"default\"}", fromEnvironment.Lines.Events);
        Assert.Contains("consumer | {\"KEY\":\"configuration\",\"OTHER\":\"default\"}", fromCommandLine.Lines.Events);
        Assert.Contains("consumer | {\"KEY\":\"option\",\"OTHER\":\"1=2\"}", fromOption.Lines.Events);
    }

    [Fact]
    public async Task What_configures_the_host_does_not_reach_its_resources()
    {
        await using var host = HostRun.Start(
            "environment",
            ("ASPNETCORE_URLS", "http://*:2"),
            ("ASPNETCORE_ENVIRONMENT", "Host"),
            ("DOTNET_ENVIRONMENT", "Host"),
            ("DOTNET_LAUNCH_PROFILE", "host"),
            ("Logging__LogLevel__Default", "Trace"),
            ("KEPT", "yes"));

        Assert.Equal(0, await host.ExitAsync());

        Assert.Contains("project | {\"ASPNETCORE_URLS\":\"http://localhost:1\",\"DOTNET_ENVIRONMENT\":null,\"KEPT\":\"yes\"}", host.Lines.Events);
        Assert.Contains(
            "program | {\"ASPNETCORE_ENVIRONMENT\":null,\"ASPNETCORE_URLS\":null,\"DOTNET_ENVIRONMENT\":null,\"DOTNET_LAUNCH_PROFILE\":null,\"KEPT\":\"yes\",\"Logging__LogLevel__Default\":null}",
            host.Lines.Events);
    }

    [Fact]
    public async Task Project_is_started_with_the_launch_profile_that_is_called_like_that_of_the_host()
    {
        await using var host = HostRun.Start(
            "launch-profile",
            ("DOTNET_LAUNCH_PROFILE", "second"),
            ("ASPNETCORE_ENVIRONMENT", "Host"),
            ("DOTNET_ENVIRONMENT", "Host"),
            ("KEPT", "yes"));
        await using var other = HostRun.Start("launch-profile", ("DOTNET_LAUNCH_PROFILE", "host"));

        Assert.Equal((0, 0), (await host.ExitAsync(), await other.ExitAsync()));

        Assert.Contains(
            "project | {\"ASPNETCORE_ENVIRONMENT\":\"Development\",\"DOTNET_ENVIRONMENT\":null,\"DOTNET_LAUNCH_PROFILE\":\"second\",\"GREETING\":\"\\u003Cyes\\u003E \\u003C%APPHOST_TEST_NOT_SET%\\u003E\",\"MINE\":\"program\"}",
            host.Lines.Events);
        Assert.Contains("project | second profile", host.Lines.Events);
        Assert.Contains(host.Lines.Events, l => l.StartsWith("project * Running  http://localhost:", StringComparison.Ordinal));
        Assert.Contains("project | first profile", other.Lines.Events);
    }

    [Fact]
    public async Task Project_with_an_endpoint_does_not_inherit_where_else_to_listen()
    {
        await using var host = HostRun.Start(
            "listening",
            ["--port=18877"],
            ("URLS", "http://localhost:1"),
            ("ASPNETCORE_HTTP_PORTS", "2"),
            ("Kestrel__Endpoints__Web__Url", "http://localhost:3"),
            ("Kestrel__Limits__MaxConcurrentConnections", "4"));

        Assert.Equal(0, await host.ExitAsync());

        Assert.Contains(
            "project | {\"ASPNETCORE_HTTP_PORTS\":null,\"ASPNETCORE_URLS\":\"http://localhost:18877\",\"Kestrel__Endpoints__Web__Url\":null,\"Kestrel__Limits__MaxConcurrentConnections\":\"4\",\"URLS\":null}",
            host.Lines.Events);
    }

    [Fact]
    public async Task Settings_say_how_long_is_waited()
    {
        await using var host = HostRun.Start("waiting", ["--AppHost:WaitReportSeconds=0.3", "--AppHost:WaitTimeoutSeconds=0.8"]);

        await host.UntilPrinted("waiter * Still waits for endless to complete (running)");
        await host.UntilPrinted("waiter * Failed to start: it has waited 0.8 s for endless to complete (running)");

        host.Send(HostRun.Interrupt);
        Assert.Equal(1, await host.ExitAsync());
    }

    [Fact]
    public async Task Mistake_is_thrown_before_anything_starts()
    {
        await using var host = HostRun.Start("mistake");

        Assert.Equal(2, await host.ExitAsync());

        Assert.Equal(["error AHS1001: 'a' waits for itself, so it would never start. Remove this wait."], host.Lines.Events);
    }

    [Fact]
    public async Task Mistake_that_nobody_catches_is_told_by_its_message_alone()
    {
        await using var host = HostRun.Start("uncaught-mistake");

        Assert.Equal(1, await host.ExitAsync());
        Assert.Equal(["The program is told.", "error AHS1001: 'a' waits for itself, so it would never start. Remove this wait."], host.Lines.Events);
    }

    /// <summary>A test, for example, or whatever else runs a host in its process.</summary>
    [Theory]
    [InlineData("guest-mistake")]
    [InlineData("uncaught-defect")]
    public async Task Other_exceptions_and_those_of_other_programs_are_left_to_the_framework(string scenario)
    {
        await using var host = HostRun.Start(scenario);

        Assert.Equal(134, await host.ExitAsync());
        Assert.Contains(host.Lines.Events, l => l.StartsWith("Unhandled exception.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_engine_containers_fail_with_the_cause_and_processes_run()
    {
        await using var host = HostRun.Start("container", ("DOCKER_HOST", "unix:///nonexistent/engine.sock"));
        await host.UntilPrinted("bystander | bystander is up");
        await host.UntilPrinted("failed. Press Ctrl+C to shut down.");

        host.Send(HostRun.Interrupt);

        Assert.Equal(1, await host.ExitAsync());
        var box = Assert.Single(host.Lines.Events, l => l.StartsWith("      box * Failed to start: ", StringComparison.Ordinal));
        Assert.Contains("unix:///nonexistent/engine.sock", box, StringComparison.Ordinal);
        Assert.Contains(host.Lines.Events, l => l == $"   waiter * Failed to start: it waits for box, which failed: {box.Split("start: ", 2)[1]}");
    }

    [Fact]
    public async Task Unusable_address_of_the_engine_fails_the_containers_only()
    {
        await using var host = HostRun.Start("container", ("DOCKER_HOST", "ssh://nowhere"));
        await host.UntilPrinted("bystander | bystander is up");
        await host.UntilPrinted("failed. Press Ctrl+C to shut down.");

        host.Send(HostRun.Interrupt);

        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains(host.Lines.Events, l => l.StartsWith("      box * Failed to start: using DOCKER_HOST 'ssh://nowhere'", StringComparison.Ordinal));
    }

    [ContainerFact]
    public async Task Image_that_cannot_be_pulled_fails_its_container_only()
    {
        ContainerTests.RequireEngine();
        await using var host = HostRun.Start("bad-image");
        await host.UntilPrinted("bystander | bystander is up");
        await host.UntilPrinted("but box failed. Press Ctrl+C to shut down.");

        host.Send(HostRun.Interrupt);

        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains(host.Lines.Events, l => l.StartsWith("      box * Failed to start: pulling image 'localhost:1/not-there:1': ", StringComparison.Ordinal));
    }
}
