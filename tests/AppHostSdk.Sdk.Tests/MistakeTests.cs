using System.Text.Json;
using System.Text.RegularExpressions;

namespace AppHostSdk.Tests;

/// <summary>Provable mistakes as users of the packages get them: errors of every build, in its text and in SARIF, whatever is switched off.</summary>
[Collection(PackedFeedTests.Name)]
public class MistakeTests(PackedFeed feed)
{
    // Each line with an id in a comment has that mistake, and no other line has one.
    private const string Program = """
        var builder = DistributedApplication.CreateBuilder(args);
        builder.AddParameter("twice");
        builder.AddParameter("twice"); // AHS0001
        builder.AddParameter("a b"); // AHS0002
        builder.AddContainer("named", "x").WithEndpoint(name: "a b", targetPort: 1); // AHS0003
        var self = builder.AddContainer("self", "x");
        self.WaitFor(self); // AHS1001
        var first = builder.AddContainer("first", "x");
        var second = builder.AddContainer("second", "x").WaitFor(first);
        first.WaitFor(second); // AHS1002
        var api = builder.AddContainer("api", "x").WithHttpEndpoint(targetPort: 80, name: "public");
        builder.AddContainer("reader", "x").WaitFor(api).WithReference(api.GetEndpoint("pubilc")); // AHS1003
        builder.AddContainer("one", "x").WithHttpEndpoint(port: 5111, targetPort: 80);
        builder.AddContainer("two", "x").WithHttpEndpoint(port: 5111, targetPort: 80); // AHS1004
        builder.AddContainer("portless", "x").WithHttpEndpoint(); // AHS1005
        builder.AddProject<Projects.Shop_Greeter>("greeter", "nothing-like-it"); // AHS1006
        var part = builder.AddContainer("part", "x");
        var whole = builder.AddContainer("whole", "x").WithParentRelationship(part);
        part.WithParentRelationship(whole); // AHS1010
        builder.AddContainer("high", "x").WithHttpEndpoint(targetPort: 70000); // AHS1012
        builder.AddContainer("image", "Redis"); // AHS1013
        builder.AddContainer("mounts", "x").WithVolume("v1", "/data").WithVolume("v2", "/data"); // AHS1014
        builder.AddExternalService("outside", "/api"); // AHS1021
        builder.AddParameter("published", "x", publishValueAsDefault: true, secret: true); // AHS1022
        builder.AddContainer("told", "x").WithReference("b", new Uri("http://b")).WithReference("b", new Uri("http://c")); // AHS1040
        builder.AddContainer("c1", "x").WithContainerName("same");
        builder.AddContainer("c2", "x").WithContainerName("same"); // AHS1041
        builder.AddContainer("path", "x").WithVolume("./v", "/data"); // AHS1042
        builder.AddContainer("ill", "x").WithHttpEndpoint(targetPort: 80).WithHttpHealthCheck("/", 20); // AHS1043
        builder.AddContainer("tcp", "x").WithEndpoint(targetPort: 80, name: "e").WithHttpHealthCheck("/", endpointName: "e"); // AHS1044
        builder.Build().Run();
        """;

    private static readonly (int Line, string Id)[] Expected =
        [.. Program.Split('\n').Index().Select(l => (Line: l.Index + 1, Id: Regex.Match(l.Item, @"// (AHS\d{4})$").Groups[1].Value)).Where(l => l.Id.Length > 0)];

    [Fact]
    public async Task Are_errors_of_every_build_and_the_misspelled_one_is_repaired_by_dotnet_format()
    {
        var solution = ConsumerSolution.Create(feed, "mistakes", Program);
        var (exitCode, output) = await solution.DotnetAsync("build", "-nodeReuse:false");
        Assert.True(exitCode != 0, output);
        Assert.Equal(Expected, Errors(output));

        // The error says what was meant; the diagnostic with the fix appears where it is asked for.
        Assert.DoesNotContain("AHS5019", output, StringComparison.Ordinal);
        solution.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.AHS5019.severity = suggestion\n");
        (exitCode, output) = await solution.DotnetAsync("format", "analyzers", "--no-restore", "--severity", "info", "--diagnostics", "AHS5019");
        Assert.True(exitCode == 0, output);
        Assert.Equal(Program.Replace("pubilc", "public", StringComparison.Ordinal), await File.ReadAllTextAsync(solution.ProgramFile));

        var ids = Expected.Select(e => e.Id).Distinct().ToList();
        solution.Write("Shop.AppHost/GlobalSuppressions.cs", "using System.Diagnostics.CodeAnalysis;\n" + string.Concat(ids.SelectMany(id => new[]
        {
            $"[assembly: SuppressMessage(\"x\", \"{id}\")]\n", $"[assembly: SuppressMessage(\"x\", \"{id}\", Scope = \"module\")]\n", $"[module: SuppressMessage(\"x\", \"{id}:{id}\")]\n",
            $"[assembly: SuppressMessage(\"x\", \"{id}\", Scope = \"type\", Target = \"~T:Program\")]\n",
            $"[assembly: SuppressMessage(\"x\", \"{id}\", Scope = \"member\", Target = \"~M:Program.<Main>$(System.String[])\")]\n",
        })));
        solution.Write("Shop.AppHost/.globalconfig", "is_global = true\nglobal_level = 1000\n" + string.Concat(ids.Select(id => $"dotnet_diagnostic.{id}.severity = none\n")));
        solution.Write("Shop.AppHost/silent.ruleset", $"""
            <RuleSet Name="Silent" ToolsVersion="17.0">
              <Rules AnalyzerId="AppHostSdk.Generators" RuleNamespace="AppHostSdk.Generators">{string.Concat(ids.Select(id => $"<Rule Id=\"{id}\" Action=\"None\" />"))}</Rules>
            </RuleSet>
            """);
        solution.Write("Shop.AppHost/silent.rsp", $"-warnaserror-\n-nowarn:{string.Join(',', ids)}\n");
        solution.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_analyzer_diagnostic.severity = none\n" + string.Concat(Expected.Select(e => $"dotnet_diagnostic.{e.Id}.severity = none\n")));
        (exitCode, output) = await solution.DotnetAsync(
            "build", "-nodeReuse:false", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", $"-p:NoWarn={string.Join("%3B", ids)}", $"-p:WarningsNotAsErrors={string.Join("%3B", ids)}",
            "-p:WarningLevel=0", "-p:ReportSuppressedDiagnostics=true", $"-p:CodeAnalysisRuleSet={Path.Combine(solution.HostDirectory, "silent.ruleset")}",
            $"-p:CompilerResponseFile={Path.Combine(solution.HostDirectory, "silent.rsp")}", "-p:ErrorLog=mistakes.sarif");
        Assert.True(exitCode != 0, output);
        Assert.Equal(Expected.Where(e => e.Id != "AHS1003"), Errors(output));
        using var sarif = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(solution.HostDirectory, "mistakes.sarif")));
        Assert.Equal(
            Expected.Where(e => e.Id != "AHS1003"),
            sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
                .Where(r => r.GetProperty("level").GetString() == "error")
                .Select(r => (r.GetProperty("locations")[0].GetProperty("resultFile").GetProperty("region").GetProperty("startLine").GetInt32(), r.GetProperty("ruleId").GetString()!))
                .Order());
    }

    [Fact]
    public async Task Are_warnings_where_the_project_downgrades_them_and_keep_the_host_from_starting()
    {
        var solution = ConsumerSolution.Create(feed, "downgraded", Program);
        solution.ChangeHost("<Nullable>", $"<TreatWarningsAsErrors>true</TreatWarningsAsErrors><AppHostDowngradeErrors>{string.Join(";\n  ", Expected.Select(e => e.Id).Distinct())}</AppHostDowngradeErrors><Nullable>");

        var (exitCode, output) = await solution.DotnetAsync("build", "-nodeReuse:false", "-v:q");
        Assert.True(exitCode == 0, output);
        Assert.Equal(Expected, Found("warning", output));

        (exitCode, output) = await solution.RunBuiltAsync("/");
        Assert.True(exitCode == 1, output);
        Assert.Equal(Expected, Found("error", output));
        Assert.DoesNotContain("Distributed application started", output, StringComparison.Ordinal);
    }

    private static IEnumerable<(int Line, string Id)> Errors(string output) => Found("error", output);

    private static IEnumerable<(int Line, string Id)> Found(string severity, string output) => Regex
        .Matches(output, $@"Program\.cs\((\d+),\d+\): {severity} (\w+):")
        .Select(m => (int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), m.Groups[2].Value))
        .Distinct()
        .Order();
}
