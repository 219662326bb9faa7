using System.Text.RegularExpressions;

namespace AppHostSdk.Tests;

/// <summary>
/// The sample with containers as a user has it: outside of the repository, on the packed SDK and the packed integrations, and with
/// volumes and user secrets of its own.
/// </summary>
internal sealed partial class ShopSample
{
    private readonly string _directory;

    private ShopSample(string directory) => _directory = directory;

    public string HostDirectory => Path.Combine(_directory, "Shop.AppHost");

    public string ProgramFile => Path.Combine(HostDirectory, "Program.cs");

    /// <summary>Where the run finds the passwords that an earlier one has generated.</summary>
    public string SecretsFile => Path.Combine(_directory, "profile", "Microsoft", "UserSecrets", "apphostsdk-samples-shop", "secrets.json");

    /// <summary>Has a run of it keep its secrets there.</summary>
    public (string Name, string Value) Profile => ("APPDATA", Path.Combine(_directory, "profile"));

    public static ShopSample Copy(PackedFeed feed, string name)
    {
        var sample = Path.Combine(Repo.Root, "samples", "Shop");
        var directory = feed.NewDirectory(name, online: true);
        var versions = File.ReadAllText(Path.Combine(Repo.Root, "Directory.Packages.props"));
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(sample, file);
            if (relative.Split('/').Intersect(["bin", "obj", "node_modules"]).Any())
            {
                continue;
            }

            var text = File.ReadAllText(file);
            if (file.EndsWith(".csproj", StringComparison.Ordinal))
            {
                text = ImportOfProps().Replace(text, $"<Sdk Name=\"AppHostSdk\" Version=\"{feed.Version}\" />");
                text = ImportOfTargets().Replace(text, "");
                text = Integration().Replace(text, $"<PackageReference Include=\"$1\" Version=\"{feed.Version}\" />");
                text = Package().Replace(text, package => $"<PackageReference Include=\"{package.Groups[1]}\" Version=\"{VersionOf(package.Groups[1].Value)}\" />");
            }

            var copy = Path.Combine(directory, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, text);
        }

        return new ShopSample(directory);

        string VersionOf(string package) => Regex.Match(versions, $"Include=\"{Regex.Escape(package)}\" Version=\"([^\"]+)\"").Groups[1].Value;
    }

    public async Task BuildAsync()
    {
        var (exitCode, output) = await Command.RunAsync(HostDirectory, "dotnet", ["build", "-nodeReuse:false", "-v:q", "-clp:NoSummary"]);
        Assert.True(exitCode == 0, output);
        Assert.Contains(" 0 Warning(s)", output, StringComparison.Ordinal);
    }

    /// <summary>Starts what was built, and waits until everything is up.</summary>
    public async Task<ShopRun> StartAsync()
    {
        var command = Command.Start(HostDirectory, "dotnet", ["run", "--no-build"], Profile);
        try
        {
            await command.LineAsync(line => line.Contains("Distributed application started.", StringComparison.Ordinal));
            Assert.DoesNotContain("AHS", command.Output, StringComparison.Ordinal);
            return new ShopRun(command, LivingProcess.Below(_directory).Single(p => p.Command.EndsWith("/Shop.Api", StringComparison.Ordinal)));
        }
        catch
        {
            await command.DisposeAsync();
            throw;
        }
    }

    [GeneratedRegex("""<Import Project="[./]+/eng/FromSource\.props" />""")]
    private static partial Regex ImportOfProps();

    [GeneratedRegex("""<Import Project="[./]+/eng/FromSource\.targets" />""")]
    private static partial Regex ImportOfTargets();

    [GeneratedRegex("""<ProjectReference Include="[./]+/src/integrations/([\w.]+)/[\w.]+" IsAppHostIntegration="true" />""")]
    private static partial Regex Integration();

    [GeneratedRegex("""<PackageReference Include="([\w.]+)" />""")]
    private static partial Regex Package();
}
