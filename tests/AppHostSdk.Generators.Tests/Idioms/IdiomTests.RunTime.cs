using AppHostSdk.Generators;

namespace AppHostSdk.Tests;

/// <summary>Hosts that hand functions to the run time: each function is a slot, and nothing else of the graph is late.</summary>
public partial class IdiomTests
{
    /// <summary>Name, statements, command lines besides the empty one, number of slots.</summary>
    public static TheoryData<string, string, string, int> RunTimeHosts => new()
    {
        { "environment callback", """builder.AddApi("api").WithEnvironment(context => { context.EnvironmentVariables["A"] = "1"; context.EnvironmentVariables["RUN"] = context.ExecutionContext.IsRunMode; }).WithEnvironment("B", "2");""", "", 1 },
        { "environment callback that waits", """var key = new TaskCompletionSource<string>(); var api = builder.AddApi("api").WithEnvironment(async context => { context.EnvironmentVariables["KEY"] = await key.Task; }); builder.AddContainer("db", "x").OnResourceReady((_, _, _) => { key.SetResult("x"); return Task.CompletedTask; });""", "", 2 },
        { "environment callback with references", """var cache = builder.AddContainer("cache", "x").WithEndpoint(targetPort: 1, name: "tcp"); var secret = builder.AddParameter("secret", secret: true); builder.AddApi("api").WithEnvironment(context => { context.EnvironmentVariables["CACHE"] = cache.GetEndpoint("tcp"); context.EnvironmentVariables["SECRET"] = secret.Resource; context.EnvironmentVariables["OTHER"] = secret; });""", "", 1 },
        { "value function", """builder.AddApi("api").WithEnvironment("NOW", () => DateTime.UtcNow.ToString("O", null)).WithEnvironment("PID", Pid); static string Pid() => Environment.ProcessId.ToString();""", "", 2 },
        { "argument callbacks", """builder.AddApi("api").WithArgs("first").WithArgs(context => { context.Args.Add("--port"); context.Args.Add(1); }).WithArgs(async context => { await Task.Yield(); context.Args.Clear(); }).WithArgs("last");""", "", 2 },
        { "callbacks as methods and variables", """void Fill(EnvironmentCallbackContext context) => context.EnvironmentVariables["A"] = "1"; Action<CommandLineArgsCallbackContext> arguments = context => context.Args.Add("x"); builder.AddApi("a").WithEnvironment(Fill).WithArgs(arguments); builder.AddApi("b").WithEnvironment(Fill);""", "", 3 },
        { "callbacks under tests and in loops", """var api = builder.AddApi("api"); if (builder.Configuration["A"] == "1") api.WithEnvironment(context => { }); Action<EnvironmentCallbackContext> either = builder.Configuration["B"] == "1" ? context => context.EnvironmentVariables["X"] = "1" : context => context.EnvironmentVariables.Clear(); api.WithEnvironment(either); foreach (var name in new[] { "p", "q" }) builder.AddApi(name).WithEnvironment(context => context.EnvironmentVariables[name] = name);""", "--A=1|--B=1", 5 },
        { "callback in a helper", """static IResourceBuilder<T> WithTelemetry<T>(IResourceBuilder<T> resource, Func<EnvironmentCallbackContext, Task>? callback = null) where T : IResourceWithEnvironment => callback is null ? resource.WithEnvironment("OTEL", "1") : resource.WithEnvironment(callback); WithTelemetry(builder.AddApi("api")); WithTelemetry(builder.AddApi("web"), context => Task.CompletedTask);""", "", 1 },
        { "callback that changes variables", """var calls = 0; var names = new List<string> { "a" }; var api = builder.AddApi("api").WithEnvironment(context => { calls++; names.Add("b"); context.EnvironmentVariables["N"] = calls; }); builder.AddContainer("fixed", "x"); Console.Write(calls > 5 ? "!" : "");""", "", 1 },
        { "urls", """var described = builder.AddParameter("described").WithDescription("**what** it is", enableMarkdown: true); var shown = builder.AddApi("shown"); shown.WithUrl($"{shown.GetEndpoint("http")}/swagger?key={described}", "Swagger").WithUrl(ReferenceExpression.Create($"{shown.GetEndpoint("http")}")); builder.AddApi("api").WithUrl("https://example.com/docs", "Docs").WithUrl("https://example.com").WithUrlForEndpoint("http", url => url.DisplayText = "Home").WithUrlForEndpoint("http", endpoint => new ResourceUrlAnnotation { Url = "/scalar", DisplayText = "API " + endpoint.EndpointName, DisplayLocation = UrlDisplayLocation.DetailsOnly }).WithUrls(context => { context.Urls.Clear(); context.Urls.Add(new() { Url = "/swagger", DisplayText = "Swagger", Endpoint = context.GetEndpoint("http"), DisplayOrder = 1 }); }).WithUrls(async context => await Task.Yield());""", "", 4 },
        { "urls of late endpoints", """var api = builder.AddProject<Projects.Api>("api").WithUrlForEndpoint("https", url => { url.DisplayText = "Secure"; url.Url += "/health"; }); if (builder.Configuration["Https"] == "1") api.WithHttpsEndpoint();""", "--Https=1", 1 },
        { "containers", """builder.AddContainer("db", "postgres").WithImageTag("17").WithImageRegistry("registry.example.com").WithImagePullPolicy(ImagePullPolicy.Always).WithVolume("db-data", "/var/lib/data").WithVolume("/scratch").WithVolume(null, "/tmp/x", isReadOnly: true).WithBindMount("../config/db.conf", "/etc/db.conf", isReadOnly: true).WithBindMount(System.IO.Path.Combine(builder.AppHostDirectory, "data"), "/data").WithBindMount("/var/run/docker.sock", "/var/run/docker.sock").WithEntrypoint("/bin/db").WithContainerName("shop-db").WithContainerNetworkAlias("database").WithContainerNetworkAlias("postgres").WithLifetime(ContainerLifetime.Persistent); builder.AddContainer("cache", "redis").WithImageSHA256("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");""", "", 0 },
        { "limits of containers", """var cpus = 2; var db = builder.AddContainer("db", "x").WithMemoryLimit("512m").WithCpuLimit(0.5); builder.AddContainer("cache", "x").WithCpuLimit(cpus).WithMemoryLimit($"{cpus}G"); if (builder.Configuration["Small"] == "1") db.WithMemoryLimit("64m").WithCpuLimit(1e-1);""", "--Small=1", 0 },
        { "containers under tests", """var db = builder.AddContainer("db", "postgres").WithVolume(builder.ExecutionContext.IsRunMode ? "dev" : "prod", "/data"); if (builder.Configuration["Keep"] == "1") db.WithBindMount("./data", "/extra").WithContainerName("kept").WithContainerNetworkAlias("kept").WithImagePullPolicy(ImagePullPolicy.Never); db.WithLifetime(builder.ExecutionContext.IsRunMode ? ContainerLifetime.Persistent : ContainerLifetime.Session); db.WithImagePullPolicy(builder.Configuration["Pull"] == "1" ? ImagePullPolicy.Always : ImagePullPolicy.Missing);""", "--Keep=1|--Pull=1|--Keep=1 --Pull=1", 0 },
        { "dockerfiles", """var version = builder.AddParameter("version", "1"); builder.AddDockerfile("web", "../web"); builder.AddDockerfile("worker", "..", "worker/Dockerfile", stage: "final").WithBuildArg("GO_VERSION", version).WithBuildArg("MODE", builder.ExecutionContext.IsRunMode ? "dev" : "prod"); var db = builder.AddContainer("db", "postgres"); if (builder.Configuration["Own"] == "1") db.WithDockerfile(System.IO.Path.Combine(builder.AppHostDirectory, "db")).WithBuildArg("X", "");""", "--Own=1", 0 },
        { "build secrets", """var token = builder.AddParameter("token", secret: true); builder.AddDockerfile("web", "../web").WithBuildSecret("npm_token", token).WithBuildSecret("npm_token", builder.ExecutionContext.IsRunMode ? token : builder.AddParameter("other", secret: true));""", "", 0 },
        { "files of containers", """var db = builder.AddContainer("db", "x").WithContainerFiles("/etc/db", "../config", defaultOwner: 999, umask: System.IO.UnixFileMode.OtherRead | System.IO.UnixFileMode.OtherWrite).WithContainerFiles("/etc/more", System.IO.Path.Combine(builder.AppHostDirectory, "more"), defaultGroup: 7, umask: System.IO.UnixFileMode.OtherRead); if (builder.Configuration["A"] == "1") db.WithContainerFiles("/etc/a", "a");""", "--A=1", 0 },
        { "files made by the program", """builder.AddContainer("db", "x").WithContainerFiles("/etc/db", [new ContainerFile { Name = "a", Contents = "b" }, new ContainerDirectory { Name = "d", Entries = [new ContainerFile { Name = "c", SourcePath = "c.txt", Owner = 1, Mode = System.IO.UnixFileMode.UserRead }] }]).WithContainerFiles("/etc/more", (context, cancellation) => Task.FromResult<IEnumerable<ContainerFileSystemItem>>([new ContainerFile { Name = context.Model.Name }]), umask: 0);""", "", 3 },
        { "endpoints from another side", """var api = builder.AddApi("api").WithHttpEndpoint(name: "own"); var inside = api.GetEndpoint("own", KnownNetworkIdentifiers.DefaultAspireContainerNetwork); builder.AddContainer("web", "nginx").WithEnvironment("API", api.GetEndpoint("own", KnownNetworkIdentifiers.LocalhostNetwork)).WithEnvironment("INNER", $"{inside.Property(EndpointProperty.Host)}!").WithReference(api.GetEndpoint("own", builder.Configuration["X"] == "1" ? NetworkIdentifier.LocalhostNetwork : NetworkIdentifier.ContainerNetwork));""", "--X=1", 0 },
        { "relationships and display", """var db = builder.AddContainer("db", "x").WithIconName("Database").WithEndpointProxySupport(false); var api = builder.AddApi("api").WithParentRelationship(db).WithReferenceRelationship(db).WithRelationship(db.Resource, "Replica").WithIconName("Globe", IconVariant.Regular).WithParentRelationship(db.Resource).WithReferenceRelationship(db.Resource); db.WithChildRelationship(api).WithChildRelationship(api.Resource);""", "", 0 },
        { "resources of one's own", """var talking = builder.AddResource(new TalkingClock("clock")).WithInitialState(new CustomResourceSnapshot { ResourceType = "Clock", Properties = [new("Zone", "UTC")], State = KnownResourceStates.NotStarted }).WithUrl("https://time.example").OnInitializeResource(async (clock, e, cancellation) => { await Task.Yield(); await ((ResourceNotificationService)e.Services.GetService(typeof(ResourceNotificationService))!).PublishUpdateAsync(clock, s => s with { State = KnownResourceStates.Running }); }); class TalkingClock(string name) : Resource(name);""", "", 1 },
        { "commands", """builder.AddApi("api").WithCommand("seed", "Seed", async context => { await Task.Yield(); return CommandResults.Success(); }, new CommandOptions { Description = "Fills the database", IconName = "Add", UpdateState = context => context.ResourceSnapshot.HealthStatus is null ? ResourceCommandState.Disabled : ResourceCommandState.Enabled, IsHighlighted = true, ConfirmationMessage = "Really?" }).WithHttpCommand("/reset", "Reset", endpointName: "http", commandOptions: new HttpCommandOptions { Method = System.Net.Http.HttpMethod.Put, PrepareRequest = context => { context.Request.Headers.Add("X-Key", "k"); return Task.CompletedTask; } }).WithHttpCommand("/flush", "Flush", commandName: "flush");""", "", 1 },
        { "events of resources", """var api = builder.AddApi("api").OnBeforeResourceStarted((_, _, _) => Task.CompletedTask).OnResourceReady(async (resource, e, cancellation) => { await Task.Delay(1, cancellation); Console.WriteLine(resource.Name); }).OnResourceStopped((_, e, _) => { Console.WriteLine(e.ResourceEvent.Snapshot.ExitCode); return Task.CompletedTask; }).OnResourceEndpointsAllocated((_, _, _) => Task.CompletedTask).OnInitializeResource((_, _, _) => Task.CompletedTask); builder.Eventing.Subscribe<ResourceReadyEvent>(api.Resource, (e, cancellation) => Task.CompletedTask);""", "", 5 },
        { "subscriber that walks the model", """builder.AddApi("api"); builder.Eventing.Subscribe<BeforeStartEvent>((e, cancellation) => { foreach (var project in e.Model.Resources.OfType<ProjectResource>()) { builder.CreateResourceBuilder(project).WithEnvironment("SEEN", project.Name); } return Task.CompletedTask; }); builder.Eventing.Subscribe<AfterResourcesCreatedEvent>((e, _) => { Console.WriteLine(e.Model.Resources.Count); return Task.CompletedTask; });""", "", 0 },
        { "services", """builder.Services.AddSingleton("x"); builder.Services.AddHttpClient(); builder.Services.TryAddEventingSubscriber<Announcer>(); builder.AddApi("api"); class Announcer : IDistributedApplicationEventingSubscriber { public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, System.Threading.CancellationToken cancellationToken) { eventing.Subscribe<BeforeStartEvent>((e, _) => Task.CompletedTask); return Task.CompletedTask; } }""", "", 0 },
        { "health checks", """builder.Services.AddHealthChecks().AddCheck("api-ready", () => Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult.Healthy()).AddAsyncCheck("db-ready", async () => { await Task.Yield(); return Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult.Healthy(); }); var db = builder.AddContainer("db", "postgres").WithEndpoint(targetPort: 5432, name: "tcp").WithTcpHealthCheck("tcp").WithHealthCheck("db-ready"); var key = "api-ready"; var api = builder.AddApi("api").WithTcpHealthCheck().WaitFor(db); if (builder.ExecutionContext.IsRunMode) api.WithHealthCheck(key);""", "", 0 },
        { "preprocessor", "\n#if NEVER_DEFINED\nbuilder.AddContainer(\"never\", \"x\");\n#else\nbuilder.AddContainer(\"always\", \"x\").WithUrl(\"https://example.com\");\n#endif\n", "", 0 },
        { "queries over resources", """builder.AddApi("api"); builder.AddContainer("db", "x"); foreach (var resource in builder.Resources.OfType<ProjectResource>().ToList()) builder.CreateResourceBuilder(resource).WithEnvironment(context => context.EnvironmentVariables["NAME"] = resource.Name).WithReferenceRelationship(builder.Resources.Single(r => r.Name == "db"));""", "", 1 },
        { "files", """var seed = System.IO.Path.Combine(builder.AppHostDirectory, "seed.sql"); var db = builder.AddContainer("db", "x"); if (System.IO.File.Exists(seed)) db.WithBindMount(seed, "/docker-entrypoint-initdb.d/seed.sql", isReadOnly: true);""", "", 0 },
        { "code after Build", """builder.AddApi("api"); var app = builder.Build(); if (app.ResourceNotifications.TryGetCurrentState("api", out var state)) Console.WriteLine(state.Snapshot.State); _ = app.Services.GetService(typeof(ResourceLoggerService)); return;""", "", 0 },
    };

    [Theory]
    [MemberData(nameof(RunTimeHosts))]
    public void Functions_for_the_run_time_are_slots_and_nothing_else(string name, string body, string commandLines, int slots)
    {
        Assert.NotEmpty(name);
        var run = Run("using Microsoft.Extensions.DependencyInjection;\n", body);
        Assert.True(run.Diagnostics.IsEmpty, $"{DiagnosticText.Of(run.Diagnostics)}\n{run.Source(GraphEmitter.HintName)}");
        Assert.Equal((slots, 0), (run.Graph.Slots.Count, run.Graph.OpenParts.Count));
        ExecutedHost.InEveryWay(run, commandLines.Split('|'));
    }

    [Fact]
    public void What_a_function_may_assign_decides_nothing_any_more()
    {
        var run = Run("", """var ready = false; var before = ready; var api = builder.AddApi("api").OnResourceReady((_, _, _) => { ready = true; return Task.CompletedTask; }); if (before) builder.AddContainer("never", "x"); if (!ready) builder.AddContainer("perhaps", "x");""");

        Assert.Empty(run.Diagnostics);
        Assert.Equal(["api", "perhaps"], run.Graph.Resources.Select(r => r.Key));
        Assert.False(run.Graph.Resources[1].Condition.IsAlways);
        ExecutedHost.InEveryWay(run);
    }

    [Theory]
    [InlineData("""builder.AddContainer("db", "x").WithVolume(builder.Configuration["Volume"], "/data").WithImageRegistry(builder.Configuration["Registry"] ?? "ghcr.io").WithContainerName("c" + Environment.ProcessId).WithContainerNetworkAlias(builder.Configuration["Alias"] ?? "a");""", 4)]
    [InlineData("""builder.AddDockerfile("web", builder.Configuration["Context"] ?? ".", stage: builder.Configuration["Stage"]).WithBuildArg("A", builder.Configuration["A"]);""", 3)]
    [InlineData("""builder.AddApi("api").WithUrl($"https://{builder.Configuration["Domain"]}/docs", builder.Configuration["Title"]);""", 2)]
    [InlineData("""builder.AddContainer("db", "x").WithImagePullPolicy(Enum.Parse<ImagePullPolicy>(builder.Configuration["Pull"] ?? "Missing"));""", 1)]
    [InlineData("""builder.AddContainer("db", "x").WithMemoryLimit(builder.Configuration["Memory"] ?? "1g").WithCpuLimit(double.Parse(builder.Configuration["Cpus"] ?? "0.25", System.Globalization.CultureInfo.InvariantCulture));""", 2)]
    [InlineData("""var fill = Make(builder.Configuration["X"]); builder.AddApi("api").WithEnvironment(fill); static Action<EnvironmentCallbackContext> Make(string? value) => value is null ? c => { } : c => c.EnvironmentVariables["X"] = value;""", 2)]
    public void Late_values_stand_where_no_structure_depends_on_them(string body, int slots)
    {
        var run = Run("", body);

        Assert.Empty(run.Diagnostics);
        Assert.Equal((slots, 0), (run.Graph.Slots.Count, run.Graph.OpenParts.Count));
        ExecutedHost.InEveryWay(run, "--Volume=v --Domain=example.com --Title=t --Pull=Always --X=1 --Registry=r");
    }

    [Theory]
    [InlineData("""builder.AddContainer("db", "x").WithVolume(builder.Configuration["Target"]!);""", "target")]
    [InlineData("""builder.AddApi("api").WithCommand(builder.Configuration["Name"]!, "Seed", _ => Task.FromResult(CommandResults.Success()));""", "name")]
    public void Late_names_of_commands_and_targets_of_mounts_are_open(string body, string argument)
    {
        var diagnostic = Assert.Single(Run("", body).Diagnostics);

        Assert.Equal(DiagnosticCatalog.UnknownValue.Id, diagnostic.Id);
        Assert.Contains(argument, diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    /// <summary>The text of a slot is the head of its function: an edit of what it does changes nothing in the graph.</summary>
    [Fact]
    public void A_slot_says_which_function_it_is_and_not_what_is_in_it()
    {
        var run = Run("", """builder.AddApi("api").WithEnvironment(async context => { await Task.Yield(); context.EnvironmentVariables["KEY"] = "secret"; }).WithArgs(context => context.Args.Add("x")).WithEnvironment("PID", Pid); static string Pid() => "";""");

        Assert.Equal(["async context => { … }", "context => context.Args.Add(\"x\")", "Pid"], run.Graph.Slots.Select(s => s.Provenance.Text));
    }

    private static GeneratorTestDriver Run(string usings, string body) =>
        GeneratorTestDriver.Run(HostCompilation.Create(("Program.cs", Program(body, usings)), ("HostExtensions.cs", Members)));
}
