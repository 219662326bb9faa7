using System.IO.Compression;
using AppHostSdk.Hosting.Tests.Containers;

namespace AppHostSdk.Hosting.Tests.Integrations;

/// <summary>Python programs, with a real Python. It comes with the container engine: see eng/test.sh.</summary>
public class PythonTests
{
    /// <summary>Answers as it was started, at the address that Uvicorn would take.</summary>
    private const string Server = """
        import os, sys
        from http.server import BaseHTTPRequestHandler, HTTPServer

        def main():
            arguments = sys.argv[1:]
            class Handler(BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.end_headers()
                    self.wfile.write('|'.join([os.path.basename(sys.prefix), *arguments, os.environ['PORT']]).encode())
            HTTPServer((arguments[2], int(arguments[4])), Handler).serve_forever()
        """;

    [ContainerFact]
    public async Task The_virtual_environment_is_made_and_the_packages_are_installed_before_the_program_starts()
    {
        using var directory = App();
        await using var app = new RunningApp();
        var web = app.Builder.AddUvicornApp("web", directory["app"], "main:app").WithHttpHealthCheck();
        app.Builder.AddPythonApp("script", directory["app"], "script.py", ".venv", "one", "two words").WaitFor(web);
        await app.StartAsync();
        await app.Application.ResourceNotifications.WaitForResourceAsync("script", e => e.Snapshot.ExitCode is not null).InTime();

        var port = new Uri(web.GetEndpoint("http").Url).Port;
        using var client = new HttpClient();
        Assert.Equal($".venv|main:app|--host|localhost|--port|{port}|--reload|{port}", await client.GetStringAsync(new Uri(web.GetEndpoint("http").Url)).InTime());
        Assert.Equal(".venv hello one|two words", await File.ReadAllTextAsync(directory["app/said"]));
        await app.StopAsync();
    }

    [ContainerFact]
    public async Task A_chosen_environment_a_module_and_arguments_of_pip()
    {
        using var directory = App();
        await using var app = new RunningApp();
        app.Builder.AddPythonModule("script", directory["app"], "nothing")
            .WithEntrypoint(EntrypointType.Module, "script")
            .WithVirtualEnvironment("../elsewhere")
            .WithPip(installArgs: ["--quiet"])
            .WithArgs("x");

        await app.RunAsync();

        Assert.Equal("elsewhere hello x", await File.ReadAllTextAsync(directory["app/said"]));
        Assert.False(Directory.Exists(directory["app/.venv"]));
    }

    /// <summary>A script stands in for uv, which Debian does not have.</summary>
    [ContainerFact]
    public async Task With_uv_nothing_else_makes_the_environment()
    {
        using var directory = App();
        await using var app = new RunningApp();
        Directory.CreateDirectory(directory["programs"]);
        await File.WriteAllTextAsync(directory["programs/uv"], $"#!/bin/sh\nset -e\n[ ! -e .venv ] && [ \"$*\" = 'sync --frozen' ]\npython3 -m venv .venv\n.venv/bin/python -m pip install --no-index ../{WheelName}\n");
        File.SetUnixFileMode(directory["programs/uv"], (UnixFileMode)0b111_101_101);
        app.Builder.AddPythonApp("script", directory["app"], "script.py").WithUv(args: ["sync", "--frozen"]);
        app.Builder.BeforeBuild(() => app.Builder.CreateResourceBuilder(Assert.Single(app.Builder.Resources.OfType<PythonInstallerResource>()))
            .WithEnvironment("PATH", $"{directory["programs"]}:{Environment.GetEnvironmentVariable("PATH")}"));

        await app.RunAsync();

        Assert.Equal(".venv hello ", await File.ReadAllTextAsync(directory["app/said"]));
    }

    private const string WheelName = "uvicorn-1.0-py3-none-any.whl";

    /// <summary>A program with a package of its own, so that no registry is asked.</summary>
    private static TemporaryDirectory App()
    {
        var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["app"]);
        File.WriteAllText(directory["app/requirements.txt"], $"--no-index\n../{WheelName}\n");
        File.WriteAllText(directory["app/script.py"], "import os, sys, uvicorn\nopen('said', 'w').write(' '.join([os.path.basename(sys.prefix), uvicorn.greeting, '|'.join(sys.argv[1:])]))\n");
        using var wheel = ZipFile.Open(directory[WheelName], ZipArchiveMode.Create);
        Write("uvicorn.py", Server + "\ngreeting = 'hello'\n");
        Write("uvicorn-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: uvicorn\nVersion: 1.0\n");
        Write("uvicorn-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        Write("uvicorn-1.0.dist-info/entry_points.txt", "[console_scripts]\nuvicorn = uvicorn:main\n");
        Write("uvicorn-1.0.dist-info/RECORD", "uvicorn.py,,\nuvicorn-1.0.dist-info/METADATA,,\nuvicorn-1.0.dist-info/WHEEL,,\nuvicorn-1.0.dist-info/entry_points.txt,,\nuvicorn-1.0.dist-info/RECORD,,\n");
        return directory;

        void Write(string name, string text)
        {
            using var writer = new StreamWriter(wheel.CreateEntry(name).Open());
            writer.Write(text);
        }
    }
}
