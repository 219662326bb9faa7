using System.Text;
using FsCheck.Fluent;

namespace AppHostSdk.Model.Tests;

public class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  \t ")]
    [InlineData("a b", "a", "b")]
    [InlineData("  a\t\tb\n c ", "a", "b", "c")]
    [InlineData("--name \"a b\"", "--name", "a b")]
    [InlineData("--name=\"a b\"c", "--name=a bc")]
    [InlineData("\"\" a \"\"", "", "a", "")]
    [InlineData("a\"\"b", "ab")]
    [InlineData("\"a\"\"b\"", "a\"b")]
    [InlineData("\"\"\"\"", "\"")]
    [InlineData(@"C:\temp\x y\", @"C:\temp\x", @"y\")]
    [InlineData("\\\"a b\\\"", "\"a", "b\"")]
    [InlineData("\"a\\\"b c\"", "a\"b c")]
    [InlineData("\"C:\\a b\\\\\" c", @"C:\a b\", "c")]
    [InlineData("a\\\\\\\"b", "a\\\"b")]
    [InlineData("\"not closed at all", "not closed at all")]
    [InlineData("\\", "\\")]
    public void Line_is_split_as_the_C_run_time_does(string line, params string[] arguments) =>
        Assert.Equal(arguments, CommandLine.Split(line));

    [Fact]
    public void Arguments_that_are_quoted_come_back() => Property.Holds(
        Gen.Choose(0, 4).SelectMany(length => Gen.ArrayOf(Arguments, length)),
        arguments => Assert.Equal(arguments, CommandLine.Split(string.Join(' ', arguments.Select(Quote)))),
        show: arguments => string.Join(' ', arguments.Select(Quote)));

    private static readonly FsCheck.Gen<string> Arguments = Gen.OneOf(
        Graphs.Strings,
        Gen.Choose(0, 6).SelectMany(length => Gen.ArrayOf(Gen.Elements('\\', '"', ' ', 'a'), length)).Select(characters => new string(characters)));

    /// <summary>The argument in quotes: backslashes are doubled before a quote and at the end.</summary>
    private static string Quote(string argument)
    {
        var text = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var c in argument)
        {
            text.Append('\\', c == '"' ? backslashes + 1 : 0).Append(c);
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }

        return text.Append('\\', backslashes).Append('"').ToString();
    }
}
