using System.Collections.Immutable;
using AppHostSdk.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AppHostSdk.Compatibility;

/// <summary>The same programs compile against Aspire and against what stands in for it here.</summary>
public class ProgramTests
{
    private static readonly ImmutableArray<(string Name, string Text)> Programs = Read();

    private static readonly ImmutableArray<MetadataReference> Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static TheoryData<string> Names => [.. Programs.Select(p => p.Name)];

    [Fact]
    public void There_are_enough_of_them()
    {
        Assert.True(Programs.Length >= 60, $"There are {Programs.Length}.");
        Assert.Equal(Programs.Select(p => p.Name).Distinct(), Programs.Select(p => p.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_compiles_against_both(string name)
    {
        var text = Programs.Single(p => p.Name == name).Text;
        Assert.Empty(Errors(text, "Aspire.Hosting", Library.All.Select(Assemblies.PathOf)));
        Assert.Empty(Errors(text, "AppHostSdk", Library.All.SelectMany(l => l.Counterparts).Select(c => Path.Combine(AppContext.BaseDirectory, c + ".dll"))));
    }

    /// <summary>A program that neither of them could compile would pass if nothing were compiled.</summary>
    [Fact]
    public void A_wrong_program_compiles_against_neither()
    {
        const string Wrong = "builder.AddNothing();";
        Assert.NotEmpty(Errors(Wrong, "Aspire.Hosting", Library.All.Select(Assemblies.PathOf)));
        Assert.NotEmpty(Errors(Wrong, "AppHostSdk", Library.All.SelectMany(l => l.Counterparts).Select(c => Path.Combine(AppContext.BaseDirectory, c + ".dll"))));
    }

    private static List<string> Errors(string text, string @namespace, IEnumerable<string> libraries)
    {
        var implicitUsings = $$"""
            global using System;
            global using System.Collections.Generic;
            global using System.Linq;
            global using System.Threading.Tasks;
            global using Microsoft.Extensions.DependencyInjection;
            global using {{@namespace}};
            global using Aspire.Hosting;
            global using Aspire.Hosting.ApplicationModel;

            namespace Projects
            {
                public sealed class Api : IProjectMetadata { public string ProjectPath => "Api.csproj"; }
                public sealed class Web : IProjectMetadata { public string ProjectPath => "Web.csproj"; }
                public sealed class Worker : IProjectMetadata { public string ProjectPath => "Worker.csproj"; }
            }
            """;
        var lines = text.Split('\n');
        var types = Array.FindIndex(lines, l => l.StartsWith("public ", StringComparison.Ordinal)) is >= 0 and var at ? at : lines.Length;
        var program = string.Join('\n', ["var builder = DistributedApplication.CreateBuilder(args);", .. lines[..types], "builder.Build().Run();", .. lines[types..]]);
        var compilation = CSharpCompilation.Create(
            "Host",
            [CSharpSyntaxTree.ParseText(program), CSharpSyntaxTree.ParseText(implicitUsings)],
            [.. Platform, .. libraries.Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        // Aspire marks what may still change as errors that a program switches off.
        return [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && !d.Id.StartsWith("ASPIRE", StringComparison.Ordinal)).Select(d => d.ToString())];
    }

    private static ImmutableArray<(string Name, string Text)> Read() =>
    [
        .. File.ReadAllText(Path.Combine(RepoRoot.Path, "tests", "AppHostSdk.Compatibility.Tests", "Programs", "Programs.txt"))
            .Split("=== ", StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('\n', 2))
            .Select(part => (part[0].Trim(), part[1].TrimEnd())),
    ];
}
