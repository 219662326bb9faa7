using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>Elasticsearch: its container, its address, its health and its page.</summary>
public class ElasticsearchTests
{
    [Fact]
    public void Container() => ContainerText.AssertContainer(
        "search",
        b => b.AddElasticsearch("search", b.AddParameter("key", secret: true)).WithDataVolume("data"),
        """
        image docker.io/library/elasticsearch:8.18.0
        port 9200
        port 9300
        ELASTIC_PASSWORD=s3cret
        discovery.type=single-node
        xpack.security.enabled=true
        volume data at /usr/share/elasticsearch/data
        """);

    [Fact]
    public void Address() => Model.Tests.Property.Holds(ConnectionReader.Hostile, password =>
    {
        var environment = ConnectionReader.Read(b => b.AddElasticsearch("search", b.AddParameter("key", secret: true)), ("key", password));

        ConnectionReader.AssertAddress(environment["ConnectionStrings__search"], "elastic", password, "");
        Assert.Equal(
            ("localhost", "40001", "elastic", password, environment["ConnectionStrings__search"]),
            (environment["SEARCH_HOST"], environment["SEARCH_PORT"], environment["SEARCH_USERNAME"], environment["SEARCH_PASSWORD"], environment["SEARCH_URI"]));
    });

    [Theory]
    [InlineData("green")]
    [InlineData("yellow")]
    public async Task Healthy_is_a_cluster_that_has_its_primary_shards(string status)
    {
        await using var app = new RunningApp();
        var server = app.Builder.AddElasticsearch("search", app.Builder.AddParameter("key", "s3cret", secret: true));

        await HttpStandIn.AssertHealthyAsync(app, server, server.Resource.PrimaryEndpoint, c => AnswerAsync(c, status), "GET /_cluster/health");
    }

    [Theory]
    [InlineData("red", "s3cret", null)]
    [InlineData("green", "another", "the server does not accept the password")]
    public async Task Unhealthy(string status, string password, string? description)
    {
        await using var app = new RunningApp();
        var server = HealthOf.Silent(app.Builder.AddElasticsearch("search", app.Builder.AddParameter("key", password, secret: true)));
        await using var start = await HealthOf.StartUntilAsync(app, "search");
        await using var standIn = await HttpStandIn.StartAsync(server.Resource.PrimaryEndpoint, c => AnswerAsync(c, status));

        var entry = await HealthOf.AskAsync(app, "search");

        Assert.Equal((HealthStatus.Unhealthy, description), (entry.Status, entry.Description));
        await app.StopAsync();
    }

    [Fact]
    public async Task The_page_knows_the_servers_as_the_browser_finds_them_and_they_allow_it()
    {
        await using var app = new RunningApp();
        var server = app.Builder.AddElasticsearch("search", app.Builder.AddParameter("key", "a\"b", secret: true))
            .WithElasticvue(page => page.RunAsExecutable(TestPrograms.Child, $"report={app["page"]}"))
            .RunAsExecutable(TestPrograms.Child, $"report={app["search"]}");
        await using var start = new UnfinishedStart(app.Application);
        await app.Application.ResourceNotifications.WaitForResourceAsync("search", e => e.Snapshot.ExitCode is not null).InTime();
        await app.Application.ResourceNotifications.WaitForResourceAsync("elasticvue", e => e.Snapshot.ExitCode is not null).InTime();
        var origin = new EndpointReference(app.Builder.Resources.OfType<ElasticvueContainerResource>().Single(), "http").Url;

        var seen = app.ReportOf("search").Environment;
        var cluster = Assert.Single(JsonNode.Parse(app.ReportOf("page").Environment["ELASTICVUE_CLUSTERS"])!.AsArray())!;
        Assert.Equal(("true", origin), (seen["http.cors.enabled"], seen["http.cors.allow-origin"]));
        Assert.Equal(("search", server.Resource.PrimaryEndpoint.Url, "elastic", "a\"b"), ((string?)cluster["name"], (string?)cluster["uri"], (string?)cluster["username"], (string?)cluster["password"]));
        await app.StopAsync();
    }

    private static Task AnswerAsync(HttpContext context, string status)
    {
        if (context.Request.Headers.Authorization != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("elastic:s3cret"))}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return context.Response.WriteAsJsonAsync(new { status });
    }
}
