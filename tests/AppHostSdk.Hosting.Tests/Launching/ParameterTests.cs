using AppHostSdk.Configuration;
using Microsoft.Extensions.Configuration;

namespace AppHostSdk.Hosting.Tests.Launching;

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

    [Theory]
    [InlineData("ConnectionStrings:main-db", "ConnectionStrings:main-db")]
    [InlineData("ConnectionStrings:main-db", "ConnectionStrings:main_db")]
    [InlineData("My-Section:a.b-c", "My_Section:a_b_c")]
    [InlineData("Section:a--b", "Section:a:b")]
    public void Value_from_elsewhere_in_the_configuration_comes_under_a_name_that_a_shell_can_export_too(string key, string supplied)
    {
        var name = key.Split(':')[1];
        var values = key.StartsWith("ConnectionStrings:", StringComparison.Ordinal)
            ? Read(new() { [supplied] = "s3cret" }, b => b.AddConnectionString(name))
            : Read(new() { [supplied] = "s3cret" }, b => b.AddParameterFromConfiguration("value", key));

        Assert.Equal("s3cret", values.Single().Value);
    }

    /// <summary>What the message advises, done.</summary>
    [Theory]
    [InlineData("Section:with-dash.and dot", "Section__with_dash_and_dot")]
    [InlineData("Section:Key", "Section__Key")]
    public async Task Variable_that_is_advised_supplies_the_value_and_is_not_passed_on(string key, string variable)
    {
        Assert.Contains($"or the environment variable {variable}, or pass", Refusal([], b => b.AddParameterFromConfiguration("value", key, secret: true)), StringComparison.Ordinal);
        var report = Path.GetTempFileName();
        Environment.SetEnvironmentVariable(variable, "from outside");
        try
        {
            var builder = Apps.Builder();
            builder.AddExecutable("consumer", TestPrograms.Child, ".", $"report={report}").WithEnvironment("V", builder.AddParameterFromConfiguration("value", key, secret: true));
            await using var application = builder.Build();
            await RunToTheEndAsync(application);

            var environment = ChildReport.Read(report).Environment;
            Assert.Equal("from outside", environment["V"]);
            Assert.DoesNotContain(variable, environment.Keys);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
            File.Delete(report);
        }
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
        "Parameter 'api-key' has no value. Set Parameters:api-key in appsettings.json or the user secrets of the app host (dotnet user-secrets init, then dotnet user-secrets set \"Parameters:api-key\" …), "
        + "or the environment variable Parameters__api_key, or pass --Parameters:api-key=… or --parameter api-key=… on the command line.",
        Refusal([], b => b.AddParameter("api-key")));

    [Fact]
    public void Missing_values_are_reported_together() => Assert.Equal(
        """
        These values are missing:
          Parameter 'first': set Parameters:first in appsettings.json or the user secrets of the app host (dotnet user-secrets init, then dotnet user-secrets set "Parameters:first" …), or the environment variable Parameters__first, or pass --Parameters:first=… or --parameter first=… on the command line
          Parameter 'third': set Third:Key in appsettings.json or the user secrets of the app host (dotnet user-secrets init, then dotnet user-secrets set "Third:Key" …), or the environment variable Third__Key, or pass --Third:Key=… on the command line
          Connection string 'main-db': set ConnectionStrings:main-db in appsettings.json or the user secrets of the app host (dotnet user-secrets init, then dotnet user-secrets set "ConnectionStrings:main-db" …), or the environment variable ConnectionStrings__main_db, or pass --ConnectionStrings:main-db=… on the command line
        """,
        Refusal(
            new() { ["Parameters:second"] = "2" },
            b => b.AddParameter("first"),
            b => b.AddParameter("second"),
            b => b.AddParameterFromConfiguration("third", "Third:Key", secret: true),
            b => b.AddConnectionString("main-db")));

    [Fact]
    public async Task Host_without_parameters_reads_no_configuration()
    {
        var graph = Apps.Graph(b =>
        {
            b.AddParameter("unused");
            b.AddExecutable("web", "node", ".");
        });

        var values = await new Parameters(new LazyConfiguration(() => throw new InvalidOperationException("It was read."))).ReadAsync(graph, andOthers: false, default);

        Assert.Empty(values.Texts);
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

    private static IReadOnlyDictionary<string, string> Read(Dictionary<string, string?> settings, params Func<IDistributedApplicationBuilder, object>[] values)
    {
        var supply = new Parameters(new LazyConfiguration(() =>
        {
            var manager = new ConfigurationManager();
            manager.AddInMemoryCollection(settings);
            return manager;
        }));
        var graph = Apps.Graph(b =>
        {
            var consumer = b.AddExecutable("consumer", "node", ".");
            foreach (var value in values.Select((add, i) => (Value: add(b), Name: $"V{i}")))
            {
                _ = value.Value is IResourceBuilder<ParameterResource> parameter
                    ? consumer.WithEnvironment(value.Name, parameter)
                    : consumer.WithReference((IResourceBuilder<IResourceWithConnectionString>)value.Value);
            }
        });
        return supply.ReadAsync(graph, andOthers: false, default).GetAwaiter().GetResult().Texts;
    }

    private static string Refusal(Dictionary<string, string?> settings, params Func<IDistributedApplicationBuilder, object>[] values) =>
        Assert.Throws<DistributedApplicationException>(() => Read(settings, values)).Message;
}
