using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Tests;

/// <summary>Compilations of app hosts, with the references and the SDK's implicit sources that a real one has.</summary>
internal static class HostCompilation
{
    private const string Implicit = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using AppHostSdk;
        global using Aspire.Hosting;
        global using Aspire.Hosting.ApplicationModel;

        namespace Projects
        {
            public sealed class Api : IProjectMetadata { public string ProjectPath => "Api.csproj"; }
            public sealed class Web : IProjectMetadata { public string ProjectPath => "Web.csproj"; }
            public sealed class Worker : IProjectMetadata { public string ProjectPath => "Worker.csproj"; }
        }
        """;

    private static readonly HashSet<string> Others =
    [
        "netstandard.dll", "AppHostSdk.Hosting.dll", "AppHostSdk.Model.dll",

        // The clients that integrations bring.
        "Confluent.Kafka.dll", "Microsoft.Data.SqlClient.dll", "MongoDB.Bson.dll", "MongoDB.Driver.dll", "MySqlConnector.dll", "Npgsql.dll", "RabbitMQ.Client.dll",
    ];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal) || Others.Contains(name)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpParseOptions ParseOptions { get; } = new CSharpParseOptions(LanguageVersion.Latest)
        .WithFeatures([new("InterceptorsNamespaces", "AppHostSdk.Generated")]);

    /// <summary>The directory the files seem to be in.</summary>
    public const string Directory = "/app/host/";

    public static CSharpCompilation Create(params (string Name, string Text)[] files) => Create(ParseOptions, files);

    public static CSharpCompilation Create(CSharpParseOptions options, params (string Name, string Text)[] files) => CSharpCompilation.Create(
        "Host",
        [.. files.Select(f => Parse(f.Name, f.Text, options)), Parse("obj/Implicit.cs", Implicit, options)],
        References,
        new CSharpCompilationOptions(
            OutputKind.ConsoleApplication,
            nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress), new("CS8019", ReportDiagnostic.Suppress), new("CS8933", ReportDiagnostic.Suppress)]));

    /// <summary>A host in one file: <paramref name="body"/> between the lines that every host begins and ends with.</summary>
    public static string Program(string body) => $"""
        var builder = DistributedApplication.CreateBuilder(args);
        {body}
        builder.Build().Run();
        """;

    /// <summary>The same, but only described: it can be executed without starting anything.</summary>
    public static string Described(string body) => $"""
        var builder = DistributedApplication.CreateBuilder(args);
        {body}
        builder.Build();
        """;

    /// <summary>A class library as a host references it: compiled, without source.</summary>
    public static MetadataReference Library(string name, string text) => MetadataReference.CreateFromImage(LibraryImage(name, text));

    /// <summary>The same as a file.</summary>
    public static byte[] LibraryImage(string name, string text)
    {
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create(name, [Parse(name + ".cs", text)], References, new(OutputKind.DynamicallyLinkedLibrary)).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }

    public static SyntaxTree Parse(string name, string text, CSharpParseOptions? options = null) =>
        CSharpSyntaxTree.ParseText(text, options ?? ParseOptions, Directory + name);
}
