using System.Text.Json;
using AppHostSdk.Hosting.Tests.Containers;

namespace AppHostSdk.Hosting.Tests.Applications;

/// <summary>JavaScript programs, with a real Node.js and npm. They come with the container engine: see eng/test.sh.</summary>
public class JavaScriptTests
{
    private const string Server = """
        import { createServer } from 'node:http';
        import { greeting } from 'greeter';

        const about = JSON.stringify({ greeting, arguments: process.argv.slice(2), port: process.env.PORT, mode: process.env.NODE_ENV });
        createServer((_, response) => response.end(about)).listen(process.env.PORT, '127.0.0.1');
        """;

    [ContainerFact]
    public async Task Packages_are_installed_before_the_script_is_run_with_the_port_that_others_connect_to()
    {
        using var directory = Program();
        await using var app = new RunningApp();
        var web = app.Builder.AddViteApp("web", directory["app"]).WithHttpHealthCheck();
        await app.StartAsync();

        var about = await AboutAsync(web);
        var port = about.GetProperty("port").GetString();

        Assert.Equal("hello", about.GetProperty("greeting").GetString());
        Assert.Equal(["--port", port], about.GetProperty("arguments").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal("development", about.GetProperty("mode").GetString());
        Assert.Equal(new Uri(web.GetEndpoint("http").Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), port);
        await app.StopAsync();
    }

    [ContainerFact]
    public async Task A_script_is_run_by_node_itself()
    {
        using var directory = Program();
        await using var app = new RunningApp();
        var web = app.Builder.AddNodeApp("web", directory["app"], "server.mjs").WithNpm().WithHttpEndpoint(env: "PORT").WithHttpHealthCheck();
        await app.StartAsync();

        var about = await AboutAsync(web);

        Assert.Equal("hello", about.GetProperty("greeting").GetString());
        Assert.Empty(about.GetProperty("arguments").EnumerateArray());
        await app.StopAsync();
    }

    [ContainerTheory]
    [InlineData("yarn")]
    [InlineData("pnpm")]
    [InlineData("bun")]
    public async Task Another_package_manager_installs_and_runs(string manager)
    {
        using var directory = Program();
        await using var app = new RunningApp();
        var web = app.Builder.AddViteApp("web", directory["app"]).WithHttpHealthCheck();
        _ = manager switch { "yarn" => web.WithYarn(), "pnpm" => web.WithPnpm(), _ => web.WithBun() };
        await app.StartAsync();

        var about = await AboutAsync(web);

        Assert.Equal("hello", about.GetProperty("greeting").GetString());
        Assert.Equal(["--port", about.GetProperty("port").GetString()], about.GetProperty("arguments").EnumerateArray().Select(a => a.GetString()));
        await app.StopAsync();
    }

    private static async Task<JsonElement> AboutAsync<T>(IResourceBuilder<T> web)
        where T : IResourceWithEndpoints
    {
        using var client = new HttpClient();
        using var about = JsonDocument.Parse(await client.GetStringAsync(new Uri(web.GetEndpoint("http").Url)).InTime());
        return about.RootElement.Clone();
    }

    /// <summary>A program with a package of its own, so that no registry is asked.</summary>
    private static TemporaryDirectory Program()
    {
        var directory = new TemporaryDirectory();
        Write("app/package.json", """{ "private": true, "scripts": { "dev": "node server.mjs" }, "dependencies": { "greeter": "file:../greeter" } }""");
        Write("app/server.mjs", Server);
        Write("greeter/package.json", """{ "name": "greeter", "version": "1.0.0", "type": "module", "exports": "./index.js" }""");
        Write("greeter/index.js", "export const greeting = 'hello';");
        return directory;

        void Write(string file, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(directory[file])!);
            File.WriteAllText(directory[file], text);
        }
    }
}
