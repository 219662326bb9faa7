using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.Build.Utilities;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Tasks.Tests;

/// <summary>An app host on disk: a directory with a project, and an assembly that the compiler made.</summary>
internal sealed class TestHost : IDisposable
{
    private static readonly ImmutableArray<MetadataReference> References =
        [MetadataReference.CreateFromFile(typeof(object).Assembly.Location), MetadataReference.CreateFromFile(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Runtime.dll"))];

    public string Root { get; } = System.IO.Directory.CreateTempSubdirectory("apphostsdk-tasks-").FullName;

    public string Directory => Path.Combine(Root, "Shop.AppHost");

    public string AssemblyFile => Path.Combine(Directory, "obj", "Shop.AppHost.dll");

    public string ModelFile => Path.Combine(Directory, "bin", "appmodel.json");

    public string PathsFile => Path.Combine(Directory, "obj", "apphost.paths.txt");

    public string Project => Path.Combine(Directory, "Shop.AppHost.csproj");

    public List<string> Sources { get; } = [];

    public TestHost()
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(AssemblyFile)!);
        Sources.Add(Path.Combine(Directory, "Program.cs"));
    }

    public void Dispose() => System.IO.Directory.Delete(Root, recursive: true);

    /// <summary>Makes a file relative to the project's directory.</summary>
    public void Touch(string path)
    {
        var file = Path.GetFullPath(Path.Combine(Directory, path));
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
    }

    public void MakeDirectory(string path) => System.IO.Directory.CreateDirectory(Path.Combine(Directory, path));

    /// <summary>Builds an assembly with <paramref name="graph"/> in it; the call of site <c>n</c> is in line <c>n</c>, column <c>n + 4</c>.</summary>
    public TestHost With(AppGraph graph, string file = "Program.cs", int sites = 20) =>
        WithMetadata((ModelMetadata.Graph, GraphJson.Write(graph)), (ModelMetadata.Sites, SiteTable.Write(Enumerable.Range(1, sites).Select(n => new SitePlace(n, n, n + 4, file)))));

    public TestHost WithMetadata(params (string Key, string? Value)[] metadata) => WithSource(string.Concat(metadata.Select(m =>
        $"[assembly: System.Reflection.AssemblyMetadata({SymbolDisplay.FormatLiteral(m.Key, true)}, {(m.Value is null ? "null" : SymbolDisplay.FormatLiteral(m.Value, true))})]\n")));

    public TestHost WithSource(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, params MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create("Shop.AppHost", [CSharpSyntaxTree.ParseText(source)], [.. References, .. references], new CSharpCompilationOptions(kind));
        var result = compilation.Emit(AssemblyFile);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return this;
    }

    public TestHost WithBytes(byte[] bytes)
    {
        File.WriteAllBytes(AssemblyFile, bytes);
        return this;
    }

    /// <summary>Runs the check, and demands that the task succeeds exactly when it reported no error.</summary>
    public List<Reported> Check(bool checkFiles = true)
    {
        var engine = new RecordingEngine();
        var task = new CheckAppModel
        {
            BuildEngine = engine,
            Assembly = new TaskItem(AssemblyFile),
            Project = new TaskItem(Project),
            ModelFile = new TaskItem(ModelFile),
            PathsFile = new TaskItem(PathsFile),
            Sources = [.. Sources.Select(source => new TaskItem(source))],
            CheckFiles = checkFiles,
        };
        var succeeded = task.Execute();
        Assert.Equal(succeeded, engine.Diagnostics.All(d => d.Severity != "error"));
        Assert.All(engine.Diagnostics, d => Assert.Equal($"https://github.com/apphostsdk/apphostsdk/blob/main/docs/diagnostics/{d.Code}.md", d.HelpLink));
        return engine.Diagnostics;
    }

    /// <summary>Draws the graph.</summary>
    public RecordingEngine Draw(string format)
    {
        var engine = new RecordingEngine();
        var task = new DrawAppModel
        {
            BuildEngine = engine,
            Assembly = new TaskItem(AssemblyFile),
            Project = new TaskItem(Project),
            MermaidFile = new TaskItem(Path.Combine(Directory, "bin", "appmodel.mmd")),
            DotFile = new TaskItem(Path.Combine(Directory, "bin", "appmodel.dot")),
            Format = format,
        };
        Assert.Equal(task.Execute(), engine.Diagnostics.Count == 0);
        return engine;
    }
}
