using System.Globalization;
using AppHostSdk.Binding;
using AppHostSdk.Model;
using AppHostSdk.Networking;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>An endpoint of the program that is another name for one of the project's launch profile: the project listens once.</summary>
public sealed class SameListenerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Both_names_lead_to_the_one_address_that_the_project_listens_on(int replicas)
    {
        var port = FreePort();
        var builder = CompiledApplication.CreateBuilder(Apps.OpenModel(TestPrograms.ChildDirectory, Guid.NewGuid().ToString("N"), With(port)), []);
        var api = builder.AddProject<Child>("api")
            .WithHttpEndpoint(port: port, name: "identity-http")
            .WithArgs("listen", "forever")
            .WithHttpHealthCheck("/health", endpointName: "identity-http")
            .WithReplicas(replicas);
        builder.AddExecutable("consumer", TestPrograms.Child, ".", $"report={_directory["consumer"]}", "fetch=API_IDENTITY_HTTP")
            .WithReference(api)
            .WaitFor(api);
        await using var application = builder.Build();

        await application.StartAsync().InTime();
        await application.ResourceNotifications.WaitForResourceAsync("consumer", "Finished").InTime();

        var url = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");
        var environment = ChildReport.Read(_directory["consumer"]).Environment;
        Assert.Equal([url, url, url], new[] { "services__api__http__0", "API_HTTP", "API_IDENTITY_HTTP" }.Select(name => environment[name]));
        Assert.Equal((url, url), (api.GetEndpoint("http").Url, api.GetEndpoint("identity-http").Url));
        using var client = new HttpClient();
        Assert.True((await client.GetAsync(new Uri(url + "/health"))).IsSuccessStatusCode);
        await application.StopAsync().InTime();
    }

    [Theory]
    [InlineData("http://localhost:5080", "http://localhost:5080")]
    [InlineData("http://*:5080", "http://*:5080")]
    [InlineData("https://localhost:7080;http://localhost:5080", "https://localhost:7080;http://localhost:5080")]
    public void The_project_is_told_each_address_once(string addresses, string bound)
    {
        var project = Child.Launch with { Profiles = [new LaunchProfile("p") { CommandName = "Project", Urls = [.. addresses.Split(';').Select(Address)] }] };

        var launching = ResolvedLaunches.Of(project, b => b.AddProject<Child>("api").WithHttpEndpoint(port: 5080, name: "identity-http"));

        Assert.Contains("ASPNETCORE_URLS=" + bound, launching.Environment("api"));
        Assert.All(launching["api"].Urls, url => Assert.Contains(url, bound.Replace("*", "localhost", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("another scheme")]
    [InlineData("a port of its own behind it")]
    [InlineData("a variable of its own")]
    [InlineData("two of the program")]
    public void What_the_web_server_does_not_serve_once_is_in_the_way(string what)
    {
        var error = Assert.Throws<DistributedApplicationException>(() => ResolvedLaunches.Of(With(5080), b =>
        {
            var api = b.AddProject<Child>("api");
            _ = what switch
            {
                "another scheme" => api.WithHttpsEndpoint(port: 5080, name: "second"),
                "a port of its own behind it" => api.WithHttpEndpoint(port: 5080, targetPort: 5090, name: "second"),
                "a variable of its own" => api.WithHttpEndpoint(port: 5080, name: "second", env: "PORT"),
                _ => api.WithHttpEndpoint(port: 5081, name: "first").WithHttpEndpoint(port: 5081, name: "second"),
            };
        }));

        Assert.Contains("error AHS1004: Port 508", error.Message, StringComparison.Ordinal);
    }

    private static ProjectLaunch With(int port) => Child.Launch with
    {
        Profiles = [new LaunchProfile("http") { CommandName = "Project", Urls = [Address(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}"))] }],
    };

    private static ListenAddress Address(string url) => ListenAddress.Parse(url, out _)!;

    private static int FreePort()
    {
        using var ports = new FreePorts();
        return ports.Take("tcp");
    }
}
