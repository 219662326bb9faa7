namespace AppHostSdk.Tests;

/// <summary>A few diagnostics as users see them. Most tests assert ids and spans; these show that it reads well.</summary>
public class DiagnosticTextTests
{
    [Fact]
    public void Mistakes()
    {
        var run = GeneratorTestDriver.Run("""
            var builder = DistributedApplication.CreateBuilder(args);

            var cache = builder.AddContainer("cache", "redis")
                .WithEndpoint(name: "tcp");
            var api = builder.AddProject<Projects.Api>("api")
                .WithHttpEndpoint(port: 5000, name: "public api")
                .WithReference(cache.GetEndpoint("tpc"))
                .WaitFor(cache);
            var web = builder.AddProject<Projects.Web>("Cache")
                .WithHttpsEndpoint(port: 5000)
                .WaitForStart(api);
            cache.WaitFor(web);
            web.WaitFor(web);

            builder.Build().Run();
            """);
        Snapshot.Match(DiagnosticText.Of(run.Diagnostics));
    }

    [Fact]
    public void What_is_not_followed()
    {
        var run = GeneratorTestDriver.Run("""
            var builder = DistributedApplication.CreateBuilder(args);

            var api = builder.AddProject<Projects.Api>("api")
                .WithEnvironment("REGION", builder.Configuration["Region"]);
            var cache = builder.Configuration["Cache"]!;
            builder.AddContainer(cache, "redis");
            builder.AddContainer($"{cache}-2", "redis");
            api.WithReference(api.GetEndpoint(builder.Configuration["Endpoint"] ?? "http"));
            if (builder.ExecutionContext.IsRunMode)
            {
                api.WithHttpEndpoint(port: 5000);
            }

            foreach (var name in new[] { "a", "b" })
            {
                builder.AddContainer(name, "redis");
            }

            AddTools(builder);
            AddTool(args[0]);
            builder.Build().Run();

            static void AddTools(IDistributedApplicationBuilder builder) => builder.AddContainer("tools", "tools");
            void AddTool(string name) => builder.AddExecutable(name, name, ".");
            """);
        Snapshot.Match(DiagnosticText.Of(run.Diagnostics));
    }
}
