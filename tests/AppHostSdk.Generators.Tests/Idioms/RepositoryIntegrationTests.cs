using System.Reflection;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>What the integrations of this repository make of what a host says, while compiling and when it runs.</summary>
public class RepositoryIntegrationTests
{
    /// <summary>What a server or page is told after it was given a port: another, any, or none that exists.</summary>
    [Theory]
    [InlineData("""builder.AddPostgres("pg", port: 5432).WithHostPort(null);""", null)]
    [InlineData("""builder.AddRedis("cache", 6379).WithHostPort(0);""", null)]
    [InlineData("""builder.AddPostgres("pg").WithPgAdmin(page => page.WithHostPort(5050).WithHostPort(0));""", null)]
    [InlineData("""builder.AddRedis("cache").WithRedisInsight(page => page.WithHostPort(5540)).WithRedisInsight(page => page.WithHostPort(null));""", null)]
    [InlineData("""builder.AddRabbitMQ("queue", port: 0);""", null)]
    [InlineData("""builder.AddPostgres("pg").WithHostPort(70000);""", "70000")]
    [InlineData("""builder.AddPostgres("pg").WithPgAdmin(page => page.WithHostPort(-1));""", "-1")]
    [InlineData("""builder.AddRedis("cache", port: 65536);""", "65536")]
    public void A_host_port_is_any_one_or_is_refused(string program, string? wrong)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create([("Program.cs", HostCompilation.Program(program)), .. RepositoryIntegrations.Files]));

        if (wrong is not null)
        {
            Expect.Only(run, "AHS1012", wrong);
            return;
        }

        Assert.True(run.Diagnostics.All(d => d.Severity == DiagnosticSeverity.Info), DiagnosticText.Of(run.Diagnostics));
        Assert.All(run.Graph.Resources.SelectMany(r => EndpointFold.Endpoints(r)), e => Assert.Equal(ModelValue.None, e.Port));
        ExecutedHost.InEveryWay(run);
    }

    /// <summary>As in Aspire, the plugin is added to the tag that was chosen before.</summary>
    [Theory]
    [InlineData("", "4.3-management")]
    [InlineData(""".WithImageTag("3.12-alpine")""", "3.12-management-alpine")]
    [InlineData(""".WithImage("library/rabbitmq", "4-management")""", "4-management")]
    [InlineData(""".WithImage("rabbitmq")""", "management")]
    public void The_management_plugin_of_RabbitMQ_comes_with_a_variant_of_the_image(string before, string tag)
    {
        var run = Managed(before);

        Assert.True(run.Diagnostics.All(d => d.Severity == DiagnosticSeverity.Info), DiagnosticText.Of(run.Diagnostics));
        Assert.Equal(tag, run.Graph.Find("queue")!.FinalImage().Tag.AsText);
        ExecutedHost.InEveryWay(run);
    }

    [Theory]
    [InlineData(""".WithImageTag("edge")""")]
    [InlineData(""".WithImage("acme/rabbit", "4.3")""")]
    [InlineData(""".WithImageRegistry("ghcr.io")""")]
    public void The_management_plugin_of_an_image_that_is_not_known_is_a_mistake(string before) => Expect.Only(Managed(before), "AHS1013", "WithManagementPlugin");

    [Fact]
    public void A_tag_that_only_the_running_host_knows_is_checked_there()
    {
        var run = Managed(""".WithImageTag(builder.Configuration["Tag"] ?? "4.2")""");

        Assert.True(run.Diagnostics.All(d => d.Severity == DiagnosticSeverity.Info), DiagnosticText.Of(run.Diagnostics));
        ExecutedHost.InEveryWay(run, "--Tag=3.12");
        var refusal = Assert.Throws<DistributedApplicationException>(() => ExecutedHost.Execute(Assembly.Load(run.Image()), ["--Tag=edge"]));
        Assert.Contains("error AHS1013: 'docker.io/library/rabbitmq:edge' cannot be pulled as the image of 'queue'", refusal.Message, StringComparison.Ordinal);
    }

    private static GeneratorTestDriver Managed(string before) => GeneratorTestDriver.Run(HostCompilation.Create(
        [("Program.cs", HostCompilation.Described($"""builder.AddRabbitMQ("queue"){before}.WithManagementPlugin();""")), .. RepositoryIntegrations.Files]));
}
