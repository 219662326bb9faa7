using AppHostSdk.Binding;
using AppHostSdk.Configuration;

namespace AppHostSdk.Hosting.Tests.Configuration;

/// <summary>Where the host's own settings come from: aspire-apphost.md §1.1.</summary>
[Collection(nameof(Binding.VerifyVariable))]
public sealed class HostOptionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<string> _variables = [];

    public void Dispose()
    {
        _variables.ForEach(name => Environment.SetEnvironmentVariable(name, null));
        _directory.Dispose();
    }

    [Fact]
    public void Later_sources_win()
    {
        string[] keys = ["k1", "k2", "k3", "k4", "k5", "k6"];
        Set("ASPIRE_", keys);
        Set("DOTNET_", keys[1..]);
        _directory.Write("appsettings.json", Json("file", keys[2..]));
        _directory.Write("appsettings.Test.json", Json("Test", keys[3..]));
        Set("", keys[4..]);

        var configuration = HostConfiguration.Load(_directory.Path, ["--environment=Test", "--k6=line"]);

        Assert.Equal("ASPIRE_ DOTNET_ file Test plain line", string.Join(' ', keys.Select(k => configuration[k])));

        void Set(string prefix, string[] names)
        {
            foreach (var name in names)
            {
                Environment.SetEnvironmentVariable(prefix + name, prefix.Length == 0 ? "plain" : prefix);
                _variables.Add(prefix + name);
            }
        }

        static string Json(string value, string[] names) => $"{{ {string.Join(", ", names.Select(n => $"\"{n}\": \"{value}\""))} }}";
    }

    [Fact]
    public void Options_say_what_the_host_is()
    {
        _directory.Write("appsettings.json", """{ "Name": "of the directory" }""");
        var builder = CompiledApplication.CreateBuilder(Apps.OpenModel(), new DistributedApplicationOptions
        {
            Args = ["--Key=value", "--operation", "publish"],
            ProjectDirectory = _directory.Path,
            AssemblyName = "Renamed",
        });

        Assert.Equal(("value", "of the directory"), (builder.Configuration["Key"], builder.Configuration["Name"]));
        Assert.Equal((_directory.Path, "Renamed", true), (builder.AppHostDirectory, builder.Environment.ApplicationName, builder.ExecutionContext.IsPublishMode));
    }

    [Theory]
    [InlineData("redis", "mirror:5000/redis")]
    [InlineData("team/app", "mirror:5000/team/app")]
    [InlineData("docker.io/library/redis", "mirror:5000/library/redis")]
    [InlineData("localhost/app", "mirror:5000/app")]
    [InlineData("host:5000/app", "mirror:5000/app")]
    public void Images_come_from_the_registry_of_the_options(string image, string expected)
    {
        var builder = CompiledApplication.CreateBuilder(Apps.OpenModel(), new DistributedApplicationOptions { ContainerRegistryOverride = "mirror:5000/" });
        builder.AddContainer("c", image, "7");
        builder.AddContainer("changed", "x").WithImage(image, "8").WithImageTag("9");
        using var application = builder.Build();

        Assert.Equal($"{expected}:7", ResolvedLaunches.Of(application.Graph)["c"].Container!.Image);
        Assert.Equal($"{expected}:9", ResolvedLaunches.Of(application.Graph)["changed"].Container!.Image);
    }
}
