using AppHostSdk.Output;
using AppHostSdk.Supervision;

namespace AppHostSdk.Hosting.Tests.Output;

public class ApplicationConsoleTests
{
    [Fact]
    public void Lines_stand_behind_the_name_of_their_resource() => Expect(
        """
         web | hello
         api ! broken
        long | 
        other | not announced
        """,
        console =>
        {
            console.Line("web", "hello", isError: false);
            console.Line("api", "broken", isError: true);
            console.Line("long", "", isError: false);
            console.Line("other", "not announced", isError: false);
        },
        "web", "api", "long");

    [Fact]
    public void States_are_told_in_words() => Expect(
        """
        api * Not started
        api * Waits for db
        api * Starting
        api * Running  http://localhost:1
        api * Running  not healthy yet: GET /: 503
        api * Healthy  http://localhost:1
        api * Stopping
        api * Finished (exit code 0)
        api * Exited (exit code -7)
        api * Exited  the connection broke
        api * Failed to start: no such file
        """,
        console =>
        {
            console.State(new("api", "api", ResourcePhase.NotStarted));
            console.State(new("api", "api", ResourcePhase.Waiting, Detail: "waits for db"));
            console.State(new("api", "api", ResourcePhase.Starting));
            console.State(new("api", "api", ResourcePhase.Running, Detail: "http://localhost:1"));
            console.State(new("api", "api", ResourcePhase.Running, IsHealthy: false, Detail: "not healthy yet: GET /: 503"));
            console.State(new("api", "api", ResourcePhase.Running, IsHealthy: true, Detail: "http://localhost:1"));
            console.State(new("api", "api", ResourcePhase.Stopping));
            console.State(new("api", "api", ResourcePhase.Finished, ExitCode: 0));
            console.State(new("api", "api", ResourcePhase.Exited, ExitCode: -7));
            console.State(new("api", "api", ResourcePhase.Exited, Detail: "the connection broke"));
            console.State(new("api", "api", ResourcePhase.FailedToStart, Detail: "no such file"));
        },
        "api");

    [Fact]
    public void Messages_of_the_host_look_like_those_of_the_console_logger() => Expect(
        """
        info: AppHostSdk.DistributedApplication[0]
              Started.
        fail: AppHostSdk.DistributedApplication[0]
              Broken:
              badly
        """,
        console =>
        {
            console.Info("Started.");
            console.Error("Broken:\r\nbadly");
        });

    [Fact]
    public void Each_name_has_a_colour_of_its_own_where_colours_are_wanted()
    {
        using var output = new StringWriter();
        var console = new ApplicationConsole(new PlainOutput(output, ["a", "b", "a"], new Terminal(hasColours: true)));

        console.Line("a", "x", isError: false);
        console.Line("b", "y", isError: false);
        console.Line("a", "z", isError: false);

        Assert.Equal("\u001b[36ma\u001b[0m | x\n\u001b[33mb\u001b[0m | y\n\u001b[36ma\u001b[0m | z\n", output.ToString());
    }

    private static void Expect(string text, Action<ApplicationConsole> use, params string[] names)
    {
        using var output = new StringWriter();
        use(new ApplicationConsole(new PlainOutput(output, names)));
        Assert.Equal(text + "\n", output.ToString());
    }
}
