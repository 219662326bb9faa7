using System.Text.Json;
using AppHostSdk.Output;
using AppHostSdk.Supervision;

namespace AppHostSdk.Hosting.Tests.Output;

public class OutputTests
{
    [Fact]
    public void Each_line_of_json_is_one_object()
    {
        var text = new StringWriter();
        using (var output = new JsonOutput(text, new ManualTime()))
        {
            output.Message(MessageLevel.Warning, "two\nlines");
            output.Line("api", "\u001b[31mred \"quoted\"", isError: true);
            output.State(new("k", "api", ResourcePhase.Exited, ExitCode: 3, Detail: "why") { Incarnation = 2, IsFailure = true });
            output.State(new("k", "api", ResourcePhase.Running, IsHealthy: false) { Incarnation = 3 });
        }

        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            [
                """{"time":"1970-01-01T00:00:00.0000000+00:00","kind":"message","level":"warning","text":"two\nlines"}""",
                """{"time":"1970-01-01T00:00:00.0000000+00:00","kind":"line","resource":"api","stream":"stderr","text":"\u001B[31mred \"quoted\""}""",
                """{"time":"1970-01-01T00:00:00.0000000+00:00","kind":"state","resource":"api","state":"Exited","life":2,"exitCode":3,"failed":true,"detail":"why"}""",
                """{"time":"1970-01-01T00:00:00.0000000+00:00","kind":"state","resource":"api","state":"Running","life":3,"healthy":false}""",
            ],
            lines);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public async Task Writers_side_by_side_lose_nothing_and_mix_no_lines()
    {
        using var target = new MemoryStream();
        using (var writer = new BatchedWriter(target))
        {
            var console = new ApplicationConsole(new PlainOutput(writer, []));
            await Task.WhenAll(Enumerable.Range(0, 20).Select(w => Task.Run(() =>
            {
                for (var i = 0; i < 5000; i++)
                {
                    console.Line($"w{w}", $"line {i} 🐘", isError: false);
                }
            })));
        }

        var lines = System.Text.Encoding.UTF8.GetString(target.ToArray()).Split('\n')[..^1].ToLookup(l => l.Split(' ')[0], l => l[(l.IndexOf('|') + 2)..]);
        Assert.Equal(20, lines.Count);
        Assert.All(lines, writer => Assert.Equal(Enumerable.Range(0, 5000).Select(i => $"line {i} 🐘"), writer));
    }

    [Fact]
    public async Task Reader_that_does_not_read_makes_writers_wait_and_its_end_frees_them()
    {
        using var pipe = new Clogged();
        using var writer = new BatchedWriter(pipe);
        var writing = Task.Run(() =>
        {
            for (var i = 0; i < 40; i++)
            {
                writer.WriteLine(new string('x', 100_000));
                writer.Flush();
                writer.WaitForRoom();
            }
        });
        await pipe.Reached.Task.InTime();
        Assert.False(writing.IsCompleted);

        // Only those who ask for room wait for it: what must be said can be said.
        await Task.Run(() =>
        {
            writer.WriteLine("state");
            writer.Flush();
        }).InTime();

        pipe.Break();

        await writing.InTime();
    }

    [Fact]
    public async Task Line_that_is_longer_than_all_that_may_wait_is_written()
    {
        using var target = new MemoryStream();
        using var writer = new BatchedWriter(target);
        var line = new string('x', Lines.MaxLength);

        await Task.Run(() =>
        {
            for (var i = 0; i < 3; i++)
            {
                writer.WriteLine("name | " + line);
                writer.Flush();
            }
        }).InTime();

        writer.Dispose();
        Assert.Equal(string.Concat(Enumerable.Repeat($"name | {line}\n", 3)), System.Text.Encoding.UTF8.GetString(target.ToArray()));
    }

    [Fact]
    public async Task Target_that_does_not_take_any_more_is_told_once()
    {
        var lost = new TaskCompletionSource<string>();
        using var pipe = new Clogged();
        using var writer = new BatchedWriter(pipe) { OnLost = e => lost.SetResult(e.Message) };
        pipe.Break();

        writer.WriteLine("one");
        writer.Flush();

        Assert.Equal("Broken pipe", await lost.Task.InTime());
        writer.WriteLine("two");
        writer.Flush();
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("xterm-256color", "", true)]
    [InlineData("dumb", null, false)]
    [InlineData("xterm-256color", "1", false)]
    public void Colours_are_for_terminals_that_know_them(string? term, string? noColour, bool wanted) =>
        Assert.Equal(wanted, ApplicationConsole.WantsColours(name => name == "TERM" ? term : name == "NO_COLOR" ? noColour : null));

    /// <summary>A pipe whose reader stands still, and then ends.</summary>
    private sealed class Clogged : MemoryStream
    {
        private readonly ManualResetEventSlim _broken = new();

        public TaskCompletionSource Reached { get; } = new();

        public void Break() => _broken.Set();

        public override void Write(byte[] buffer, int offset, int count)
        {
            Reached.TrySetResult();
            _broken.Wait();
            throw new IOException("Broken pipe");
        }
    }
}
