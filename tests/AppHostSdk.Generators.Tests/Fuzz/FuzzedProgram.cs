using System.Reflection;
using AppHostSdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AppHostSdk.Tests;

/// <summary>How far a program came.</summary>
internal enum Fate
{
    /// <summary>The compiler has errors: the generator survived it, twice with the same result.</summary>
    DoesNotCompile,

    /// <summary>It compiles, and uses something that must not be executed here.</summary>
    NotExecuted,

    /// <summary>It compiles and ran up to <c>Build()</c> or its own failure, in every way that was tried, as was derived.</summary>
    Agreed,
}

/// <summary>A program for which the generator does something wrong.</summary>
internal sealed class FuzzException(string message) : Exception(message);

/// <summary>
/// What must hold for every program whatsoever: no exception, no end by force, the same result each time, what is emitted
/// compiles; and where the program itself compiles and runs, it does what was derived.
/// </summary>
internal static class FuzzedProgram
{
    private static readonly GeneratorDriver Driver = CSharpGeneratorDriver.Create(
        [new AppHostGenerator().AsSourceGenerator()],
        [],
        HostCompilation.ParseOptions,
        GeneratorTestDriver.Options);

    // What starts something, ends the process or changes what other tests see.
    private static readonly HashSet<string> Unsafe = new(StringComparer.Ordinal)
    {
        "Run", "RunAsync", "StartAsync", "Start", "Process", "File", "Directory", "Exit", "FailFast", "SetEnvironmentVariable", "Thread", "Task", "Timer", "ReadLine", "ReadKey", "Read",
        "SetData", "GC", "Marshal", "Unsafe", "Debugger", "Environment_",
    };

    static FuzzedProgram() => Environment.SetEnvironmentVariable("APPHOST_VERIFY", "fail");

    /// <summary>Checks <paramref name="program"/> in place of the first file of <paramref name="host"/>.</summary>
    /// <param name="host">A compilation of a host.</param>
    /// <param name="program">Any text.</param>
    /// <param name="commandLines">With what it is executed.</param>
    /// <param name="mayBeOpen">The compiler need not follow all of it.</param>
    /// <exception cref="FuzzException">Something does not hold.</exception>
    public static Fate Check(CSharpCompilation host, string program, IReadOnlyList<string[]> commandLines, bool mayBeOpen)
    {
        var tree = HostCompilation.Parse("Program.cs", program);
        var compilation = host.ReplaceSyntaxTree(host.SyntaxTrees[0], tree);
        var compiles = !tree.GetDiagnostics().Any() && (!mayBeOpen || compilation.GetSemanticModel(tree).GetDiagnostics().All(d => d.Severity != DiagnosticSeverity.Error));
        var isSafe = compiles && tree.GetRoot().DescendantTokens().All(t => !Unsafe.Contains(t.ValueText));
        if (isSafe && mayBeOpen)
        {
            // A mutant may run for ever.
            tree = ExecutionGuard.Insert(tree);
            compilation = host.AddReferences(ExecutionGuard.Reference).ReplaceSyntaxTree(host.SyntaxTrees[0], tree);
        }

        var (result, output) = Run(compilation);
        foreach (var diagnostic in result.Diagnostics)
        {
            Demand(diagnostic.Id != "AHS2000" && diagnostic.Location.SourceTree is not null, "defect", () => diagnostic.ToString());
        }

        Demand(result.GeneratedSources.All(s => !s.SyntaxTree.GetDiagnostics().Any()), "the emitted sources are no C#", () => Texts(result));
        if (program.Length % 4 == 0)
        {
            // A part of them is enough to find what depends on the run.
            var (again, _) = Run(compilation.Clone());
            Demand(Texts(result) == Texts(again), "two runs differ", () => Texts(result) + "\n=====\n" + Texts(again));
        }

        if (!compiles)
        {
            return Fate.DoesNotCompile;
        }

        using var image = new MemoryStream();
        var emitted = output.Emit(image);
        if (!emitted.Success && compilation.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            return Fate.DoesNotCompile;
        }

        Demand(emitted.Success, "the program compiles, but not with what is emitted", () => string.Join('\n', emitted.Diagnostics));
        Demand(
            mayBeOpen || result.Diagnostics.All(d => !d.Id.StartsWith("AHS2", StringComparison.Ordinal)),
            "not followed",
            () => DiagnosticText.Of(result.Diagnostics));
        if (!isSafe)
        {
            return Fate.NotExecuted;
        }

        // Static fields must not remember the run before; without them, what is compiled to machine code once may stay.
        var remembers = compilation.SyntaxTrees.Take(compilation.SyntaxTrees.Length - 1).Any(HasStatics);
        LoadedHost? loaded = null;
        foreach (var arguments in commandLines)
        {
            if (remembers)
            {
                loaded?.Dispose();
                loaded = null;
            }

            loaded ??= new LoadedHost(image);
            Execute(loaded, arguments, result);
        }

        loaded?.Dispose();
        return Fate.Agreed;
    }

    private static bool HasStatics(SyntaxTree tree) => tree.GetRoot().DescendantNodes().Any(node => node is MemberDeclarationSyntax member
        && member.Modifiers.Any(SyntaxKind.StaticKeyword)
        && member is FieldDeclarationSyntax or PropertyDeclarationSyntax { ExpressionBody: null } or ConstructorDeclarationSyntax);

    private static void Execute(LoadedHost host, string[] arguments, GeneratorRunResult result)
    {
        try
        {
            ExecutionGuard.Reset();
            ExecutedHost.Execute(host.Assembly, arguments);
        }
        catch (DistributedApplicationException e) when (e.Message.Contains("AHS2901", StringComparison.Ordinal))
        {
            throw new FuzzException($"disagreement with {string.Join(' ', arguments)}: {e.Message}\n{Texts(result)}");
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            Demand(!inner.Message.Contains("AHS2901", StringComparison.Ordinal), "disagreement", () => inner.Message);
        }
#pragma warning disable CA1031 // whatever the program throws is its own business
        catch (Exception)
#pragma warning restore CA1031
        {
            // The program fails before Build() or has a mistake: nothing to compare.
        }
    }

    private static (GeneratorRunResult Result, Compilation Output) Run(CSharpCompilation compilation)
    {
        var driver = Driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var result = driver.GetRunResult().Results.Single();
        Demand(result.Exception is null, "exception", () => result.Exception!.ToString());
        return (result, output);
    }

    private static string Texts(GeneratorRunResult result) =>
        string.Join('\n', result.GeneratedSources.Where(s => s.HintName != JsonEmitter.HintName).Select(s => s.SourceText.ToString()).Concat(result.Diagnostics.Select(d => d.ToString())));

    private static void Demand(bool holds, string what, Func<string> details)
    {
        if (!holds)
        {
            throw new FuzzException($"{what}: {details()}");
        }
    }
}
