namespace AppHostSdk.Tests;

/// <summary>The shapes with functions: those that describe are followed, the others are slots. And late values.</summary>
public partial class ShapeTests
{
    /// <summary>Name, statements, types, command lines besides the empty one, number of atoms, number of slots.</summary>
    public static TheoryData<string, string, string, string, int, int> RunTimeShapes => new()
    {
        { "07 late values", """
            var api = builder.AddProject<Projects.Api>("api");
            foreach (var name in new[] { "OPENAI_KEY", "SMTP_HOST" }) api.WithEnvironment(name, Environment.GetEnvironmentVariable(name));
            api.WithEnvironment("REGION", builder.AddParameter("region", builder.Configuration["Azure:Region"] ?? "westeurope"));
            api.WithHttpEndpoint(port: int.TryParse(builder.Configuration["Ports:Api"], out var port) ? port : 5100);
            var image = (builder.Configuration["Images:Queue"] ?? "rabbitmq:4").Split(':');
            builder.AddContainer("queue", image[0], image[1]).WithEnvironment("COOKIE", Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
            var script = System.IO.Path.Combine(builder.AppHostDirectory, "init.sql");
            builder.AddContainer("db", "postgres", "17").WithEnvironment("INIT", System.IO.File.Exists(script) ? System.IO.File.ReadAllText(script) : "");
            """, "", "--Azure:Region=eastus --Ports:Api=6001|--Images:Queue=other:1", 1, 8 },
        { "14 declarative callbacks", """
            var api = builder.AddProject<Projects.Api>("api")
                .WithHttpEndpoint()
                .WithUrlForEndpoint("http", u => u.DisplayText = "Docs")
                .WithUrlForEndpoint("http", u => { u.Url = "/scalar"; u.DisplayLocation = UrlDisplayLocation.DetailsOnly; })
                .WithUrlForEndpoint("http", e => new ResourceUrlAnnotation { Url = "/health", DisplayText = $"Health of {e.EndpointName}" });
            builder.AddContainer("mail", "mailpit").WithHttpEndpoint(targetPort: 8025).WithUrls(c => { c.Urls.Clear(); c.Urls.Add(new() { Url = "/", Endpoint = c.GetEndpoint("http"), DisplayText = "Inbox" }); });
            builder.AddYarp("gateway").WithConfiguration(yarp => { yarp.AddRoute("/api/{**all}", api); yarp.AddRoute("/{**all}", api); }).WithUrl("https://example.com/runbook", "Runbook");
            """, "", "", 0, 4 },
        { "15 infrastructure callbacks", """
            var storage = builder.AddStorage("storage").RunAsEmulator().ConfigureInfrastructure(infra =>
            {
                foreach (var part in infra.GetProvisionableResources().OfType<ContainerApp>()) part.Sku = "standard";
                infra.GetProvisionableResources().OfType<ContainerApp>().Single().Template.Scale.MaxReplicas = 3;
            });
            var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint().WaitFor(storage)
                .PublishAsContainerApp((_, app) => app.Template.Scale.MinReplicas = 1);
            if (builder.ExecutionContext.IsPublishMode) api.PublishAsContainerApp((infra, app) => { app.Sku = "basic"; infra.Add(app); });
            """, "", "", 1, 0 },
        { "16 imperative callbacks", """
            var seeded = new TaskCompletionSource<string>();
            var db = builder.AddPostgres("postgres").AddDatabase("db").OnResourceReady(async (database, e, cancellation) =>
            {
                using var connection = new Connection(database.DatabaseName);
                await connection.OpenAsync(cancellation);
                await connection.ExecuteAsync("create table if not exists items (id int)");
                seeded.SetResult(database.DatabaseName);
            });
            var api = builder.AddProject<Projects.Api>("api")
                .WithHttpEndpoint()
                .WaitFor(db)
                .WithEnvironment(async context => context.EnvironmentVariables["SEEDED"] = await seeded.Task)
                .WithCommand("reset", "Reset the database", async context =>
                {
                    try { await new Connection("db").ExecuteAsync("truncate items"); return CommandResults.Success(); }
                    catch (InvalidOperationException e) { return CommandResults.Failure(e); }
                }, new CommandOptions { IconName = "ArrowReset", UpdateState = c => c.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled })
                .WithHttpCommand("/cache/clear", "Clear the cache", commandOptions: new HttpCommandOptions { IsHighlighted = true });
            if (builder.ExecutionContext.IsRunMode) builder.Eventing.Subscribe<BeforeStartEvent>((e, cancellation) =>
            {
                foreach (var resource in e.Model.Resources.OfType<IResourceWithEnvironment>().ToList())
                {
                    if (resource is ProjectResource project) builder.CreateResourceBuilder(project).WithEnvironment("TRACE", "1");
                }
                return Task.CompletedTask;
            });
            """, """
            sealed class Connection(string database) : IDisposable
            {
                public Task OpenAsync(System.Threading.CancellationToken cancellation) => Task.Delay(database.Length, cancellation);
                public Task ExecuteAsync(string sql) => sql.Length == 0 ? throw new InvalidOperationException() : Task.CompletedTask;
                public void Dispose() { }
            }
            """, "", 0, 3 },
    };
}
