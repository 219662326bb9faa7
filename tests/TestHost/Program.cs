using AppHostSdk;
using AppHostSdk.Binding;
using AppHostSdk.Model;

// TestHost SCENARIO CHILD [configuration]: an app host whose model leaves everything open, so that the calls below decide what runs.
// CHILD is the program that plays the resources. The host ends by itself after 60 s.
using var watchdog = new Timer(_ => Environment.FailFast("TestHost ran for 60 s."), null, TimeSpan.FromSeconds(60), Timeout.InfiniteTimeSpan);
var (scenario, child) = (args[0], args[1]);
var model = new CompiledModel
{
    Assembly = scenario == "guest-mistake" ? typeof(CompiledModel).Assembly : typeof(Program).Assembly,
    HostDirectory = Environment.GetEnvironmentVariable("TEST_HOST_DIRECTORY") ?? "",
    UserSecretsId = Environment.GetEnvironmentVariable("TEST_USER_SECRETS_ID"),
    Graph = () => new AppGraph { Application = Environment.GetEnvironmentVariable("TEST_APPLICATION") ?? "TestHost", OpenParts = [new OpenPart(0, "AHS2001", "the scenario is known only at run time")], Projects = [TestHost.ChildProject.Launch(child), TestHost.ProfiledProject.Launch(child)] },
    Sites = () => [],
};
var builder = CompiledApplication.CreateBuilder(model, args[2..]);
switch (scenario)
{
    case "two-sleepers":
        var first = builder.AddExecutable("first", child, ".", "out=first is up", "forever");
        builder.AddExecutable("second", child, ".", "spawn=out=grandchild is up;forever", "out=second is up", "forever").WaitForStart(first);
        break;

    case "family":
        builder.AddExecutable("plain", child, ".", "spawn=out=grandchild is up;forever", "out=plain is up", "forever");
        builder.AddExecutable("deaf", child, ".", "ignore-term", "spawn=ignore-term;out=deaf grandchild is up;forever", "out=deaf is up", "forever");
        builder.AddExecutable("parent", child, ".", "spawn=setsid;ignore-term;out=escaped is up;forever", "out=parent is up", "forever");
        builder.AddExecutable("forks", "sh", ".", "-c", "echo forks is up; trap '' TERM; while :; do (sleep 30 & sleep 30 &) ; sleep 0.02; done");
        break;

    case "failed-start":
        var missing = builder.AddExecutable("missing", "./no-such-program", ".");
        builder.AddExecutable("waiter", child, ".", "out=never printed").WaitFor(missing);
        builder.AddExecutable("bystander", child, ".", "out=bystander is up", "forever");
        break;

    case "finishing":
        var migration = builder.AddExecutable("migration", child, ".", "out=migrated");
        builder.AddExecutable("report", child, ".", "out=reported").WaitForCompletion(migration);
        break;

    case "crashing":
        builder.AddExecutable("crash", child, ".", "exit=3");
        break;

    case "missing-parameters":
        var one = builder.AddParameter("first-key", secret: true);
        var two = builder.AddParameter("second");
        builder.AddExecutable("consumer", child, ".", "out=never printed").WithEnvironment("ONE", one).WithEnvironment("TWO", two);
        builder.AddExecutable("other", child, ".", "out=never printed");
        break;

    case "parameters":
        builder.AddExecutable("consumer", child, ".", "env=KEY,OTHER")
            .WithEnvironment("KEY", builder.AddParameter("plain"))
            .WithEnvironment("OTHER", builder.AddParameter("other", "default"));
        break;

    case "secrets":
        // Everything that can be done with a secret, in the processes of those who may know it; Reports is a directory.
        var canary = builder.AddParameter("canary", secret: true);
        var outside = builder.AddConnectionString("outside");
        var given = builder.AddParameter("given", "given-default-secret", secret: true);
        builder.AddExecutable("entitled", child, ".", $"report={builder.Configuration["Reports"]}/entitled", "env=PLAIN,EXPRESSION,URI,ConnectionStrings__outside,GIVEN", "forever")
            .WithEnvironment("PLAIN", canary)
            .WithEnvironment("EXPRESSION", $"Password={canary};Host=x")
            .WithEnvironment("URI", $"amqp://guest:{canary:uri}@localhost")
            .WithEnvironment("GIVEN", given)
            .WithReference(outside);
        builder.AddExecutable("bystander", child, ".", $"report={builder.Configuration["Reports"]}/bystander", "out=knows nothing");
        builder.AddExecutable("broken", "./no-such-program", ".").WithEnvironment("PLAIN", canary);
        break;

    case "environment":
        builder.AddProject<TestHost.ChildProject>("project").WithArgs("env=ASPNETCORE_URLS,DOTNET_ENVIRONMENT,KEPT").WithHttpEndpoint(port: 1);
        builder.AddExecutable("program", child, ".", "env=ASPNETCORE_URLS,ASPNETCORE_ENVIRONMENT,DOTNET_ENVIRONMENT,DOTNET_LAUNCH_PROFILE,Logging__LogLevel__Default,KEPT");
        break;

    case "launch-profile":
        builder.AddProject<TestHost.ProfiledProject>("project").WithEnvironment("MINE", "program");
        break;

    case "listening":
        builder.AddProject<TestHost.ChildProject>("project")
            .WithHttpEndpoint(port: int.Parse(builder.Configuration["port"]!, System.Globalization.CultureInfo.InvariantCulture))
            .WithArgs("env=ASPNETCORE_URLS,URLS,ASPNETCORE_HTTP_PORTS,Kestrel__Endpoints__Web__Url,Kestrel__Limits__MaxConcurrentConnections");
        break;

    case "telemetry":
        builder.AddProject<TestHost.ChildProject>("project")
            .WithArgs("env=OTEL_EXPORTER_OTLP_ENDPOINT,OTEL_EXPORTER_OTLP_PROTOCOL,OTEL_SERVICE_NAME,OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY");
        break;

    case "stubborn":
        builder.AddExecutable("stubborn", child, ".", "ignore-term", "out=stubborn is up", "forever");
        break;

    case "wild-output":
        // Everything reset, cleared, another screen, no cursor, a title; a colour that is left; a line written over; a sequence in two
        // writes; and the end of the program in the middle of one.
        builder.AddExecutable(
            "wild",
            child,
            ".",
            "out=\u001bcleft \u001b[2J\u001b[?1049h\u001b[?25l\u001b]0;title\aalone",
            "out=\u001b[31mred",
            "out=10 %\r100 %",
            "raw=73706C1B5B",
            "sleep=100",
            "raw=324A69740A",
            "raw=756E66696E69736865641B5D303B");
        break;

    case "flood":
        builder.AddExecutable("flood", "yes", ".");
        break;

    case "container":
        var box = builder.AddContainer("box", builder.Configuration["image"] ?? "busybox").WithArgs("sleep", "3600");
        builder.AddExecutable("waiter", child, ".", "out=never printed").WaitFor(box);
        builder.AddExecutable("bystander", child, ".", "out=bystander is up", "forever");
        break;

    case "engine-loss":
        builder.AddContainer("again", "busybox").WithRestartPolicy(RestartPolicy.Always).WithArgs("sh", "-c", "trap 'exit 3' TERM; echo again is up; sleep 3600 & wait");
        builder.AddContainer("plain", "busybox").WithArgs("sh", "-c", "trap 'exit 3' TERM; sleep 3600 & wait");
        break;

    case "big-image":
        builder.AddDockerfile("box", builder.Configuration["context"]!);
        break;

    case "persistent":
        builder.AddContainer("kept", "busybox")
            .WithLifetime(ContainerLifetime.Persistent)
            .WithEndpoint(targetPort: 80)
            .WithEnvironment("WORD", builder.Configuration["word"])
            .WithArgs("sh", "-c", "trap 'exit 0' TERM; echo kept says $WORD; sleep 3600 & wait");
        builder.AddContainer("mortal", "busybox").WithArgs("sh", "-c", "trap 'exit 0' TERM; echo mortal is up; sleep 60 & wait");
        break;

    case "steps":
        // Every kind of step; CONTEXT has a Dockerfile and a project.
        const string Idle = "trap 'exit 0' TERM; sleep 3600 & wait";
        var context = builder.Configuration["context"]!;
        var seed = builder.AddExecutable("seed", "mkdir", context, "-p", "made");
        var listener = builder.AddExecutable("api", child, ".", "listen", "forever").WithHttpEndpoint(env: "PORT").WithReplicas(2);
        var kept = builder.AddContainer("kept", "busybox")
            .WithLifetime(ContainerLifetime.Persistent)
            .WithHttpEndpoint(targetPort: 80)
            .WithHttpHealthCheck("/")
            .WithEnvironment("WORD", builder.Configuration["word"])
            .WithArgs("sh", "-c", "mkdir -p /www; echo hello > /www/index.html; httpd -p 80 -h /www; " + Idle);
        builder.AddDockerfile("built", context).WithReference(listener.GetEndpoint("http")).WaitFor(kept);
        builder.AddContainer("pulled", builder.Configuration["pulled"]!.Split(":1")[0], "1").WithImagePullPolicy(ImagePullPolicy.Always).WithArgs("sh", "-c", Idle);
        builder.AddContainer("mounting", "busybox").WithBindMount(Path.Combine(context, "made"), "/made", isReadOnly: true).WithArgs("sh", "-c", Idle).WaitForCompletion(seed);
        builder.AddContainer("late", "busybox").WithEnvironment("NOW", () => "1").WithArgs("sh", "-c", Idle).WaitFor(listener);
        builder.AddProject("project", Path.Combine(context, "project/Project.csproj"));
        builder.AddExecutable("manual", child, ".", "forever").WithExplicitStart();
        break;

    case "no-services":
        builder.AddExecutable("quick", child, ".", "out=done").WithUrl("https://example.com").WithEnvironment("A", () => "1");
        break;

    case "urls":
        builder.AddExecutable("web", child, ".", "out=web is up", "forever")
            .WithHttpEndpoint(port: 1)
            .WithUrlForEndpoint("http", u => u.DisplayText = "Home")
            .WithUrl("https://example.com/docs", "Docs")
            .OnBeforeResourceStarted((_, e, _) =>
            {
                ((ResourceLoggerService)e.Services.GetService(typeof(ResourceLoggerService))!).GetLogger("web").Log(
                    Microsoft.Extensions.Logging.LogLevel.Information, default, "about to start", null, (state, _) => state);
                return Task.CompletedTask;
            });
        break;

    case "bad-image":
        builder.AddContainer("box", "localhost:1/not-there", "1");
        builder.AddExecutable("bystander", child, ".", "out=bystander is up", "forever");
        break;

    case "waiting":
        builder.AddExecutable("waiter", child, ".", "out=never printed").WaitForCompletion(builder.AddExecutable("endless", child, ".", "forever"));
        break;

    case "chain":
    case "no-chain":
        var link = builder.AddExecutable("r1", "sleep", ".", "50");
        for (var i = 2; i <= 20; i++)
        {
            var next = builder.AddExecutable(i == 20 ? "last" : $"r{i}", "sleep", ".", "50");
            link = scenario == "chain" ? next.WaitFor(link) : next;
        }

        break;

    case "healthy-chain":
        IResourceBuilder<ExecutableResource>? healthy = null;
        for (var i = 1; i <= 20; i++)
        {
            var next = builder.AddExecutable(i == 20 ? "last" : $"r{i}", child, ".", "listen", "forever").WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/health");
            healthy = healthy is null ? next : next.WaitFor(healthy);
        }

        break;

    case "finishing-chain":
        IResourceBuilder<ExecutableResource>? finishing = null;
        for (var i = 1; i <= 20; i++)
        {
            var next = builder.AddExecutable(i == 20 ? "last" : $"r{i}", child, ".", "exit=0");
            finishing = finishing is null ? next : next.WaitForCompletion(finishing);
        }

        break;

    case "https-health":
        builder.AddExecutable("api", child, ".", "listen", "forever").WithHttpsEndpoint(env: "PORT").WithHttpHealthCheck("/health");
        break;

    case "replicas":
        var api = builder.AddExecutable("api", child, ".", "out=replica is up", "listen", "forever").WithHttpEndpoint(env: "PORT").WithReplicas(2);
        builder.AddExecutable("web", child, ".", "out=web is up", "forever").WaitFor(api);
        break;

    case "crowd":
        for (var i = 1; i <= 50; i++)
        {
            builder.AddExecutable($"r{i}", "sleep", ".", "50");
        }

        break;

    case "slow-crowd":
        for (var i = 0; i < 50; i++)
        {
            builder.AddExecutable($"r{i}", "sh", ".", "-c", $"trap 'sleep 0.{i + 1:00}; exit 0' TERM; sleep 50 & wait");
        }

        break;

    case "web-apis":
        var port = int.Parse(builder.Configuration["port"]!, System.Globalization.CultureInfo.InvariantCulture);
        for (var i = 0; i < 6; i++)
        {
            builder.AddExecutable($"api{i}", builder.Configuration["program"]!, ".")
                .WithHttpEndpoint(port: port + i)
                .WithEnvironment("ASPNETCORE_URLS", $"http://localhost:{port + i}");
        }

        break;

    case "lines":
        for (var i = 1; i <= int.Parse(builder.Configuration["writers"]!, System.Globalization.CultureInfo.InvariantCulture); i++)
        {
            builder.AddExecutable($"w{i}", "seq", ".", "-f", "line %.0f of a program that has something to say", builder.Configuration["each"]!);
        }

        break;

    case "true":
        builder.AddExecutable("true", "true", ".");
        break;

    case "uncaught-defect":
        throw new InvalidOperationException("a defect of the program");

    case "mistake" or "uncaught-mistake" or "guest-mistake":
        AppDomain.CurrentDomain.UnhandledException += (_, _) => Console.Error.WriteLine("The program is told.");
        var a = builder.AddExecutable("a", child, ".", "out=never printed");
        a.WaitFor(a);
        break;

    default:
        throw new ArgumentException($"There is no scenario '{scenario}'.");
}

DistributedApplication application;
try
{
    application = builder.Build();
}
catch (DistributedApplicationException e) when (scenario == "mistake")
{
    SayWhatIsWrong(e.Message);
    return 2;
}

// Not disposed, as in most programs: Build().Run().
await application.RunAsync();

if (scenario == "no-services")
{
    var costly = AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName().Name!).Where(n => n.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));
    Say($"loaded: {string.Join(' ', costly.Order(StringComparer.Ordinal))}");
}

return Environment.ExitCode;

// Apart from the program, which would have the console looked for in every scenario: a test sees what a start loads.
static void Say(string text) => Console.WriteLine(text);

static void SayWhatIsWrong(string text) => Console.Error.WriteLine(text);
