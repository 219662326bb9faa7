using AppHostSdk.Generators;
using AppHostSdk.Model;

namespace AppHostSdk.Tests;

/// <summary>
/// Values that only the running host knows: where the structure does not depend on them they are slots, with what they come
/// from, and the program is understood completely.
/// </summary>
public class LateValueTests
{
    private const string Before = """
        using Microsoft.Extensions.Configuration;
        var builder = DistributedApplication.CreateBuilder(args);
        var api = builder.AddProject<Projects.Api>("api").WithHttpEndpoint(name: "public");

        """;

    /// <summary>Statements, what the slots come from in order, number of atoms, command lines besides the empty one.</summary>
    public static TheoryData<string, string, int, string> Hosts => new()
    {
        // A fallback is part of the late value, not a condition.
        { """api.WithEnvironment("V", builder.Configuration["A:b"]);""", "A:b", 0, "--A:b=1" },
        { """api.WithEnvironment("V", builder.Configuration["A"] ?? "default");""", "A", 0, "--A=1|--A=default" },
        { """api.WithEnvironment("V", string.IsNullOrEmpty(builder.Configuration["A"]) ? "default" : builder.Configuration["A"]);""", "A", 0, "--A=1" },
        { """api.WithEnvironment("V", builder.Configuration.GetValue("A", "default"));""", "A", 0, "--A=1" },
        { """api.WithEnvironment("V", Environment.GetEnvironmentVariable("APPHOST_TEST_1") ?? builder.Configuration["A"] ?? "default");""", "APPHOST_TEST_1", 0, "--A=1" },
        { """api.WithEnvironment("V", Environment.GetEnvironmentVariable("APPHOST_TEST_1"));""", "APPHOST_TEST_1", 0, "" },
        { """api.WithEnvironment("V", builder.Configuration["A"] ?? throw new OperationCanceledException());""", "A", 0, "--A=1" },
        { """api.WithHttpEndpoint(int.TryParse(builder.Configuration["P"], out var v) ? v : 5100, name: "p");""", "int.TryParse(builder.Configuration[\"P\"], out var v)", 0, "--P=7|--P=x" },
        { """api.WithHttpEndpoint(builder.Configuration.GetValue<int?>("P"), name: "p");""", "P", 0, "--P=7" },
        { """api.WithHttpEndpoint(int.Parse(builder.Configuration["P"] ?? "5001"), name: "p");""", "int.Parse(builder.Configuration[\"P\"] ?? \"5001\")", 0, "--P=7" },

        // One value is one slot, wherever it is used.
        { """var a = builder.Configuration["A"]; api.WithEnvironment("V", a).WithEnvironment("W", a).WithArgs(builder.Configuration["a"] ?? "");""", "A", 0, "--A=1" },
        { """var a = builder.Configuration["A"]!; var b = a + "x"; api.WithEnvironment("V", b).WithEnvironment("W", $"{a}x").WithEnvironment("X", a + "y");""", "a + \"x\"|A|a + \"y\"", 0, "--A=1" },

        // What something else decides about stays a condition.
        { """api.WithEnvironment("V", builder.Configuration["Local"] == "1" ? "local" : builder.Configuration["A"]);""", "A", 1, "--Local=1|--A=2" },
        { """api.WithEnvironment("V", builder.ExecutionContext.IsRunMode ? "run" : builder.Configuration["A"] ?? "publish");""", "A", 1, "--A=2" },
        { """api.WithEnvironment("V", (builder.Configuration["Kind"] ?? "none") switch { "a" => "1", "b" => builder.Configuration["A"], _ => "3" });""", "A", 1, "--Kind=a|--Kind=b --A=b|--Kind=c" },

        // Where they may stand.
        { """api.WithArgs("a", args.Length > 0 ? args[0] : "none", "c");""", "args[0]", 0, "--A=1" },
        { """api.WithArgs(args);""", "args", 0, "--A=1|--A=1 --B=2" },
        { """api.WithArgs(["first", .. args]); api.WithArgs("last");""", "[\"first\", .. args]", 0, "--A=1|--A=1 --B=2" },
        { """api.WithArgs((builder.Configuration["Extra"] ?? "").Split(' ')); if (builder.Configuration["B"] == "1") api.WithArgs("b");""", "(builder.Configuration[\"Extra\"] ?? \"\").Split(' ')", 1, "--Extra=x|--Extra=b --B=1" },
        { """builder.AddContainer("x", builder.Configuration["image"] ?? "redis").WithArgs("y");""", "image", 0, "--image=y" },
        { """var image = (builder.Configuration["image"] ?? "redis:7").Split(':'); builder.AddContainer("x", image[0], image[1]);""", "image[0]|image[1]", 0, "--image=y:1" },
        { """builder.AddContainer("x", "redis").WithImageTag(builder.Configuration["tag"] ?? "7");""", "tag", 0, "--tag=8" },
        { """builder.AddExecutable("x", builder.Configuration["tool"] ?? "node", builder.Configuration["dir"] ?? ".", builder.Configuration["script"] ?? "x.js");""", "tool|dir|script", 0, "--tool=bun --dir=web" },
        { """builder.AddProject<Projects.Web>("web", builder.Configuration["Profile"]);""", "Profile", 0, "" },
        { """api.WithEndpoint("e", e => { e.TargetPort = builder.Configuration.GetValue<int>("P"); e.Port = 7000; });""", "P", 0, "--P=7" },
        { """builder.AddRedisLike("cache", builder.Configuration.GetValue<int?>("P"));""", "P", 0, "--P=7" },
        { """api.WithEnvironment("V", Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8))).WithEnvironment("W", Guid.NewGuid().ToString()).WithEnvironment("X", $"{DateTime.UtcNow:O}");""", "Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBy…|Guid.NewGuid().ToString()|DateTime.UtcNow", 0, "" },
        { """var path = System.IO.Path.GetTempFileName(); System.IO.File.WriteAllText(path, "x"); api.WithEnvironment("V", System.IO.File.ReadAllText(path)).WithEnvironment("P", path); System.IO.File.Delete(path);""", "System.IO.File.ReadAllText(path)|System.IO.Path.GetTempFileName()", 0, "" },
        { """foreach (var name in new[] { "A", "B", "C" }) api.WithEnvironment(name, Environment.GetEnvironmentVariable("APPHOST_TEST_" + name));""", "APPHOST_TEST_A|APPHOST_TEST_B|APPHOST_TEST_C", 0, "" },
        { """api.WithEnvironment("N", 1.5.ToString(System.Globalization.CultureInfo.InvariantCulture));""", "1.5.ToString(System.Globalization.CultureInfo.InvariantCulture)", 0, "" },
        { """api.WithArgs(5.ToString(System.Globalization.CultureInfo.InvariantCulture), (-5).ToString(System.Globalization.CultureInfo.InvariantCulture), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{5}mb{true}{"x"}"));""", "", 0, "" },
        { """api.WithArgs(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{5,4}{builder.Configuration["A"]}"), string.Create(System.Globalization.CultureInfo.CurrentCulture, $"{5}"));""", "$\"{5,4}{builder.Configuration[\"A\"]}\"|string.Create(System.Globalization.CultureInfo.CurrentCulture, $\"{5}\")", 0, "--A=1" },

        // A truth value that decides about structure is a condition, not a slot.
        { """api.WithEndpoint(targetPort: 80, name: "e", isExternal: builder.Configuration.GetValue("Open", false));""", "", 1, "--Open=true" },
        { """builder.AddParameter("p", secret: builder.Configuration.GetValue<bool>("Secret"));""", "", 1, "--Secret=true" },
    };

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Is_a_slot(string body, string slots, int atoms, string commandLines)
    {
        var run = GeneratorTestDriver.Run($$"""
            {{Before}}{{body}}
            builder.Build();
            static class Extensions
            {
                public static IResourceBuilder<ContainerResource> AddRedisLike(this IDistributedApplicationBuilder builder, string name, int? port = null) =>
                    builder.AddContainer(name, "redis").WithEndpoint(port: port, targetPort: 6379, name: "tcp");
            }
            """);
        var graph = Expect.Late(run);
        Assert.Equal(slots, string.Join("|", graph.Slots.Select(s => s.Provenance.Text)));
        Assert.Equal(atoms, graph.Conditions.Atoms.Count);
        Assert.Equal(graph, GraphJson.Read(GraphJson.Write(graph)));
        ExecutedHost.InEveryWay(run, commandLines.Split('|'));
    }

    [Fact]
    public void Value_of_a_slot_is_nowhere_in_what_is_emitted()
    {
        var run = GeneratorTestDriver.Run($"{Before}api.WithEnvironment(\"V\", builder.Configuration[\"A\"] ?? \"fallback-value\");");
        Assert.DoesNotContain("fallback-value", run.Source(GraphEmitter.HintName), StringComparison.Ordinal);
    }
}
