using AppHostSdk.Processes;

namespace AppHostSdk.Hosting.Tests.Processes;

/// <summary>How Windows finds programs; the files are those of a directory here.</summary>
public sealed class ProgramPathTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("npm", "second/npm.cmd")]
    [InlineData("node", "first/node.exe")]
    [InlineData("node.exe", "first/node.exe")]
    [InlineData("./tool", "tool.exe")]
    [InlineData("second/npm.cmd", "second/npm.cmd")]
    [InlineData("readme", null)]
    [InlineData("readme.md", null)]
    [InlineData("missing", null)]
    public void Names_are_tried_with_the_extensions_of_programs(string command, string? found)
    {
        foreach (var file in new[] { "first/node.exe", "first/readme.md", "first/npm", "second/npm.cmd", "second/node.exe", "tool.exe", "tool" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_directory[file])!);
            File.WriteAllText(_directory[file], "");
        }

        Assert.Equal(
            found is null ? null : _directory[found],
            ProgramPath.FindOnWindows(command, _directory.Path, $"\"{_directory["first"]}\"; {_directory["second"]};", ".exe;.cmd"));
    }
}
