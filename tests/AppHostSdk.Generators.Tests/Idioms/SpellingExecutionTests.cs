using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Tests;

/// <summary>
/// Arguments that the run time brings into another form than the one they are written in: derived and executed, written so and read
/// from configuration, they are one value.
/// </summary>
public partial class SpellingExecutionTests
{
    private const string Digest = "0123456789ABCDEFabcdef0123456789ABCDEFabcdef0123456789ABCDEFabcd";

    // What stands for $ is the value, once as a constant and once read from configuration.
    public static TheoryData<string, string> Texts
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var image in new[] { "redis:7", "localhost:5000/redis", "Docker.IO/library/redis:7", $"redis@sha256:{Digest.ToLowerInvariant()}" })
            {
                data.Add("""builder.AddContainer("c", $);""", image);
                data.Add("""builder.AddContainer("c", "x:1").WithImage($);""", image);
                data.Add("""var c = builder.AddContainer("c", "x"); if (builder.ExecutionContext.IsRunMode) c.WithImage($).WithEnvironment("A", "1"); else c.WithImage("y:2");""", image);
            }

            foreach (var image in new[] { "redis", "localhost:5000/redis", "Docker.IO/library/redis" })
            {
                data.Add("""builder.AddContainer("c", $, "8");""", image);
                data.Add("""builder.AddContainer("c", "x:1").WithImage($, "8");""", image);
            }

            foreach (var tag in new[] { "7", "7-alpine", "Latest" })
            {
                data.Add("""builder.AddContainer("c", "redis", $);""", tag);
                data.Add("""builder.AddContainer("c", "redis").WithImageTag($);""", tag);
                data.Add("""builder.AddContainer("c", "redis:6").WithImage("redis", $);""", tag);
            }

            foreach (var registry in new[] { "ghcr.io", "GHCR.io", "localhost:5000/team" })
            {
                data.Add("""builder.AddContainer("c", "redis").WithImageRegistry($);""", registry);
            }

            data.Add("""builder.AddContainer("c", "redis").WithImageSHA256($);""", Digest);
            data.Add("""builder.AddContainer("c", "redis").WithImageSHA256($);""", Digest.ToLowerInvariant());

            foreach (var path in new[] { "./", "../data//x/", "/abs/./data", "a\\b" })
            {
                data.Add("""builder.AddExecutable("e", "node", $);""", path);
                data.Add("""builder.AddExecutable("e", $, ".");""", path);
                data.Add("""builder.AddContainer("c", "x").WithBindMount($, "/data");""", path);
                data.Add("""builder.AddContainer("c", "x").WithContainerFiles("/data", $);""", path);
                data.Add("""builder.AddDockerfile("d", $);""", path);
                data.Add("""builder.AddDockerfile("d", ".", $, $);""", path);
                data.Add("""builder.AddContainer("c", "x").WithDockerfile($);""", path);
                data.Add("""builder.AddProject("p", $);""", path + ".csproj");
                data.Add("""builder.AddApi("a").WithEnvironment("P", System.IO.Path.Combine(builder.AppHostDirectory, $));""", path);
                data.Add("""builder.AddApi("a").WithArgs(System.IO.Path.Combine(builder.AppHostDirectory, $));""", path);
            }

            foreach (var url in new[] { "HTTPS://Example.COM:443", "https://example.com/a/../b", "https://ex\u00E4mple.com/\u00FC", "https://user@example.com" })
            {
                data.Add("""builder.AddApi("a").WithUrl($, "Shown");""", url);
                data.Add("""builder.AddApi("a").WithReference("outside", new Uri($));""", url);
                data.Add("""builder.AddApi("a").WithUrl(ReferenceExpression.Create($"{$}/x"));""", url);
            }

            foreach (var url in new[] { "https://example.com", "HTTPS://Example.COM:443/", "http://example.com:8080/base/" })
            {
                data.Add("""builder.AddApi("a").WithReference(builder.AddExternalService("outside", $));""", url);
                data.Add("""builder.AddApi("a").WithReference(builder.AddExternalService("outside", new Uri($)));""", url);
            }

            foreach (var path in new[] { "/reset", "/Reset/", "/a%20b", "/" })
            {
                data.Add("""builder.AddApi("a").WithHttpCommand($, "Reset", endpointName: "http");""", path);
                data.Add("""builder.AddApi("a").WithHttpCommand($, "Reset", commandName: "reset", endpointName: "http");""", path);
            }

            foreach (var text in new[] { "", " A ", "a\r\n\u00C4" })
            {
                data.Add("""builder.AddApi("a").WithEnvironment("V", $);""", text);
                data.Add("""builder.AddApi("a").WithArgs($, "b");""", text);
                data.Add("""builder.AddApi("a").WithEnvironment("V", $"<{$}>");""", text);
                data.Add("""builder.AddParameter("p", $);""", text);
                data.Add("""builder.AddParameter("p", $, secret: true);""", text);
                data.Add("""builder.AddConnectionString("c", ReferenceExpression.Create($"Host={$};"));""", text);
                data.Add("""builder.AddContainer("c", "x").WithBuildArg("A", $).WithDockerfile(".");""", text);
                data.Add("""builder.AddParameter("p").WithDescription($);""", text);
            }

            foreach (var name in new[] { "Data", "my_data.1" })
            {
                data.Add("""builder.AddContainer("c", "x").WithVolume($, "/data");""", name);
                data.Add("""builder.AddContainer("c", "x").WithContainerName($);""", name);
                data.Add("""builder.AddContainer("c", "x").WithContainerNetworkAlias($);""", name);
                data.Add("""builder.AddContainer("c", "x").WithEntrypoint($, $);""", name);
                data.Add("""builder.AddContainer("c", "x").RunAsExecutable($, $);""", name);
                data.Add("""builder.AddContainer("c", "x").WithContainerRuntimeArgs($);""", name);
                data.Add("""builder.AddApi("a").WithIconName($);""", name);
                data.Add("""builder.AddProject<Projects.Api>("p", $);""", name);
                data.Add("""builder.AddApi("a").WithHealthCheck($);""", name);
                data.Add("""builder.AddApi("a").WithCommand("c", $, _ => Task.FromResult(CommandResults.Success()));""", name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Texts_are_what_they_were_derived_as(string body, string value)
    {
        var literal = SymbolDisplay.FormatLiteral(value, quote: true);
        Execute(Filled(body, literal));
        Execute($"var late = builder.Configuration[\"Late\"] ?? {literal}; " + Filled(body, "late"));
    }

    private static string Filled(string body, string value) => Hole().Replace(body, _ => value);

    [GeneratedRegex("""\$(?!")""")]
    private static partial Regex Hole();

    [Theory]
    [InlineData("""builder.AddApi("a").WithEndpoint("e", e => e.Protocol = System.Net.Sockets.ProtocolType.Tcp);""")]
    [InlineData("""builder.AddApi("a").WithEndpoint("e", e => e.Protocol = System.Net.Sockets.ProtocolType.Udp);""")]
    [InlineData("""builder.AddApi("a").WithEndpoint("e", e => { e.Protocol = (System.Net.Sockets.ProtocolType)6; e.UriScheme = "HTTP"; e.Port = 0; e.TargetPort = 0; e.IsExternal = false; });""")]
    [InlineData("""builder.AddApi("a").WithEndpoint(protocol: System.Net.Sockets.ProtocolType.Udp).WithEndpoint(scheme: "TCP", targetPort: 0, port: 0);""")]
    [InlineData("""System.Net.Sockets.ProtocolType? none = null; builder.AddApi("a").WithEndpoint("e", e => { e.Protocol = none; e.IsProxied = null; });""")]
    [InlineData("""var port = int.Parse(builder.Configuration["Late"] ?? "0"); builder.AddApi("a").WithEndpoint("e", e => { e.Port = port; e.TargetPort = port; }).WithHttpEndpoint(port: port, targetPort: port, name: "f");""")]
    [InlineData("""builder.AddApi("a").WithHttpHealthCheck("/Health/").WithHttpHealthCheck("", 204).WithHttpHealthCheck("health?x=1");""")]
    [InlineData("""builder.AddContainer("c", "x").WithImagePullPolicy((ImagePullPolicy)1).WithLifetime((ContainerLifetime)1);""")]
    [InlineData("""builder.AddApi("a").WithRestartPolicy((RestartPolicy)1, 3).WithIconName("Globe", (IconVariant)1).WithOtlpExporter((OtlpProtocol)1);""")]
    [InlineData("""var c = builder.AddContainer("c", "x"); builder.AddApi("a").WaitFor(c, (WaitBehavior)1).WaitForStart(c, (WaitBehavior)0);""")]
    [InlineData("""builder.AddApi("a").WithReferenceEnvironment((ReferenceEnvironmentInjectionFlags)3).WithReferenceEnvironment(0).WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.All);""")]
    [InlineData("""builder.AddContainer("c", "x").WithContainerFiles("/d", "a", umask: (System.IO.UnixFileMode)18).WithContainerFiles("/e", "a", umask: 0);""")]
    [InlineData("""builder.AddApi("a").WithArgs(1, 2L, true, "x", -1, long.MaxValue).WithEnvironment("N", $"{1}{true}{-5}");""")]
    [InlineData("""builder.AddApi("a").WithReplicas(int.Parse(builder.Configuration["Late"] ?? "1"));""")]
    public void Other_values_are_what_they_were_derived_as(string body)
    {
        Execute(body);
    }

    [Theory]
    [InlineData("""builder.AddApi("a").WithRestartPolicy((RestartPolicy)9);""")]
    [InlineData("""builder.AddApi("a").WithIconName("Globe", (IconVariant)9);""")]
    [InlineData("""builder.AddApi("a").WaitFor(builder.AddContainer("c", "x"), (WaitBehavior)9);""")]
    [InlineData("""builder.AddApi("a").WithEndpoint("e", e => e.Protocol = System.Net.Sockets.ProtocolType.Icmp);""")]
    public void Value_that_the_enumeration_does_not_have_is_refused_by_the_call(string body)
    {
        var run = GeneratorTestDriver.Run(Program(body));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExecutedHost.Execute(System.Reflection.Assembly.Load(run.Image()), []));
    }

    private static void Execute(string body) => ExecutedHost.InEveryWay(GeneratorTestDriver.Run(Program(body)));

    private static string Program(string body) => HostCompilation.Described(body) + """

        static class Added { public static IResourceBuilder<ProjectResource> AddApi(this IDistributedApplicationBuilder builder, string name) => builder.AddProject<Projects.Api>(name).WithHttpEndpoint(); }
        """;
}
