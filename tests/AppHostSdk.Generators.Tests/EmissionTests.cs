using AppHostSdk.Generators;

namespace AppHostSdk.Tests;

public class EmissionTests
{
    private const string Quickstart = """
        var builder = DistributedApplication.CreateBuilder(args);

        var greeting = builder.AddParameter("greeting", secret: true);
        var migrations = builder.AddProject<Projects.Worker>("migrations");
        var cache = builder.AddContainer("cache", "redis", "7").WithEndpoint(targetPort: 6379, name: "tcp");
        var api = builder.AddProject<Projects.Api>("api")
            .WithHttpEndpoint(port: 5000)
            .WithHttpHealthCheck("/health")
            .WithEnvironment("CACHE", cache.GetEndpoint("tcp"))
            .WithArgs("--verbose", "1")
            .WaitForCompletion(migrations, exitCode: 2)
            .WaitForStart(cache);
        builder.AddProject<Projects.Web>("web")
            .WithHttpsEndpoint(env: "PORT")
            .WithExternalHttpEndpoints()
            .WithEnvironment("GREETING", greeting)
            .WithReference(api)
            .WaitFor(api);
        builder.AddExecutable("tail", "tail", "../logs", "-f", "all.log");

        builder.Build().Run();
        """;

    [Fact]
    public void Emitted_model_is_readable()
    {
        var run = GeneratorTestDriver.Run(Quickstart);
        Assert.Empty(run.Diagnostics);
        Snapshot.Match(run.Source(GraphEmitter.HintName), extension: "cs");
    }
}
