using AppHostSdk.Launching;
using AppHostSdk.Networking;
using AppHostSdk.Planning;
using AppHostSdk.Running;
using AppHostSdk.UserCode;

namespace AppHostSdk.Hosting.Tests.UserCode;

/// <summary>The URLs that people are shown. Endpoints get ports from 40001 in the order of the program.</summary>
public class UrlCallbacksTests
{
    [Fact]
    public async Task Without_functions_each_endpoint_has_one() => await Expect(
        b => b.AddProject<Child>("api").WithHttpEndpoint().WithEndpoint(name: "raw", scheme: "tcp"),
        "http://localhost:40001",
        "tcp://localhost:40002");

    [Fact]
    public async Task Urls_of_the_program_come_after_them_with_their_text() => await Expect(
        b => b.AddProject<Child>("api").WithHttpEndpoint().WithUrl("https://example.com/docs", "Docs").WithUrl("https://example.com"),
        "http://localhost:40001",
        "Docs: https://example.com/docs",
        "https://example.com");

    [Fact]
    public async Task Urls_hold_values() => await Expect(
        b =>
        {
            var api = b.AddProject<Child>("api").WithHttpEndpoint();
            api.WithUrl($"{api.GetEndpoint("http")}/swagger", "Swagger").WithUrl(ReferenceExpression.Create($"https://{api.GetEndpoint("http").Property(EndpointProperty.Host)}/x"));
        },
        "http://localhost:40001",
        "Swagger: http://localhost:40001/swagger",
        "https://localhost/x");

    [Fact]
    public async Task The_url_of_an_endpoint_is_changed() => await Expect(
        b => b.AddProject<Child>("api").WithHttpEndpoint().WithHttpsEndpoint()
            .WithUrlForEndpoint("http", u => u.DisplayText = "Home")
            .WithUrlForEndpoint("HTTPS", u => u.Url += "/health")
            .WithUrlForEndpoint("none", u => u.Url = "never"),
        "Home: http://localhost:40001",
        "https://localhost:40002/health");

    [Fact]
    public async Task A_relative_url_belongs_to_its_endpoint() => await Expect(
        b => b.AddProject<Child>("api").WithHttpEndpoint().WithHttpsEndpoint()
            .WithUrlForEndpoint("https", u => u.Url = "/swagger")
            .WithUrlForEndpoint("http", e => new ResourceUrlAnnotation { Url = "/scalar", DisplayText = $"{e.EndpointName} docs" })
            .WithUrlForEndpoint("none", e => new ResourceUrlAnnotation { Url = "/never" }),
        "http://localhost:40001",
        "https://localhost:40002/swagger",
        "http docs: http://localhost:40001/scalar");

    [Fact]
    public async Task Functions_see_and_change_the_whole_list_in_the_order_of_the_program() => await Expect(
        b => b.AddProject<Child>("api").WithHttpEndpoint()
            .WithUrl("https://example.com")
            .WithUrls(context =>
            {
                Assert.Equal("api", context.Resource.Name);
                Assert.Equal(["http://localhost:40001", "https://example.com"], context.Urls.Select(u => u.Url));
                context.Urls.Clear();
                context.Urls.Add(new() { Url = "/a", Endpoint = context.GetEndpoint("http"), DisplayText = "A" });
                context.Urls.Add(new() { Url = "https://hidden.example", DisplayLocation = UrlDisplayLocation.DetailsOnly });
            })
            .WithUrls(async context =>
            {
                await Task.Yield();
                context.Urls.Add(new() { Url = "https://first.example", DisplayOrder = 1 });
            }),
        "https://first.example",
        "A: http://localhost:40001/a");

    [Fact]
    public async Task A_function_that_fails_says_which() => Assert.Equal(
        "the function given to WithUrlForEndpoint on 'api' failed: FormatException: bad",
        (await Assert.ThrowsAsync<DistributedApplicationException>(() => Expect(
            b => b.AddProject<Child>("api").WithHttpEndpoint().WithUrlForEndpoint("http", (ResourceUrlAnnotation _) => throw new FormatException("bad"))))).Message);

    private static async Task Expect(Action<IDistributedApplicationBuilder> program, params string[] urls)
    {
        var builder = (DistributedApplicationBuilder)Apps.Builder();
        program(builder);
        var graph = builder.Recording.Finish("Shop") with { Projects = [Child.Launch] };
        var nextPort = 40000;
        var addresses = Addresses.Assign(graph, _ => ++nextPort);
        var values = new ValueResolver(graph, addresses, new Dictionary<string, string>(), "/host");
        var launch = LaunchResolver.Resolve(new LaunchContext(RunGraph.Of(graph), addresses, values, new RunIdentity("Shop"), "/host", Apps.NoChecks.Find))["api"];

        Assert.Equal(urls, await new UrlCallbacks(builder.Context, addresses, values).ResolveAsync(launch.Resource, launch.EndpointUrls, CancellationToken.None));
    }
}
