using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Arguments that methods of the program and of source integrations refuse with an exception.</summary>
public class GuardTests
{
    private const string Helpers = """

        static class Helpers
        {
            public static void Named(this IDistributedApplicationBuilder builder, string? image)
            {
                ArgumentException.ThrowIfNullOrEmpty(image);
                builder.AddContainer("c", image);
            }

            public static void Spaced(this IDistributedApplicationBuilder builder, string image)
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(image);
                builder.AddContainer("c", image);
            }

            public static void Given(this IDistributedApplicationBuilder builder, string? image)
            {
                ArgumentNullException.ThrowIfNull(image);
                builder.AddContainer("c", image);
            }
        }
        """;

    [Theory]
    [InlineData("""builder.Named("");""", "ThrowIfNullOrEmpty", "'image' of Named is empty")]
    [InlineData("""builder.Named(null);""", "ThrowIfNullOrEmpty", "'image' of Named is null")]
    [InlineData("""builder.Spaced(" ");""", "ThrowIfNullOrWhiteSpace", "'image' of Spaced is empty")]
    [InlineData("""builder.Given(null);""", "ThrowIfNull", "'image' of Given is null")]
    [InlineData("""if (args.Length > 0) builder.Named("");""", "ThrowIfNullOrEmpty", "'image' of Named is empty")]
    [InlineData("""var name = ""; ArgumentException.ThrowIfNullOrEmpty(name);""", "ThrowIfNullOrEmpty", "'name' is empty")]
    public void A_constant_that_is_refused(string body, string at, string message)
    {
        var diagnostic = Expect.Only(GeneratorTestDriver.Run(HostCompilation.Program(body) + Helpers), "AHS1060", at);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.StartsWith(message + ", so this call throws an exception", Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""builder.AddNodeApp("web", "../web", "");""", "'scriptPath' of AddNodeApp is empty")]
    [InlineData("""builder.AddNodeApp("web", "", "server.js");""", "'appDirectory' of AddNodeApp is empty")]
    [InlineData("""builder.AddJavaScriptApp("web", "../web", "");""", "'runScriptName' of AddJavaScriptApp is empty")]
    [InlineData("""builder.AddPostgres("pg").AddDatabase("db").WithCreationScript("");""", "'script' of WithCreationScript is empty")]
    public void An_integration_that_refuses_an_empty_text(string body, string message)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create([("Program.cs", HostCompilation.Program(body)), .. RepositoryIntegrations.Files]));
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(("AHS1060", "Program.cs", 1), (diagnostic.Id, Path.GetFileName(diagnostic.Location.SourceTree!.FilePath), diagnostic.Location.GetLineSpan().StartLinePosition.Line));
        Assert.StartsWith(message, Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""builder.Named("x");""")]
    [InlineData("""builder.Spaced("x");""")]
    [InlineData("""var image = builder.ExecutionContext.IsRunMode ? "x" : ""; builder.Named(image);""")]
    [InlineData("""var image = ""; if (image.Length > 0) builder.Named(image);""")]
    [InlineData("""try { builder.Named(""); } catch (ArgumentException) { builder.AddContainer("d", "x"); }""")]
    [InlineData("""builder.Named(builder.Configuration["image"]);""")]
    public void What_may_pass(string body) =>
        Assert.DoesNotContain(GeneratorTestDriver.Run(HostCompilation.Program(body) + Helpers).Diagnostics, d => d.Id == "AHS1060");
}
