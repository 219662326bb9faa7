using System.Globalization;
using AppHostSdk.Generators;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Tests;

#pragma warning disable CA5394 // seeded: the same programs in every run

/// <summary>
/// Programs nobody wrote: whatever they do, in every configuration, is what the compiler derived. <c>APPHOST_TEST_LONG=1</c>
/// tries many more.
/// </summary>
public class RandomProgramTests
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("APPHOST_TEST_LONG") == "1";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Do_what_was_derived(int start)
    {
        var count = Long ? 400 : 12;
        for (var i = 0; i < count; i++)
        {
            Check((start * 100_000) + i);
        }
    }

    private static void Check(int seed)
    {
        var program = RandomProgram.Write(seed);
        var compilation = HostCompilation.Create(("Program.cs", program));
        var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.TrueForAll(e => e.Id is "CS0165" or "CS0841" or "CS9135"), $"seed {seed}: {string.Join('\n', errors)}\n{program}");
        if (errors.Count > 0)
        {
            return;
        }

        var run = GeneratorTestDriver.RunUnchecked(compilation);
        Assert.True(run.Result.Exception is null, $"seed {seed}: {run.Result.Exception}\n{program}");
        var open = run.Diagnostics.Where(d => d.Id.StartsWith("AHS2", StringComparison.Ordinal)).ToList();
        Assert.True(open.Count == 0 && run.Graph.IsComplete, $"seed {seed}: {DiagnosticText.Of(open)}\n{program}");

        var assembly = run.Load();
        var random = new Random(seed);
        for (var i = 0; i < 12; i++)
        {
            var arguments = Enumerable.Range(0, RandomProgram.Keys)
                .Select(key => random.Next(3) is var value and < 2 ? string.Create(CultureInfo.InvariantCulture, $"--K{key}=v{value}") : "")
                .Where(a => a.Length > 0)
                .Append(i % 2 == 0 ? "--operation=run" : "--operation=publish")
                .ToArray();
            try
            {
                ExecutedHost.Execute(assembly, arguments);
            }
            catch (DistributedApplicationException e) when (!e.Message.Contains("AHS2901", StringComparison.Ordinal))
            {
                // The program has a mistake in this configuration; a certain one is an error of the build too.
            }
            catch (DistributedApplicationException e)
            {
                Assert.Fail($"seed {seed}, {string.Join(' ', arguments)}: {e.Message}\n{program}\n{run.Source(GraphEmitter.HintName)}");
            }
            catch (ArgumentException)
            {
                // For example an empty name: the program ends there.
            }
        }
    }
}
