namespace AppHostSdk.Hosting.Tests;

/// <summary>A directory for one test, gone with it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("apphost-hosting-").FullName;

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public string Write(string file, string text, bool executable = false)
    {
        File.WriteAllText(this[file], text);
        if (executable)
        {
            File.SetUnixFileMode(this[file], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return this[file];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
