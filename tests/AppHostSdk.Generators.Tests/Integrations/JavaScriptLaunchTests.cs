using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>JavaScript programs: what they are started with, whatever the order in which a host says it.</summary>
public class JavaScriptLaunchTests
{
    private const string Quiet = "npm install --no-audit --no-fund";

    [Theory]
    [InlineData("""builder.AddNodeApp("a", "../web", "server.js");""", "node server.js", null)]
    [InlineData("""builder.AddNodeApp("a", "../web", "server.js").WithNpm();""", "node server.js", Quiet)]
    [InlineData("""builder.AddNodeApp("a", "../web", "server.js").WithRunScript("dev", ["--inspect"]).WithPnpm();""", "pnpm run dev --inspect", "pnpm install")]
    [InlineData("""builder.AddNodeApp("a", "../web", "server.js").WithRunScript("dev");""", "npm run dev --", null)]
    [InlineData("""builder.AddBunApp("a", "../web", "server.ts").WithBun(installArgs: ["--frozen-lockfile"]);""", "bun server.ts", "bun install --frozen-lockfile")]
    [InlineData("""builder.AddDenoApp("a", "../web", "main.ts");""", "deno run --allow-all main.ts", null)]
    [InlineData("""builder.AddDenoApp("a", "../web", "main.ts").WithRunScript("dev").WithDeno(install: true);""", "deno task dev", "deno install")]
    [InlineData("""builder.AddJavaScriptApp("a", "../web");""", "npm run dev --", Quiet)]
    [InlineData("""builder.AddJavaScriptApp("a", "../web", runScriptName: "start").WithArgs("--host").WithNpm(installCommand: "ci", installArgs: ["--ignore-scripts"]);""", "npm run start -- --host", "npm ci --ignore-scripts")]
    [InlineData("""builder.AddJavaScriptApp("a", "../web").WithYarn().WithRunScript("serve");""", "yarn run serve", "yarn install")]
    [InlineData("""builder.AddJavaScriptApp("a", "../web").WithYarn().WithBun();""", "bun run dev", "bun install")]
    [InlineData("""builder.AddViteApp("a", "../web");""", "npm run dev -- --port {port}", Quiet)]
    [InlineData("""builder.AddViteApp("a", "../web").WithViteConfig("vite.dev.ts").WithPnpm(installArgs: ["--offline"]).WithArgs("--debug");""", "pnpm run dev --port {port} --config vite.dev.ts --debug", "pnpm install --offline")]
    [InlineData("""builder.AddNextJsApp("a", "../web").WithYarn(installArgs: ["--immutable"]);""", "yarn run dev -p {port}", "yarn install --immutable")]
    [InlineData("""builder.AddNpmApp("a", "../web");""", "npm run start --", null)]
    [InlineData("""builder.AddNpmApp("a", "../web", "dev", ["--open", "x"]).WithNpmPackageManager(useCI: true);""", "npm run dev -- --open x", "npm ci --no-audit --no-fund")]
    public void Start_and_installation(string program, string start, string? installation)
    {
        var run = Run(program);
        var app = run.Graph.Find("a")!;

        Assert.Equal(start, CommandLine(app));
        Assert.Equal(installation, run.Graph.Find("a-installer") is { } installer ? CommandLine(installer) : null);
        Assert.Equal(installation is null ? [] : ["a-installer"], app.Waits.Select(w => w.Dependency));
    }

    [Fact]
    public void Packages_that_are_installed_by_hand()
    {
        var run = Run("""builder.AddViteApp("a", "../web").WithNpm(install: false);""");

        Assert.Empty(run.Graph.Find("a")!.Waits);
        Assert.Contains(run.Graph.Find("a-installer")!.Lifecycle, l => l is ExplicitStart);
    }

    [Fact]
    public void A_package_manager_that_a_run_chooses()
    {
        var run = Run("""var web = builder.AddViteApp("a", "../web"); if (builder.Configuration["fast"] == "1") web.WithBun();""");

        Assert.Equal(["bun", "npm"], run.Graph.Find("a")!.Settings.Where(s => s.Setting == ResourceSetting.Program).Select(s => s.Value.AsText).Order());
    }

    [Fact]
    public void What_is_for_publishing_changes_nothing()
    {
        const string Apps = """var api = builder.AddNodeApp("api", "../api", "server.js"); var a = builder.AddViteApp("a", "../web"); var n = builder.AddNextJsApp("n", "../next");""";
        var published = Run(Apps + """
            api.PublishAsNodeServer("index.js", "dist").WithBuildScript("compile", ["--minify"]).WithBrowserDebugger();
            a.PublishAsStaticWebsite("/api", api, options => { options.StripPrefix = true; options.OutputPath = "build"; options.TargetEndpointName = "http"; });
            a.PublishAsStaticWebsite();
            n.PublishAsPackageScript("start", "--keep").DisableBuildValidation();
            """);

        Assert.Equal(GraphText.Of(Run(Apps).Graph), GraphText.Of(published.Graph));
    }

    [Theory]
    [InlineData("""builder.AddExecutable("a-installer", "x", "."); builder.AddViteApp([|"a"|], "../web");""", "AHS0001")]
    [InlineData("""builder.[|AddBunApp|]("a", "../web", "");""", "AHS1060")]
    [InlineData("""builder.AddViteApp("a", "../web").[|WithRunScript|]("");""", "AHS1060")]
    public void Mistakes(string program, string id)
    {
        var (host, span) = Marked.Read(program);
        Expect.Only(Create(host), id, host.Substring(span.Start, span.Length));
    }

    private static string CommandLine(Model.Resource resource)
    {
        var program = resource.Settings.Last(s => s.Setting == ResourceSetting.Program);
        var arguments = ((ModelValue.List)program.Detail).Items.Concat(resource.Arguments.Select(a => a.Value));
        return string.Join(' ', arguments.Select(a => a is ModelValue.Endpoint { Property: EndpointProperty.TargetPort } ? "{port}" : a.AsText).Prepend(program.Value.AsText));
    }

    private static GeneratorTestDriver Run(string program)
    {
        var run = Create(program);
        Assert.True(run.Diagnostics.All(d => d.Severity == DiagnosticSeverity.Info), DiagnosticText.Of(run.Diagnostics));
        Assert.True(run.Graph.IsComplete);
        ExecutedHost.InEveryWay(run);
        return run;
    }

    private static GeneratorTestDriver Create(string program) =>
        GeneratorTestDriver.Run(HostCompilation.Create([("Program.cs", HostCompilation.Program(program)), .. RepositoryIntegrations.Files]));
}
