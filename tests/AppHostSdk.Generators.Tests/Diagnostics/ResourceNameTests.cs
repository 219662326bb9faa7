namespace AppHostSdk.Tests;

public class ResourceNameTests
{
    [Fact]
    public void The_second_of_two_equal_names_is_the_mistake()
    {
        var run = Run("""
            builder.AddContainer("cache", "redis");
            builder.AddProject<Projects.Api>("cache");
            """);
        var diagnostic = Expect.Only(run, "AHS0001", "\"cache\"");
        Assert.Equal(2, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal("2: \"cache\"", Expect.Also(diagnostic));
        Assert.StartsWith("A resource named 'cache' is already declared. ", Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public void Case_makes_no_difference_and_is_shown()
    {
        var run = Run("""
            builder.AddContainer("Cache", "redis");
            builder.AddParameter("cache");
            """);
        Assert.StartsWith("A resource named 'cache' is already declared as 'Cache'.", Expect.Message(Expect.Only(run, "AHS0001", "\"cache\"")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_span_is_the_expression_that_gives_the_name()
    {
        var run = Run("""
            const string Name = "cache";
            builder.AddContainer(Name, "redis");
            builder.AddContainer(image: "redis", name: $"ca{"che"}", tag: "7");
            """);
        Assert.Equal("3: Name", Expect.Also(Expect.Only(run, "AHS0001", "$\"ca{\"che\"}\"")));
    }

    [Fact]
    public void Each_further_one_is_reported_against_the_first()
    {
        var run = Run("""
            builder.AddParameter("p");
            builder.AddParameter("p");
            builder.AddParameter("P");
            """);
        Assert.Equal(["2: \"p\"", "2: \"p\""], run.Diagnostics.Select(Expect.Also));
        Assert.All(run.Diagnostics, d => Assert.Equal("AHS0001", d.Id));
    }

    [Fact]
    public void A_name_that_looks_like_the_key_of_another_resource()
    {
        var run = Run("""
            builder.AddParameter("a#1");
            builder.AddParameter("a");
            builder.AddParameter("a");
            """);
        Assert.Equal(["AHS0002", "AHS0001"], run.Diagnostics.Select(d => d.Id));
        Assert.Equal(3, run.Graph.Resources.Select(r => r.Key).Distinct().Count());
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("my cache", "it contains a space")]
    [InlineData("my_cache", "it contains '_'")]
    [InlineData("1cache", "it does not start with a letter")]
    [InlineData("cache-", "it ends with a hyphen")]
    [InlineData("my--cache", "it has two hyphens in a row")]
    [InlineData("café", "it contains 'é'")]
    [InlineData("a.b", "it contains '.'")]
    [InlineData("a{0}", "it contains '{'")]
    [InlineData("x012345678901234567890123456789012345678901234567890123456789012345", "it has 67 characters")]
    public void A_name_that_is_not_valid_is_reported_where_it_stands(string name, string problem)
    {
        var diagnostic = Expect.Only(Run($"builder.AddContainer(\"{name}\", \"redis\");"), "AHS0002", $"\"{name}\"");
        Assert.StartsWith($"'{name}' is not a valid resource name: {problem}.", Expect.Message(diagnostic), StringComparison.Ordinal);
        Assert.Empty(diagnostic.AdditionalLocations);
    }

    [Theory]
    [InlineData("""builder.AddContainer("cache", "redis"); builder.AddContainer("cache-2", "redis");""")]
    [InlineData("""builder.AddContainer("a", "x"); builder.AddContainer("A1", "x"); builder.AddContainer("a-1", "x");""")]
    [InlineData("""builder.AddContainer("x23456789-123456789-123456789-123456789-123456789-123456789-1234", "x");""")]
    [InlineData("""if (false) { builder.AddContainer("cache", "redis"); } builder.AddContainer("cache", "redis");""")]
    public void Look_alikes_are_legal(string body) => Expect.Complete(Run(body));

    private static GeneratorTestDriver Run(string body) => GeneratorTestDriver.Run(HostCompilation.Program(body));
}
