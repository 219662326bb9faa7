using System.Data.Common;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OllamaSharp;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>Ollama: its container, its address, and the models that it is told to pull.</summary>
public class OllamaTests
{
    [Fact]
    public void Container() => ContainerText.AssertContainer(
        "ollama",
        b => b.AddOllama("ollama").WithDataVolume("data"),
        """
        image docker.io/ollama/ollama:0.32.15
        port 11434
        volume data at /root/.ollama
        """);

    [Fact]
    public void Container_with_AMD() => ContainerText.AssertContainer(
        "ollama",
        b => b.AddOllama("ollama").WithGPUSupport(OllamaGpuVendor.AMD),
        """
        image docker.io/ollama/ollama:0.32.15-rocm
        port 11434
        """);

    [Fact]
    public void Page() => ContainerText.AssertContainer(
        "page",
        b =>
        {
            b.AddOllama("first").WithOpenWebUI(page => page.WithDataVolume("data"), "page");
            b.AddOllama("second").WithOpenWebUI();
        },
        """
        image ghcr.io/open-webui/open-webui:0.11.0
        port 8080
        ENABLE_COMMUNITY_SHARING=false
        ENABLE_SIGNUP=false
        WEBUI_AUTH=false
        volume data at /app/backend/data
        """);

    [Fact]
    public async Task The_page_knows_every_server()
    {
        await using var app = new RunningApp();
        var first = HealthOf.Silent(app.Builder.AddOllama("first")).WithOpenWebUI(page => page.RunAsExecutable(TestPrograms.Child, $"report={app["page"]}"), "page");
        var second = HealthOf.Silent(app.Builder.AddOllama("second")).WithOpenWebUI();
        await using var start = new UnfinishedStart(app.Application);
        await app.Application.ResourceNotifications.WaitForResourceAsync("page", e => e.Snapshot.ExitCode is not null).InTime();

        Assert.Equal($"{first.Resource.PrimaryEndpoint.Url};{second.Resource.PrimaryEndpoint.Url}", app.ReportOf("page").Environment["OLLAMA_BASE_URLS"]);
        await app.StopAsync();
    }

    [Fact]
    public void The_program_of_this_machine()
    {
        var launches = ConnectionReader.Launches(b => b.AddExecutable("web", "node", ".").WithReference(b.AddOllamaLocal("local", targetPort: 11500)));

        var process = launches["local"].Process!;
        Assert.Equal(("ollama", "serve"), (process.FileName, string.Join(' ', process.Arguments)));
        Assert.Contains("OLLAMA_HOST=127.0.0.1:11500", launches.Environment("local"));
        Assert.Contains("ConnectionStrings__local=Endpoint=http://localhost:11500", launches.Environment("web"));
    }

    [Fact]
    public void The_client_takes_the_address()
    {
        var environment = ConnectionReader.Read(b => b.AddOllama("ollama").AddModel("chat", "llama3.2:1b"));

        var read = new DbConnectionStringBuilder { ConnectionString = environment["ConnectionStrings__chat"] };
        using var client = new OllamaApiClient((string)read["Endpoint"], (string)read["Model"]);
        Assert.Equal((new Uri("http://localhost:40001"), "llama3.2:1b"), (client.Config.Uri, client.SelectedModel));
        Assert.Equal(
            ("localhost", "40001", "http://localhost:40001", "llama3.2:1b"),
            (environment["CHAT_HOST"], environment["CHAT_PORT"], environment["CHAT_URI"], environment["CHAT_MODEL"]));
    }

    [Fact]
    public async Task Models_that_are_missing_are_pulled_before_what_waits_starts()
    {
        await using var app = new RunningApp();
        var server = app.Builder.AddOllama("ollama");
        server.AddModel("llama3.2:1b");
        server.AddModel("known", "here");
        var model = server.AddHuggingFaceModel("face", "owner/model");
        app.Child("consumer").WithReference(model).WaitFor(model);
        HealthOf.Silent(server);
        await using var start = await HealthOf.StartUntilAsync(app, "ollama");
        var models = new Models("here");
        await using var standIn = await HttpStandIn.StartAsync(server.Resource.PrimaryEndpoint, models.AnswerAsync);

        await app.Application.ResourceNotifications.WaitForResourceAsync("consumer", e => e.Snapshot.ExitCode is not null).InTime();
        await start.Completion.InTime();

        Assert.Equal(["show llama3.2:1b", "pull llama3.2:1b", "show llama3.2:1b", "show here", "show hf.co/owner/model", "pull hf.co/owner/model", "show hf.co/owner/model"], models.Log);
        await app.StopAsync();
    }

    [Fact]
    public async Task What_waits_for_a_model_that_cannot_be_pulled_does_not_start()
    {
        await using var app = new RunningApp();
        var server = app.Builder.AddOllama("ollama");
        app.Child("consumer").WaitFor(server.AddModel("refused"));
        HealthOf.Silent(server);
        await using var start = await HealthOf.StartUntilAsync(app, "ollama");
        var models = new Models();
        await using var standIn = await HttpStandIn.StartAsync(server.Resource.PrimaryEndpoint, models.AnswerAsync);

        await app.Application.ResourceNotifications.WaitForResourceAsync("consumer", KnownResourceStates.FailedToStart).InTime();

        Assert.False(app.HasStarted("consumer"));
        Assert.Equal(["show refused", "pull refused"], models.Log);
        await app.StopAsync();
    }

    /// <summary>The models of a server that stands in for Ollama's.</summary>
    private sealed class Models(params string[] present)
    {
        private readonly HashSet<string> _present = [.. present];

        public List<string> Log { get; } = [];

        public async Task AnswerAsync(HttpContext context)
        {
            if (context.Request.Path == "/")
            {
                return;
            }

            var model = (string)(await JsonNode.ParseAsync(context.Request.Body))!["model"]!;
            var action = context.Request.Path.Value!["/api/".Length..];
            Log.Add($"{action} {model}");
            if (action == "show")
            {
                context.Response.StatusCode = _present.Contains(model) ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
            }
            else if (model == "refused")
            {
                await context.Response.WriteAsync("{\"status\":\"pulling manifest\"}\n{\"error\":\"file does not exist\"}\n");
            }
            else
            {
                _present.Add(model);
                await context.Response.WriteAsync("{\"status\":\"pulling manifest\"}\n{\"status\":\"success\"}\n");
            }
        }
    }
}
