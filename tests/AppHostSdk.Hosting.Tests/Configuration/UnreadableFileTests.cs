using AppHostSdk.Configuration;
using AppHostSdk.Hosting.Tests.Applications;

namespace AppHostSdk.Hosting.Tests.Configuration;

/// <summary>Configuration that is there and cannot be read is one line, and nothing starts.</summary>
public sealed class UnreadableFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("appsettings.Production.json")]
    public void File_and_reason_are_named(string name)
    {
        var file = _directory[name];
        Expect("it is a directory", () => Directory.CreateDirectory(file));
        Directory.Delete(file);
        Expect("it is a link to gone.json, which does not exist", () => File.CreateSymbolicLink(file, "gone.json"));
        File.Delete(file);
        Expect("*symbolic links*", () => File.CreateSymbolicLink(file, name));
        File.Delete(file);
        Expect("'}' is invalid after a property name. Expected a ':'. LineNumber: 1 | BytePositionInLine: 9", () => File.WriteAllText(file, "{\n  \"name\" }"));
        Expect("Top-level JSON element must be an object. Instead, 'Array' was found", () => File.WriteAllText(file, "[]"));
        Expect("A duplicate key 'A' was found", () => File.WriteAllText(file, """{ "a": "1", "A": "2" }"""));
        Expect("The input does not contain any JSON tokens*", () => File.WriteAllText(file, ""));

        void Expect(string reason, Action make)
        {
            make();
            var e = Assert.Throws<DistributedApplicationException>(() => HostConfiguration.Load(_directory.Path, []));
            if (reason.Contains('*', StringComparison.Ordinal))
            {
                Assert.StartsWith($"The configuration file {file} cannot be read: ", e.Message, StringComparison.Ordinal);
                Assert.Contains(reason.Trim('*'), e.Message, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal($"The configuration file {file} cannot be read: {reason}. Correct it, or remove it.", e.Message);
            }

            Assert.DoesNotContain('\n', e.Message);
        }
    }

    [Fact]
    public void Link_to_a_file_is_read()
    {
        _directory.Write("real.json", """{ "Key": "value" }""");
        File.CreateSymbolicLink(_directory["appsettings.json"], "real.json");

        Assert.Equal("value", HostConfiguration.Load(_directory.Path, [])["Key"]);
    }

    [Theory]
    [InlineData("appsettings.json", "{")]
    [InlineData("appsettings.json", null)]
    [InlineData("home/.microsoft/usersecrets/some-id/secrets.json", "{")]
    [InlineData("home/.microsoft/usersecrets/some-id/secrets.json", null)]
    public async Task Host_that_asks_for_no_configuration_says_so_before_anything_starts(string name, string? text)
    {
        var file = _directory[name];
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (text is null)
        {
            File.CreateSymbolicLink(file, "/no/such/file.json");
        }
        else
        {
            await File.WriteAllTextAsync(file, text);
        }

        await using var host = HostRun.Start("finishing", ("TEST_HOST_DIRECTORY", _directory.Path), ("TEST_USER_SECRETS_ID", "some-id"), ("HOME", _directory["home"]));

        Assert.Equal(1, await host.ExitAsync());
        var printed = host.Lines.Events.Where(l => l.Trim().Length > 0).ToList();
        Assert.Equal(2, printed.Count);
        Assert.StartsWith("fail: ", printed[0], StringComparison.Ordinal);
        Assert.StartsWith($"      The configuration file {file} cannot be read: ", printed[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_whose_program_asks_says_so_in_one_line()
    {
        File.CreateSymbolicLink(_directory["appsettings.json"], "gone.json");

        await using var host = HostRun.Start("persistent", ("TEST_HOST_DIRECTORY", _directory.Path));

        Assert.Equal(1, await host.ExitAsync());
        Assert.Equal($"The configuration file {_directory["appsettings.json"]} cannot be read: it is a link to gone.json, which does not exist. Correct it, or remove it.", Assert.Single(host.Lines.Events));
    }

    [Fact]
    public async Task Host_without_a_place_for_its_secrets_says_so()
    {
        await using var host = HostRun.Start("persistent", ("TEST_USER_SECRETS_ID", "some-id"), ("APPDATA", ""), ("HOME", ""), ("DOTNET_USER_SECRETS_FALLBACK_DIR", ""));

        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains("DOTNET_USER_SECRETS_FALLBACK_DIR", Assert.Single(host.Lines.Events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_file_is_for_its_user_only_and_one_that_is_there_keeps_its_rights()
    {
        var (made, given) = (_directory["made.log"], _directory.Write("given.log", "of an earlier run"));
        const UnixFileMode Shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(given, Shared);
        foreach (var log in (string[])[made, given])
        {
            await using var host = HostRun.Start("finishing", ["--log-file", log]);
            Assert.Equal(0, await host.ExitAsync());
            Assert.StartsWith("info: ", await File.ReadAllTextAsync(log), StringComparison.Ordinal);
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(made));
        Assert.Equal(Shared, File.GetUnixFileMode(given));
    }

    [Theory]
    [InlineData("no/such/directory.log")]
    [InlineData("")]
    public async Task Log_file_that_cannot_be_written_is_one_message(string name)
    {
        await using var host = HostRun.Start("finishing", ["--log-file", _directory[name]]);

        Assert.Equal(1, await host.ExitAsync());
        var printed = host.Lines.Events.Where(l => l.Trim().Length > 0).ToList();
        Assert.Equal(2, printed.Count);
        Assert.StartsWith($"      The log file {_directory[name]} cannot be written: ", printed[1], StringComparison.Ordinal);
    }
}
