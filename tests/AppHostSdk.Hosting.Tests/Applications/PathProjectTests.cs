using System.Net;
using System.Net.Sockets;
using AppHostSdk.Binding;
using AppHostSdk.Model;
using Microsoft.Extensions.DependencyInjection;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>Projects that the program names by path: built by the real <c>dotnet build</c> when they start.</summary>
public sealed class PathProjectTests : IDisposable
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
        </Project>
        """;

    private const string Report = """
        File.WriteAllLines(Environment.GetEnvironmentVariable("REPORT")!,
            [string.Join(' ', args), Environment.CurrentDirectory, Environment.GetEnvironmentVariable("FROM_PROFILE") ?? "", Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? ""]);
        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Project_is_built_and_started_with_its_profile()
    {
        Write("worker dir/Worker.csproj", Project);
        Write("worker dir/Program.cs", Report);
        Write("worker dir/Properties/launchSettings.json", """
            { "profiles": { "local": { "commandName": "Project", "applicationUrl": "http://localhost:0", "environmentVariables": { "FROM_PROFILE": "yes" } } } }
            """);
        await using var app = Application(builder =>
        {
            builder.AddProject("worker", "..\\worker dir\\Worker.csproj").WithArgs("one", "two three").WithEnvironment("REPORT", _directory["worker.txt"]);
            builder.AddCSharpApp("again", "../worker dir").WithHttpEndpoint(port: 17171, name: "other").WithEnvironment("REPORT", _directory["again.txt"]);
        });

        await app.RunAsync().InBuildTime();

        Environment.ExitCode = 0;
        var worker = File.ReadAllLines(_directory["worker.txt"]);
        Assert.Equal(("one two three", Path.Combine(_directory.Path, "worker dir"), "yes"), (worker[0], worker[1], worker[2]));
        Assert.StartsWith("http://localhost:", worker[3], StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines(_directory["again.txt"])[3].Split(';').Length);
    }

    /// <summary>The addresses of a profile's variables are for a web server that runs alone. It says itself where it listens.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("""{ "Kestrel": { "Endpoints": { "Web": { "Url": "http://localhost:0" } } } }""")]
    public async Task Web_server_listens_at_its_endpoint_whatever_the_variables_of_its_profile_say(string settings)
    {
        Write("web/Web.csproj", Project.Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Web", StringComparison.Ordinal));
        Write("web/Program.cs", """
            var app = WebApplication.CreateBuilder(args).Build();
            app.Start();
            File.WriteAllLines(Environment.GetEnvironmentVariable("REPORT")!, [.. app.Urls, Environment.GetEnvironmentVariable("EXPECTED")!]);
            """);
        Write("web/appsettings.json", settings.Length == 0 ? "{}" : settings);
        Write("web/Properties/launchSettings.json", """
            {
              "profiles": {
                "local": {
                  "commandName": "Project",
                  "applicationUrl": "http://localhost:0",
                  "environmentVariables": {
                    "ASPNETCORE_URLS": "http://localhost:1",
                    "URLS": "http://localhost:1",
                    "HTTP_PORTS": "1",
                    "Kestrel__Endpoints__Web__Url": "http://localhost:1"
                  }
                }
              }
            }
            """);
        await using var app = Application(builder =>
        {
            var web = builder.AddProject("web", "../web/Web.csproj").WithEnvironment("REPORT", _directory["web.txt"]);
            web.WithEnvironment("EXPECTED", web.GetEndpoint("http"));
        });

        await app.RunAsync().InBuildTime();

        Environment.ExitCode = 0;
        var lines = File.ReadAllLines(_directory["web.txt"]);
        Assert.Equal([lines[^1]], lines[..^1]);
    }

    /// <summary>The order in which the web server itself follows its variables.</summary>
    [Fact]
    public async Task Web_server_follows_some_of_the_variables_that_the_program_sets_rather_than_its_endpoint()
    {
        Write("web/Web.csproj", Project.Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Web", StringComparison.Ordinal));
        Write("web/Program.cs", """
            var app = WebApplication.CreateBuilder(args).Build();
            app.Start();
            File.WriteAllLines(Environment.GetEnvironmentVariable("REPORT")!, app.Urls);
            """);
        string[] names = ["ASPNETCORE_URLS", "URLS", "Kestrel__Endpoints__Other__Url", "DOTNET_URLS", "ASPNETCORE_HTTP_PORTS", "HTTP_PORTS"];
        var ports = names.ToDictionary(name => name, _ => FreePort());
        await using var app = Application(builder =>
        {
            foreach (var (name, port) in ports)
            {
                builder.AddProject(name.Replace('_', '-').Replace("--", "-", StringComparison.Ordinal), "../web/Web.csproj")
                    .WithHttpEndpoint()
                    .WithEnvironment("REPORT", _directory[name])
                    .WithEnvironment(name, name.EndsWith("PORTS", StringComparison.Ordinal) ? $"{port}" : $"http://localhost:{port}");
            }
        });

        await app.RunAsync().InBuildTime();

        Environment.ExitCode = 0;
        Assert.Equal(
            names.Where(ListenVariables.Wins),
            names.Where(name => File.ReadAllLines(_directory[name]).Contains($"http://localhost:{ports[name]}")));
    }

    [Fact]
    public async Task Project_that_does_not_build_or_run_fails_with_its_errors_and_the_rest_goes_on()
    {
        Write("broken/Broken.csproj", Project);
        Write("broken/Program.cs", "nonsense");
        Write("library/Library.csproj", Project.Replace("Exe", "Library", StringComparison.Ordinal));
        Write("good/Good.csproj", Project);
        Write("good/Program.cs", Report);
        await using var app = Application(builder =>
        {
            builder.AddProject("broken", "../broken/Broken.csproj");
            builder.AddProject("library", "../library/Library.csproj");
            builder.AddProject("good", "../good/Good.csproj").WithEnvironment("REPORT", _directory["good.txt"]);
        });

        var told = ErrorAsync();
        await app.StartAsync().InBuildTime();

        var broken = app.ResourceNotifications.TryGetCurrentState("broken", out var first) ? first.Snapshot.State!.Text : "";
        var library = app.ResourceNotifications.TryGetCurrentState("library", out var second) ? second.Snapshot.State!.Text : "";
        Assert.Equal(("FailedToStart", "FailedToStart"), (broken, library));
        await told.InBuildTime();
        await app.ResourceNotifications.WaitForResourceAsync("good", e => e.Snapshot.ExitCode is not null).InBuildTime();
        Assert.True(File.Exists(_directory["good.txt"]));
        await app.StopAsync().InBuildTime();
        Environment.ExitCode = 0;

        async Task ErrorAsync()
        {
            await foreach (var batch in app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync("broken"))
            {
                if (batch.Any(l => l.Content.Contains("error CS1001", StringComparison.Ordinal)))
                {
                    break;
                }
            }
        }
    }

    [Theory]
    [InlineData("../none/None.csproj", "there is no file or directory")]
    [InlineData("../empty", "there is no project file in")]
    [InlineData("../two", "there are several project files in")]
    public async Task Path_that_leads_nowhere_is_told_before_anything_starts(string path, string problem)
    {
        Directory.CreateDirectory(_directory["empty"]);
        Write("two/A.csproj", Project);
        Write("two/B.csproj", Project);
        await using var app = Application(builder => builder.AddProject("api", path));

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync().InBuildTime());

        Assert.StartsWith($"'api' is a project by path, but {problem}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistake_in_launch_settings_is_told_with_its_place()
    {
        Write("api/Api.csproj", Project);
        Write("api/Properties/launchSettings.json", "{ \"profiles\": {\n  \"a\": { \"applicationUrl\": 5 } } }");

        var e = Assert.Throws<DistributedApplicationException>(() => Application(builder => builder.AddProject("api", "../api/Api.csproj")));

        Assert.Equal($"{_directory["api/Properties/launchSettings.json"]}(2,28): 'applicationUrl' must be a string.", e.Message);
    }

    [Fact]
    public void Endpoint_that_no_profile_has_is_a_mistake_before_the_start()
    {
        Write("api/Api.csproj", Project);

        var e = Assert.Throws<DistributedApplicationException>(() => Application(builder =>
        {
            var api = builder.AddProject("api", "../api/Api.csproj");
            builder.AddExecutable("web", "web", ".").WithEnvironment("API", api.GetEndpoint("http"));
        }));

        Assert.Contains("AHS1003", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Project_that_the_host_was_built_with_is_that_project()
    {
        Write("api/Api.csproj", Project);
        var launch = new ProjectLaunch("Projects.Api", "../api/Api.csproj", "../api/bin/Api.dll", "../api/bin/Api", "../api", "net10.0");

        using var app = Application(builder => builder.AddProject("api", Path.Combine(builder.AppHostDirectory, "..", "api", "Api.csproj")), launch);

        Assert.Equal("Projects.Api", Assert.Single(app.Graph.Resources).Project);
    }

    private DistributedApplication Application(Action<IDistributedApplicationBuilder> program, params ProjectLaunch[] projects)
    {
        var host = Directory.CreateDirectory(_directory["host"]).FullName;
        var builder = CompiledApplication.CreateBuilder(Apps.OpenModel(host, Guid.NewGuid().ToString("N"), projects), []);
        program(builder);
        return builder.Build();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[file])!);
        File.WriteAllText(_directory[file], text);
    }
}
