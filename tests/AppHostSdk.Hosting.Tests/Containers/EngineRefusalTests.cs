using AppHostSdk.Containers;

namespace AppHostSdk.Hosting.Tests.Containers;

public sealed class EngineRefusalTests
{
    private const string Operation = "creating container 'redis-x1' from image 'redis:7'";

    [Theory]
    [InlineData("""{"message":"No such image: redis:7"}""", "No such image: redis:7")]
    [InlineData("""{"cause":"no such image","message":"redis:7: No such image","response":404}""", "redis:7: No such image")]
    [InlineData("""{"message":"  spaced\n"}""", "spaced")]
    [InlineData("""{"message":""}""", """the engine answered 404 Not Found: {"message":""}""")]
    [InlineData("""{"other":1}""", """the engine answered 404 Not Found: {"other":1}""")]
    [InlineData("404 page not found\n", "the engine answered 404 Not Found: 404 page not found")]
    [InlineData("", "the engine answered 404 Not Found")]
    [InlineData("null", "the engine answered 404 Not Found: null")]
    [InlineData("[]", "the engine answered 404 Not Found: []")]
    public void The_message_is_the_operation_and_what_the_engine_says(string body, string problem)
    {
        var e = EngineRefusal.Create(Operation, 404, "Not Found", body);

        Assert.Equal($"{Operation}: {problem}", e.Message);
        Assert.Equal((Operation, problem, 404), (e.Operation, e.Problem, e.StatusCode));
    }

    [Fact]
    public void A_page_of_HTML_is_cut()
    {
        var e = EngineRefusal.Create(Operation, 502, "Bad Gateway", new string('x', 100_000));

        Assert.InRange(e.Message.Length, 2000, 2200);
        Assert.EndsWith("...", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "creating container storage: the container name \"x\" is already in use by 1b. You have to remove that container to be able to reuse that name: that name is already in use", 409)]
    [InlineData(500, "network name x already used: network already exists", 409)]
    [InlineData(500, "can only kill running containers. 1b is in state exited: container state improper", 409)]
    [InlineData(500, "no space left on device", 500)]
    [InlineData(404, "network already exists", 404)]
    public void A_conflict_is_one_with_Podman_too(int status, string message, int expected) =>
        Assert.Equal(expected, EngineRefusal.Create(Operation, status, "x", System.Text.Json.JsonSerializer.Serialize(new { cause = "x", message, response = status })).StatusCode);

    [Theory]
    [InlineData(409, "removal of container x is already in progress", true)]
    [InlineData(409, "You cannot remove a running container", false)]
    [InlineData(500, "removal of container x is already in progress", false)]
    public void A_removal_in_progress_is_told_from_other_conflicts(int status, string problem, bool expected) =>
        Assert.Equal(expected, DockerEngine.IsRemovalInProgress(new("removing", problem, status)));
}
