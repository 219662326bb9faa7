using System.Text;
using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Processes;

public class ProcessOutputTests
{
    [Fact]
    public async Task Output_and_errors_are_complete_on_exit_and_told_apart()
    {
        await using var run = ChildRun.Start("flood=3000", "out=last", "err=last error");

        Assert.Equal(0, await run.Exited);

        Assert.Equal([.. Enumerable.Range(1, 3000).Select(i => $"line {i}"), "last"], run.Output);
        Assert.Equal([.. Enumerable.Range(1, 3000).Select(i => $"error {i}"), "last error"], run.Errors);
    }

    [Fact]
    public async Task Program_that_exits_at_once_loses_none_of_its_output()
    {
        var runs = Enumerable.Range(1, 40).Select(i => ChildRun.Shell($"echo out {i}; echo err {i} >&2; exit {i}")).ToList();

        var codes = await Task.WhenAll(runs.Select(r => r.Exited));

        Assert.Equal(Enumerable.Range(1, 40), codes);
        Assert.All(runs.Index(), r => Assert.Equal(([$"out {r.Index + 1}"], [$"err {r.Index + 1}"]), (r.Item.Output.ToArray(), r.Item.Errors.ToArray()), Same));
        foreach (var run in runs)
        {
            await run.DisposeAsync();
        }

        static bool Same((string[] Output, string[] Errors) left, (string[] Output, string[] Errors) right) =>
            left.Output.SequenceEqual(right.Output) && left.Errors.SequenceEqual(right.Errors);
    }

    [Fact]
    public async Task Unfinished_last_line_is_passed_on_at_the_end()
    {
        await using var run = ChildRun.Start("raw=" + Hex("whole\r\nhalf "), "raw=" + Hex("line"));

        await run.Exited;

        Assert.Equal(["whole", "half line"], run.Output);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_shown_as_such()
    {
        await using var run = ChildRun.Start("raw=61FF62C30A", "raw=C3", "raw=BC0A");

        await run.Exited;

        Assert.Equal(["a\uFFFDb\uFFFD", "ü"], run.Output);
    }

    [Fact]
    public async Task Megabyte_in_one_line_arrives_in_one_piece()
    {
        await using var run = ChildRun.Start("long=1000000", "out= and its end", "out=after");

        await run.Exited;

        Assert.Equal([new string('x', 1_000_000) + " and its end", "after"], run.Output);
    }

    [Fact]
    public async Task Colours_and_other_control_characters_are_passed_on()
    {
        await using var run = ChildRun.Start("raw=1b5b33316d7265641b5b306d0a", "raw=610d620d0a");

        await run.Exited;

        Assert.Equal(["\u001b[31mred\u001b[0m", "a\rb"], run.Output);
    }

    [Fact]
    public async Task Standard_input_is_at_its_end()
    {
        await using var run = ChildRun.Start("stdin");

        Assert.Equal(0, await run.Exited);

        Assert.Equal(["stdin: \"\""], run.Output);
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));
}
