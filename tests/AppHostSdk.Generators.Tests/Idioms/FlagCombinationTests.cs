using System.Reflection;
using AppHostSdk.Model;

namespace AppHostSdk.Tests;

/// <summary>
/// One host, four flags of four kinds (configuration, environment variable, command line, file), in every combination and both
/// modes. Run, its children say what they were given; published, the specialised graph says it. Both are compared with a table
/// written by hand.
/// </summary>
public sealed class FlagCombinationTests : IDisposable
{
    private const string Region = "APPHOST_TEST_FLAG_REGION";
    private const string Out = "APPHOST_TEST_FLAG_OUT";
    private const string Key = "FlagCombinationTests";

    private const string Host = """
        using Microsoft.Extensions.Configuration;
        var builder = DistributedApplication.CreateBuilder(args);
        var useCache = builder.Configuration.GetValue("UseCache", false);
        var region = Environment.GetEnvironmentVariable("APPHOST_TEST_FLAG_REGION");
        var verbose = args.Contains("--verbose=1");
        var output = Environment.GetEnvironmentVariable("APPHOST_TEST_FLAG_OUT")!;

        var api = Add("api").WithEnvironment("T_REGION", region ?? "none").WithEnvironment("T_OUT", output);
        IResourceBuilder<ExecutableResource>? cache = null;
        if (useCache)
        {
            cache = Add("cache").WithHttpEndpoint(name: "http");
            if (region is not null) cache.WithEnvironment("T_NEAR", region);
        }

        if (System.IO.File.Exists(System.IO.Path.Combine(output, "marker")))
        {
            api.WithEnvironment("T_REGION", "marked");
            if (cache is null) Add("tools");
        }

        var level = (verbose, useCache) switch { (true, true) => "all", (true, false) => "some", _ => "few" };
        api.WithEnvironment("T_LEVEL", level);
        if (cache is not null) api.WithReference(cache.GetEndpoint("http"));
        var worker = verbose ? Add("worker", "fast") : region == "eu" ? Add("worker", "slow") : null;
        worker?.WithEnvironment("T_MODE", builder.ExecutionContext.IsRunMode ? "run" : "publish");

        var app = builder.Build();
        AppDomain.CurrentDomain.SetData("FlagCombinationTests", app);
        if (builder.ExecutionContext.IsRunMode) app.Run();

        IResourceBuilder<ExecutableResource> Add(string name, string kind = "") =>
            builder.AddExecutable(name, "sh", ".", "-c", $"env | grep -E '^(T_|services__)' | grep -v T_OUT | sed 's/:[0-9]*$/:PORT/' | sort > \"{"$APPHOST_TEST_FLAG_OUT"}/{name}\"", kind);
        """;

    /// <summary>UseCache, region, verbose, marker; what must be there, each resource with what it was given.</summary>
    private static readonly (bool Cache, string? Region, bool Verbose, bool Marker, string Expected)[] Table =
    [
        (false, null, false, false, "api T_LEVEL=few T_REGION=none"),
        (false, null, false, true, "api T_LEVEL=few T_REGION=marked | tools"),
        (false, null, true, false, "api T_LEVEL=some T_REGION=none | worker T_MODE=run"),
        (false, null, true, true, "api T_LEVEL=some T_REGION=marked | tools | worker T_MODE=run"),
        (false, "eu", false, false, "api T_LEVEL=few T_REGION=eu | worker T_MODE=run"),
        (false, "eu", false, true, "api T_LEVEL=few T_REGION=marked | tools | worker T_MODE=run"),
        (false, "us", true, false, "api T_LEVEL=some T_REGION=us | worker T_MODE=run"),
        (false, "us", true, true, "api T_LEVEL=some T_REGION=marked | tools | worker T_MODE=run"),
        (true, null, false, false, "api T_LEVEL=few T_REGION=none services__cache__http__0=http://localhost:PORT | cache"),
        (true, null, false, true, "api T_LEVEL=few T_REGION=marked services__cache__http__0=http://localhost:PORT | cache"),
        (true, null, true, false, "api T_LEVEL=all T_REGION=none services__cache__http__0=http://localhost:PORT | cache | worker T_MODE=run"),
        (true, null, true, true, "api T_LEVEL=all T_REGION=marked services__cache__http__0=http://localhost:PORT | cache | worker T_MODE=run"),
        (true, "us", false, false, "api T_LEVEL=few T_REGION=us services__cache__http__0=http://localhost:PORT | cache T_NEAR=us"),
        (true, "us", false, true, "api T_LEVEL=few T_REGION=marked services__cache__http__0=http://localhost:PORT | cache T_NEAR=us"),
        (true, "eu", true, false, "api T_LEVEL=all T_REGION=eu services__cache__http__0=http://localhost:PORT | cache T_NEAR=eu | worker T_MODE=run"),
        (true, "eu", true, true, "api T_LEVEL=all T_REGION=marked services__cache__http__0=http://localhost:PORT | cache T_NEAR=eu | worker T_MODE=run"),
    ];

    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("apphost-flags-").FullName;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Region, null);
        Environment.SetEnvironmentVariable(Out, null);
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void Every_combination_in_both_modes()
    {
        var run = GeneratorTestDriver.Run(Host);
        var graph = Expect.Late(run);
        Assert.Equal([Region, Out], graph.Slots.Select(s => s.Provenance.Text));

        // The mode, the configuration value, the variable (two tests of one value), the argument, the file.
        Assert.Equal(5, graph.Conditions.Atoms.Count);
        var image = run.Image();
        foreach (var (cache, region, verbose, marker, expected) in Table)
        {
            foreach (var mode in new[] { "run", "publish" })
            {
                var directory = System.IO.Directory.CreateDirectory(Path.Combine(_directory, Guid.NewGuid().ToString("N"))).FullName;
                Environment.SetEnvironmentVariable(Out, directory);
                Environment.SetEnvironmentVariable(Region, region);
                if (marker)
                {
                    File.WriteAllText(Path.Combine(directory, "marker"), "");
                }

                ExecutedHost.Execute(Assembly.Load(image), [.. cache ? ["--UseCache=true"] : Array.Empty<string>(), .. verbose ? ["--verbose=1"] : Array.Empty<string>(), $"--operation={mode}"]);
                File.Delete(Path.Combine(directory, "marker"));
                using var app = (DistributedApplication)AppDomain.CurrentDomain.GetData(Key)!;
                Assert.Equal(
                    expected.Replace("T_MODE=run", $"T_MODE={mode}", StringComparison.Ordinal),
                    mode == "run" ? Reports(directory) : Described(app.Graph));
            }
        }
    }

    /// <summary>What the children wrote down.</summary>
    private static string Reports(string directory) => string.Join(
        " | ",
        System.IO.Directory.GetFiles(directory).Order(StringComparer.Ordinal).Select(file => string.Join(' ', File.ReadAllLines(file).Prepend(Path.GetFileName(file)))));

    private static string Described(AppGraph graph)
    {
        Assert.Equal((0, 0), (graph.Slots.Count, graph.Conditions.Atoms.Count));
        return string.Join(" | ", graph.Resources.OrderBy(r => r.Name, StringComparer.Ordinal).Select(r => string.Join(' ', Variables(r).Order(StringComparer.Ordinal).Prepend(r.Name))));
    }

    private static IEnumerable<string> Variables(Model.Resource resource)
    {
        var last = new Dictionary<string, string>();
        foreach (var entry in resource.Environment)
        {
            switch (entry)
            {
                case EnvironmentVariable { Name: not "T_OUT" } variable:
                    last[variable.Name] = variable.Value.AsText!;
                    break;
                case ReferenceVariables { Source: var source, Endpoint: var endpoint }:
                    last[$"services__{source}__{endpoint}__0"] = "http://localhost:PORT";
                    break;
            }
        }

        return last.Select(v => $"{v.Key}={v.Value}");
    }
}
