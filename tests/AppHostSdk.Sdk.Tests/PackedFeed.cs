namespace AppHostSdk.Tests;

/// <summary>The packages, packed once for all tests, with what they depend on, and a package cache that no other run shares.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("apphostsdk-feed-").FullName;

    public string Version { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var (exitCode, output) = await Command.RunAsync(Repo.Root, Path.Combine(Repo.Root, "eng", "pack.sh"), [Path.Combine(Directory, "packages")]);
        Assert.True(exitCode == 0, output);
        Version = output.TrimEnd().Split('\n')[^1];
        foreach (var dependency in System.IO.Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "feed"), "*.nupkg"))
        {
            File.Copy(dependency, Path.Combine(Directory, "packages", Path.GetFileName(dependency)));
        }
    }

    public Task DisposeAsync()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A new directory outside the repository whose packages come from the feed alone, as in a company without the internet, or from nuget.org too.</summary>
    internal string NewDirectory(string name, bool online = false)
    {
        var directory = Path.Combine(Directory, name);
        System.IO.Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(Directory, "cache")}" />
              </config>
              <packageSources>
                <clear />
                <add key="feed" value="{Path.Combine(Directory, "packages")}" />
                {(online ? """<add key="nuget.org" value="https://api.nuget.org/v3/index.json" />""" : "")}
              </packageSources>
            </configuration>
            """);
        return directory;
    }
}

[CollectionDefinition(Name)]
public sealed class PackedFeedTests : ICollectionFixture<PackedFeed>
{
    public const string Name = "packed feed";
}
