using System.Net;
using AppHostSdk.Binding;
using AppHostSdk.Containers;
using AppHostSdk.Hosting.Tests.Containers;
using AppHostSdk.Hosting.Tests.Processes;
using AppHostSdk.Model;
using AppHostSdk.Networking;
using AppHostSdk.Running;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>Whole applications with real processes and containers.</summary>
public sealed class ApplicationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _id = Guid.NewGuid().ToString("N");

    /// <summary>A variable that every process of a test's application has, so that what is left of it is found.</summary>
    private (string Name, string Value) Mark => ("APPHOST_TEST_MARK", _id);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Three_services_find_each_other_start_in_order_and_leave_nothing()
    {
        var builder = Builder("--Parameters:greeting=good day");
        var greeting = builder.AddParameter("greeting");
        var catalog = builder.AddProject<Child>("catalog")
            .WithHttpEndpoint()
            .WithHttpEndpoint(name: "admin", env: "ADMIN_PORT")
            .WithHttpHealthCheck("/health")
            .WithArgs(Report("catalog"), "listen=2,50", "forever")
            .WithEnvironment(Mark.Name, Mark.Value);
        var worker = builder.AddExecutable("worker", TestPrograms.Child, _directory.Path, Report("worker"), $"fetch=CATALOG_HTTP,{_directory["answer"]}")
            .WithReference(catalog)
            .WithEnvironment("GREETING", greeting)
            .WithEnvironment(Mark.Name, Mark.Value)
            .WaitFor(catalog);
        builder.AddProject<Child>("web")
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithReference(catalog.GetEndpoint("http"))
            .WithEnvironment("CATALOG_URL", catalog.GetEndpoint("http"))
            .WithEnvironment("GREETING", "overridden").WithEnvironment("GREETING", greeting)
            .WithEnvironment(Mark.Name, Mark.Value)
            .WithArgs(Report("web"), "listen", "forever")
            .WaitForCompletion(worker);
        await using var application = builder.Build();

        await application.StartAsync().InTime();

        var (own, seen, all) = (ReportOf("catalog"), ReportOf("worker"), ReportOf("web"));
        var http = own.Environment["ASPNETCORE_URLS"];
        var admin = $"http://localhost:{own.Environment["ADMIN_PORT"]}";
        Assert.Matches("^http://localhost:[0-9]+$", http);
        Assert.Equal([http, admin, http, admin, "good day"], seen.Values(
            "services__catalog__http__0", "services__catalog__admin__0", "CATALOG_HTTP", "CATALOG_ADMIN", "GREETING"));
        Assert.Equal([http, null, http, http, "good day"], all.Values(
            "services__catalog__http__0", "services__catalog__admin__0", "CATALOG_HTTP", "CATALOG_URL", "GREETING"));
        Assert.Equal(_directory.Path, seen.WorkingDirectory);
        Assert.Equal(TestPrograms.ChildDirectory, own.WorkingDirectory);
        Assert.Equal("hello", await File.ReadAllTextAsync(_directory["answer"]));
        using var client = new HttpClient();
        Assert.Equal("healthy", await client.GetStringAsync(new Uri(all.Environment["ASPNETCORE_URLS"] + "/health")));
        Assert.Equal(2, Processes.Processes.Marked(MarkText).Count);

        await application.StopAsync().InTime();

        Assert.Empty(Processes.Processes.Marked(MarkText));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri(http)));
    }

    [Fact]
    public async Task Project_listens_on_the_port_of_its_launch_profile()
    {
        int port;
        using (var free = new FreePorts())
        {
            port = free.Take("tcp");
        }

        var project = Child.Launch with
        {
            Profiles =
            [
                new LaunchProfile("http")
                {
                    CommandName = "Project",
                    Urls = [new ListenAddress("http", "localhost", port), new ListenAddress("http", "127.0.0.1", 0)],
                    Environment = [new LaunchVariable("LEVEL", "profile"), new LaunchVariable(Mark.Name, Mark.Value)],
                    Arguments = $"\"{Report("api")}\" listen forever",
                },
            ],
        };
        var builder = CompiledApplication.CreateBuilder(Apps.OpenModel(TestPrograms.ChildDirectory, _id, project), []);
        var api = builder.AddProject<Child>("api").WithHttpHealthCheck("/health");
        builder.AddExecutable("user", TestPrograms.Child, ".", Report("user"), $"fetch=API_HTTP,{_directory["answer"]}").WithReference(api).WaitFor(api);
        await using var application = builder.Build();

        await application.StartAsync().InTime();
        await UntilExists(_directory["answer"]);

        var (own, seen) = (ReportOf("api"), ReportOf("user"));
        Assert.Equal([$"report={_directory["api"]}", "listen", "forever"], own.Arguments);
        Assert.Equal(["profile", "http"], own.Values("LEVEL", "DOTNET_LAUNCH_PROFILE"));
        Assert.StartsWith($"http://localhost:{port};http://localhost:", own.Environment["ASPNETCORE_URLS"], StringComparison.Ordinal);
        Assert.Equal($"http://localhost:{port}", seen.Environment["services__api__http__0"]);
        Assert.Equal(own.Environment["ASPNETCORE_URLS"].Split(';')[1], seen.Environment["API_HTTP2"]);
        using var client = new HttpClient();
        Assert.Equal("healthy", await client.GetStringAsync(new Uri($"http://localhost:{port}/health")));
    }

    [Fact]
    public async Task Start_reports_failures_by_state_and_not_by_exception()
    {
        var builder = Builder();
        var missing = builder.AddExecutable("missing", "./none", ".");
        builder.AddExecutable("waiter", TestPrograms.Child, ".", Report("waiter")).WaitFor(missing);
        builder.AddExecutable("other", TestPrograms.Child, ".", Report("other"), "forever").WithEnvironment(Mark.Name, Mark.Value);
        await using var application = builder.Build();

        await application.StartAsync().InTime();
        await UntilExists(_directory["other"]);

        Assert.False(File.Exists(_directory["waiter"]));
        Assert.Single(Processes.Processes.Marked(MarkText));
    }

    [Fact]
    public async Task Missing_value_starts_nothing()
    {
        var builder = Builder();
        builder.AddExecutable("one", TestPrograms.Child, ".", Report("one"));
        builder.AddExecutable("two", TestPrograms.Child, ".").WithEnvironment("KEY", builder.AddParameter("key"));
        builder.AddParameter("unused");
        await using var application = builder.Build();

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.StartAsync());

        Assert.StartsWith("Parameter 'key' has no value.", refusal.Message, StringComparison.Ordinal);
        await application.StopAsync();
        Assert.False(File.Exists(_directory["one"]));
    }

    [Fact]
    public async Task Application_runs_once_and_stops_any_number_of_times()
    {
        var builder = Builder();
        builder.AddExecutable("one", TestPrograms.Child, ".", Report("one"), "forever").WithEnvironment(Mark.Name, Mark.Value);
        var application = builder.Build();
        await application.StopAsync();

        await application.StartAsync().InTime();
        await Assert.ThrowsAsync<InvalidOperationException>(() => application.StartAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => application.RunAsync());
        await UntilExists(_directory["one"]);
        Assert.NotEmpty(Processes.Processes.Marked(MarkText));

        await Task.WhenAll(application.StopAsync(), application.StopAsync()).InTime();
        await application.StopAsync();
        await application.DisposeAsync();
        await application.DisposeAsync();

        Assert.Empty(Processes.Processes.Marked(MarkText));
    }

    [Fact]
    public async Task Later_stop_that_is_in_a_hurry_hastens_one_that_has_begun()
    {
        var builder = Builder();
        builder.AddExecutable("stubborn", TestPrograms.Child, ".", "ignore-term", Report("stubborn"), "forever").WithEnvironment(Mark.Name, Mark.Value);
        await using var application = builder.Build();
        application.Grace = TimeSpan.FromHours(1);
        await application.StartAsync();
        await UntilExists(_directory["stubborn"]);

        var patient = application.StopAsync();
        await application.StopAsync(new CancellationToken(canceled: true)).InTime();
        await patient.InTime();

        Assert.Empty(Processes.Processes.Marked(MarkText));
    }

    [Fact]
    public async Task Cancelled_start_leaves_what_was_started_to_the_stop()
    {
        var builder = Builder();
        var endless = builder.AddExecutable("endless", TestPrograms.Child, ".", Report("endless"), "forever").WithEnvironment(Mark.Name, Mark.Value);
        builder.AddExecutable("waiter", TestPrograms.Child, ".", Report("waiter")).WaitForCompletion(endless);
        await using var application = builder.Build();
        using var patience = new CancellationTokenSource();

        var starting = application.StartAsync(patience.Token);
        await UntilExists(_directory["endless"]);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        Assert.Single(Processes.Processes.Marked(MarkText));
        await application.StopAsync().InTime();

        Assert.Empty(Processes.Processes.Marked(MarkText));
        Assert.False(File.Exists(_directory["waiter"]));
    }

    [Fact]
    public async Task Publishing_says_that_it_is_not_there_yet()
    {
        await using var application = Builder("--operation", "publish").Build();

        Assert.StartsWith("Publishing is not available yet", (await Assert.ThrowsAsync<DistributedApplicationException>(() => application.StartAsync())).Message, StringComparison.Ordinal);
    }

    [ContainerFact]
    public async Task Process_reaches_a_container_that_is_labelled_and_removed_in_the_end()
    {
        using var engine = await ContainerTests.ConnectAsync(CancellationToken.None);
        await using var application = Files("first").Build();

        await application.StartAsync().InTime();

        Assert.Equal("hello from first", await File.ReadAllTextAsync(_directory["first"]));
        var container = Assert.Single(await engine.ListContainersAsync("dev.apphostsdk.application", _id, CancellationToken.None));
        Assert.StartsWith("files-", container.Name, StringComparison.Ordinal);
        Assert.Equal("running", container.State);
        Assert.Equal(container.Name[^8..], container.Labels[RunIdentity.SessionLabel]);
        Assert.Equal("files", container.Labels["dev.apphostsdk.resource"]);
        Assert.Equal(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), container.Labels["dev.apphostsdk.creator-pid"]);

        await application.StopAsync().InTime();

        Assert.Empty(await engine.ListContainersAsync("dev.apphostsdk.application", _id, CancellationToken.None));
    }

    [ContainerFact]
    public async Task Two_runs_of_one_application_do_not_disturb_each_other()
    {
        using var engine = await ContainerTests.ConnectAsync(CancellationToken.None);
        await using var left = Files("left").Build();
        await using var right = Files("right").Build();

        await Task.WhenAll(left.StartAsync(), right.StartAsync()).InTime();

        Assert.Equal("hello from left", await File.ReadAllTextAsync(_directory["left"]));
        Assert.Equal("hello from right", await File.ReadAllTextAsync(_directory["right"]));
        Assert.Equal(2, (await engine.ListContainersAsync("dev.apphostsdk.application", _id, CancellationToken.None)).Count);

        await left.StopAsync().InTime();

        Assert.Single(await engine.ListContainersAsync("dev.apphostsdk.application", _id, CancellationToken.None));
        await right.StopAsync().InTime();
        Assert.Empty(await engine.ListContainersAsync("dev.apphostsdk.application", _id, CancellationToken.None));
    }

    [ContainerFact]
    public async Task Container_is_killed_at_once_when_the_stop_is_in_a_hurry()
    {
        using var engine = await ContainerTests.ConnectAsync(CancellationToken.None);
        var builder = Builder();
        builder.AddContainer("stubborn", "busybox").WithArgs("sh", "-c", "trap '' TERM; while true; do sleep 1; done");
        await using var application = builder.Build();
        await application.StartAsync().InTime();

        await application.StopAsync(new CancellationToken(canceled: true)).InTime();

        Assert.Empty(await engine.ListContainersAsync("dev.apphostsdk.application", _id, CancellationToken.None));
    }

    [ContainerFact]
    public async Task Container_that_ends_counts_by_its_exit_code()
    {
        var builder = Builder();
        var job = builder.AddContainer("job", "busybox", "latest").WithArgs("sh", "-c", "exit 3");
        builder.AddExecutable("right", TestPrograms.Child, ".", Report("right")).WaitForCompletion(job, 3);
        builder.AddExecutable("wrong", TestPrograms.Child, ".", Report("wrong")).WaitForCompletion(job);
        await using var application = builder.Build();

        await application.StartAsync().InTime();
        await UntilExists(_directory["right"]);

        Assert.False(File.Exists(_directory["wrong"]));
    }

    private string MarkText => $"{Mark.Name}={Mark.Value}";

    private string Report(string name) => $"report={_directory[name]}";

    private ChildReport ReportOf(string name) => ChildReport.Read(_directory[name]);

    private IDistributedApplicationBuilder Builder(params string[] args) =>
        CompiledApplication.CreateBuilder(Apps.OpenModel(TestPrograms.ChildDirectory, _id), args);

    /// <summary>A container that serves a file, and a process that fetches it into the file <paramref name="name"/> and waits.</summary>
    private IDistributedApplicationBuilder Files(string name)
    {
        var builder = Builder();
        var files = builder.AddContainer("files", "busybox")
            .WithEnvironment("WHO", name)
            .WithArgs("sh", "-c", "trap 'exit 0' TERM; mkdir -p /www && echo hello from $WHO > /www/index.html && httpd -f -p 80 -h /www & wait")
            .WithHttpEndpoint(targetPort: 80)
            .WithHttpHealthCheck("/index.html");
        var fetcher = builder.AddExecutable("fetcher", TestPrograms.Child, ".", $"fetch=FILES,{_directory[name]}")
            .WithEnvironment("FILES", files.GetEndpoint("http"))
            .WaitFor(files);
        builder.AddExecutable("end", TestPrograms.Child, ".").WaitForCompletion(fetcher);
        return builder;
    }

    /// <summary>Waits for a file that a child writes.</summary>
    private static async Task UntilExists(string file)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!File.Exists(file))
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
