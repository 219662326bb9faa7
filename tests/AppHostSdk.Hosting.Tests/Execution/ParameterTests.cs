using AppHostSdk.Configuration;
using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Hosting.Tests.Execution;

public class ParameterTests
{
    [Theory]
    [InlineData("Parameters:api-key")]
    [InlineData("Parameters:api_key")]
    [InlineData("parameters:API-KEY")]
    public void Value_comes_from_configuration_with_hyphens_or_underscores(string key)
    {
        var values = Read(new() { [key] = "s3cret" }, b => b.AddParameter("api-key"));

        Assert.Equal("s3cret", values["api-key"]);
    }

    [Fact]
    public void Exact_name_is_preferred()
    {
        var values = Read(new() { ["Parameters:api_key"] = "underscore", ["Parameters:api-key"] = "hyphen" }, b => b.AddParameter("api-key"));

        Assert.Equal("hyphen", values["api-key"]);
    }

    [Fact]
    public void Empty_value_is_a_value() => Assert.Equal("", Read(new() { ["Parameters:key"] = "" }, b => b.AddParameter("key"))["key"]);

    [Fact]
    public void One_missing_value_is_named_with_all_ways_to_supply_it() => Assert.Equal(
        "Parameter 'api-key' has no value. Set Parameters:api-key in appsettings.json of the app host, or the environment variable "
        + "Parameters__api_key, or pass --Parameters:api-key=… on the command line.",
        Assert.Throws<DistributedApplicationException>(() => Read([], b => b.AddParameter("api-key"))).Message);

    [Fact]
    public void Missing_values_are_reported_together()
    {
        var refusal = Assert.Throws<DistributedApplicationException>(() => Read(
            new() { ["Parameters:second"] = "2" },
            b =>
            {
                b.AddParameter("first");
                b.AddParameter("second");
                b.AddParameter("third", secret: true);
            }));

        Assert.StartsWith("Parameters 'first', 'third' have no value. Set Parameters:first ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Host_without_parameters_reads_no_configuration()
    {
        var graph = Apps.Graph(b => b.AddExecutable("web", "node", "."));

        Assert.Empty(Parameters.Read(graph, new HashSet<string>(), new Lazy<ConfigurationManager>(() => throw new InvalidOperationException("It was read."))));
    }

    [Fact]
    public async Task Command_line_beats_environment_files_and_the_file_of_the_environment_beats_the_general_one()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("appsettings.json", """{ "Parameters": { "one": "general", "two": "general", "three": "general" } }""");
        directory.Write("appsettings.Test.json", """{ "Parameters": { "two": "test", "three": "test" } }""");
        var builder = Apps.Builder(directory.Path, "--environment", "Test", "--Parameters:three=line");
        var report = directory["report.json"];
        builder.AddExecutable("consumer", TestPrograms.Child, ".", $"report={report}")
            .WithEnvironment("ONE", builder.AddParameter("one"))
            .WithEnvironment("TWO", builder.AddParameter("two"))
            .WithEnvironment("THREE", builder.AddParameter("three", secret: true));
        await using var application = builder.Build();

        await RunToTheEndAsync(application);

        Assert.Equal(["general", "test", "line"], ChildReport.Read(report).Values("ONE", "TWO", "THREE"));
    }

    private static Task RunToTheEndAsync(DistributedApplication application) => application.RunAsync().InTime();

    private static IReadOnlyDictionary<string, string> Read(Dictionary<string, string?> settings, Action<IDistributedApplicationBuilder> program)
    {
        var graph = Apps.Graph(program);
        var configuration = new Lazy<ConfigurationManager>(() =>
        {
            var manager = new ConfigurationManager();
            manager.AddInMemoryCollection(settings);
            return manager;
        });
        return Parameters.Read(graph, graph.Resources.Select(r => r.Key).ToHashSet(), configuration);
    }
}
