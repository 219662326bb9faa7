using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Tasks.Tests;

public sealed class AssemblyModelTests : IDisposable
{
    private readonly TestHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Graph_and_sites_are_read_from_the_metadata()
    {
        _host.WithMetadata(("RepositoryUrl", "x"), (ModelMetadata.Graph, "{ \"é\": \"\\\"\" }"), (ModelMetadata.Sites, "1 2 3 A.cs"), ("Nothing", null));
        Assert.Equal(new AssemblyModel("{ \"é\": \"\\\"\" }", "1 2 3 A.cs", false), AssemblyModel.Read(_host.AssemblyFile));
    }

    [Fact]
    public void An_assembly_of_something_else_has_none()
    {
        _host.WithSource("""
            [assembly: System.Reflection.AssemblyDescription("AppHostSdk.Graph")]
            [assembly: Mine("AppHostSdk.Graph", "x")]
            sealed class MineAttribute(string key, string value) : System.Attribute { public string Both => key + value; }
            """);
        Assert.Equal(new AssemblyModel(null, "", false), AssemblyModel.Read(_host.AssemblyFile));
    }

    [Fact]
    public void A_call_of_CreateBuilder_is_seen()
    {
        _host.WithSource("class C { object M() => AppHostSdk.DistributedApplication.CreateBuilder(); }", OutputKind.DynamicallyLinkedLibrary, Hosting);
        Assert.True(AssemblyModel.Read(_host.AssemblyFile).CallsCreateBuilder);
        _host.WithSource("class C { object M() => AppHostSdk.DistributedApplication.Other(); }", OutputKind.DynamicallyLinkedLibrary, Hosting);
        Assert.False(AssemblyModel.Read(_host.AssemblyFile).CallsCreateBuilder);
    }

    [Fact]
    public void A_module_and_a_file_of_another_kind_are_refused()
    {
        _host.WithSource("class C;", OutputKind.NetModule);
        Assert.Throws<BadImageFormatException>(() => AssemblyModel.Read(_host.AssemblyFile));
        Assert.Throws<BadImageFormatException>(() => AssemblyModel.Read(_host.WithBytes([]).AssemblyFile));
        Assert.Throws<BadImageFormatException>(() => AssemblyModel.Read(_host.WithBytes([.. "#!/bin/sh\n"u8]).AssemblyFile));
    }

    /// <summary>The authoring library, as far as this test needs it.</summary>
    internal static MetadataReference Hosting { get; } = Library("""
        namespace AppHostSdk { public static class DistributedApplication { public static object CreateBuilder() => null; public static object Other() => null; } }
        """);

    private static PortableExecutableReference Library(string source)
    {
        using var image = new MemoryStream();
        var compilation = CSharpCompilation.Create(
            "AppHostSdk.Hosting",
            [CSharpSyntaxTree.ParseText(source)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
