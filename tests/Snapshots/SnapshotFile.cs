namespace AppHostSdk.Tests;

/// <summary>Where the snapshot of a test lives.</summary>
/// <param name="SourceFile">The file of the test class; its name is the class's.</param>
/// <param name="Method">The test method.</param>
/// <param name="Name">Tells several snapshots of one method apart.</param>
/// <param name="Extension">The extension, without dot.</param>
internal sealed record SnapshotFile(string SourceFile, string Method, string? Name, string Extension)
{
    public const string Folder = "_snapshots";

    // What no file system that a contributor may use accepts in a file name.
    private const string Forbidden = "<>:\"/\\|?*";

    public string Verified => PathOf("verified");

    public string Received => PathOf("received");

    private string PathOf(string state)
    {
        if (Name is { } name && (name.Length == 0 || name.Any(c => c < ' ' || Forbidden.Contains(c))))
        {
            throw new ArgumentException($"'{name}' cannot be part of a file name.");
        }

        var test = Path.GetFileNameWithoutExtension(SourceFile) + "." + Method;
        var file = $"{(Name is null ? test : $"{test}.{Name}")}.{state}.{Extension}";
        return Path.Combine(Path.GetDirectoryName(SourceFile)!, Folder, file);
    }
}
