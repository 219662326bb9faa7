using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

/// <summary>Python programs: what they are started with, and what is done before, whatever the order in which a host says it.</summary>
public class PythonLaunchTests
{
    [Theory]
    [InlineData("""builder.AddPythonApp("a", "../py", "main.py");""", ".venv/bin/python main.py")]
    [InlineData("""builder.AddPythonApp("a", "../py", "main.py", "--verbose", "x", "y");""", "--verbose/bin/python main.py x y")]
    [InlineData("""builder.AddPythonApp("a", "../py", "main.py", scriptArgs: ["x", "y"]);""", ".venv/bin/python main.py x y")]
    [InlineData("""builder.AddPythonModule("a", "../py", "http.server").WithArgs("8000");""", ".venv/bin/python -m http.server 8000")]
    [InlineData("""builder.AddPythonExecutable("a", "../py", "pytest").WithVirtualEnvironment("../env");""", "../env/bin/pytest")]
    [InlineData("""builder.AddUvicornApp("a", "../py", "main:app");""", ".venv/bin/uvicorn main:app --host localhost --port {port} --reload")]
    [InlineData("""builder.AddStreamlitApp("a", "../py", "app.py");""", ".venv/bin/streamlit run app.py --server.headless true --server.address localhost --server.port {port}")]
    [InlineData("""builder.AddPythonApp("a", "../py", "main.py").WithEntrypoint(EntrypointType.Module, "tool").WithDebugging();""", ".venv/bin/python -m tool")]
    public void Start(string program, string start) => Assert.Equal(start, CommandLine(Run(program).Graph.Find("a")!));

    [Fact]
    public void What_is_done_before_depends_on_the_files_that_are_there()
    {
        var run = Run("""builder.AddPythonApp("a", "../py", "main.py");""");

        Assert.Equal("python3 -m venv .venv", CommandLine(run.Graph.Find("a-venv-creator")!));
        Assert.False(run.Graph.Find("a-venv-creator")!.Condition.IsAlways);
        Assert.False(run.Graph.Find("a-installer")!.Condition.IsAlways);
        Assert.Equal(
            [
                "../.venv/bin/python -m pip --disable-pip-version-check install -r requirements.txt",
                "../.venv/bin/python -m pip --disable-pip-version-check install .",
                ".venv/bin/python -m pip --disable-pip-version-check install -r requirements.txt",
                ".venv/bin/python -m pip --disable-pip-version-check install .",
            ],
            CommandLines(run.Graph.Find("a-installer")!).Order(StringComparer.Ordinal));
        Assert.Equal(["a-venv-creator", "a-installer"], run.Graph.Find("a")!.Waits.Select(w => w.Dependency).Distinct());
        Assert.Equal(["a-venv-creator"], run.Graph.Find("a-installer")!.Waits.Select(w => w.Dependency).Distinct());
    }

    [Fact]
    public void Uv_makes_the_environment_and_installs()
    {
        var run = Run("""builder.AddUvicornApp("a", "../py", "main:app").WithUv().WithVirtualEnvironment("env");""");

        Assert.Null(run.Graph.Find("a-venv-creator"));
        Assert.Equal("uv sync", CommandLine(run.Graph.Find("a-installer")!));
        Assert.Equal(["a-installer"], run.Graph.Find("a")!.Waits.Select(w => w.Dependency));
    }

    [Fact]
    public void Packages_that_are_installed_by_hand()
    {
        var run = Run("""builder.AddPythonApp("a", "../py", "main.py").WithPip(install: false, installArgs: ["--pre"]).WithVirtualEnvironment("env", createIfNotExists: false);""");

        Assert.Null(run.Graph.Find("a-venv-creator"));
        Assert.Empty(run.Graph.Find("a")!.Waits);
        Assert.Contains("env/bin/python -m pip --disable-pip-version-check install -r requirements.txt --pre", CommandLines(run.Graph.Find("a-installer")!));
        Assert.Contains(run.Graph.Find("a-installer")!.Lifecycle, l => l is ExplicitStart);
    }

    private static string CommandLine(Model.Resource resource) => CommandLines(resource).Find(line => !line.StartsWith("../.venv", StringComparison.Ordinal) && !line.Contains("0.0.0.0", StringComparison.Ordinal))!;

    /// <summary>The command lines on Linux; that of the most specific condition last.</summary>
    private static List<string> CommandLines(Model.Resource resource) =>
    [
        .. resource.Settings
            .Where(s => s.Setting == ResourceSetting.Program && s.Value.AsText is { } text && text != "python" && !text.Contains("Scripts", StringComparison.Ordinal))
            .Select(program => string.Join(' ', ((ModelValue.List)program.Detail).Items.Concat(resource.Arguments.Select(a => a.Value))
                .Select(a => a is ModelValue.Endpoint { Property: EndpointProperty.TargetPort } ? "{port}" : a.AsText).Prepend(program.Value.AsText)))
            .Distinct(),
    ];

    private static GeneratorTestDriver Run(string program)
    {
        var run = GeneratorTestDriver.Run(HostCompilation.Create([("Program.cs", HostCompilation.Program(program)), .. RepositoryIntegrations.Of("Python")]));
        Assert.True(run.Diagnostics.All(d => d.Severity == DiagnosticSeverity.Info), DiagnosticText.Of(run.Diagnostics));
        Assert.True(run.Graph.IsComplete);
        ExecutedHost.InEveryWay(run);
        return run;
    }
}
