using AppHostSdk.Model.Tests;
using AppHostSdk.Planning;

namespace AppHostSdk.Hosting.Tests.Planning;

public class GraphSliceTests
{
    [Theory]
    [InlineData("web", "key cache jobs api web")]
    [InlineData("api", "key jobs api")]
    [InlineData("CACHE tool", "cache tool")]
    [InlineData("alone", "alone")]
    public void Slice_is_what_is_named_and_all_that_it_needs(string names, string kept) =>
        Assert.Equal(kept, string.Join(' ', GraphSlice.Of(Graph(), names.Split(' ')).Resources.Select(r => r.Name)));

    [Fact]
    public void What_is_named_is_started_even_if_it_is_usually_started_by_hand() =>
        Assert.Empty(GraphSlice.Of(Graph(), ["tool"]).Resources.Single(r => r.Name == "tool").Lifecycle);

    [Fact]
    public void Unknown_name_is_refused_with_the_known_ones() => Assert.Equal(
        "--only names 'wbe', but there is no such resource. There are: key, cache, jobs, api, web, tool, alone.",
        Assert.Throws<DistributedApplicationException>(() => GraphSlice.Of(Graph(), ["wbe"])).Message);

    /// <summary>Wherever in a resource a parameter is mentioned, a part of the application with the resource has the parameter too.</summary>
    [Theory]
    [MemberData(nameof(PlantedValue.All), MemberType = typeof(PlantedValue))]
    public void Slice_has_what_any_value_of_a_resource_refers_to(string place) => Assert.Equal(
        [PlantedValue.Parameter, PlantedValue.Holder],
        GraphSlice.Of(PlantedValue.Graph(place), [PlantedValue.Holder]).Resources.Select(r => r.Name));

    [Fact]
    public void Parameters_of_an_image_that_is_built_are_needed()
    {
        var graph = Apps.Graph(b => b.AddDockerfile("app", "../app")
            .WithBuildArg("VERSION", b.AddParameter("version"))
            .WithBuildSecret("token", b.AddParameter("token", secret: true)));

        Assert.Equal(["app", "version", "token"], GraphSlice.Of(graph, ["app"]).Resources.Select(r => r.Name));
    }

    private static Model.AppGraph Graph() => Apps.Graph(b =>
    {
        var key = b.AddParameter("key");
        var cache = b.AddContainer("cache", "redis").WithEndpoint(targetPort: 6379);
        var jobs = b.AddExecutable("jobs", "x", ".");
        var api = b.AddExecutable("api", "x", ".").WithHttpEndpoint().WithEnvironment("KEY", key).WaitForCompletion(jobs);
        b.AddExecutable("web", "x", ".").WithEnvironment("CACHE", cache.GetEndpoint("tcp")).WithEnvironment("API", api.GetEndpoint("http"));
        b.AddExecutable("tool", "x", ".").WithExplicitStart().WaitFor(cache);
        b.AddExecutable("alone", "x", ".");
    });
}
