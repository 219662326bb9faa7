namespace AppHostSdk.Tests;

public class EndpointNameTests
{
    [Theory]
    [InlineData("""WithHttpEndpoint(name: "my endpoint")""", "\"my endpoint\"", "it contains a space")]
    [InlineData("""WithHttpsEndpoint(5000, 5001, "9p")""", "\"9p\"", "it does not start with a letter")]
    [InlineData("""WithEndpoint(name: "a--b", targetPort: 1)""", "\"a--b\"", "it has two hyphens in a row")]
    [InlineData("""WithEndpoint(scheme: "net.tcp", targetPort: 1)""", "\"net.tcp\"", "it contains '.'")]
    public void A_name_that_is_not_valid_is_reported_where_it_stands(string call, string span, string problem)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Program($"builder.AddProject<Projects.Api>(\"api\").{call};"));
        Assert.Contains($"is not a valid endpoint name: {problem}.", Expect.Message(Expect.Only(run, "AHS0003", span)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WithHttpEndpoint()")]
    [InlineData("WithEndpoint(name: \"grpc\").WithEndpoint(name: \"GRPC\", targetPort: 5)")]
    [InlineData("WithEndpoint(scheme: \"net.tcp\", name: \"tcp\")")]
    [InlineData("WithEnvironment(\"my variable_1\", \"x\")")]
    public void Look_alikes_are_legal(string call) => Expect.Graph($"builder.AddProject<Projects.Api>(\"api\").{call};");
}
