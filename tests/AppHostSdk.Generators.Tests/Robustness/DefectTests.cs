using AppHostSdk.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AppHostSdk.Tests;

/// <summary>A defect of ours is one error that can be reported, wherever it happens: the compiler would only say that the generator failed, and go on without it.</summary>
public class DefectTests
{
    private const string Manifest = "[host]\nname=Shop\ndirectory=..\n[project]\ntype=Projects.Api\nproject=../Api/Api.csproj\n";

    [Fact]
    public void In_the_evaluation()
    {
        var entry = CSharpSyntaxTree.ParseText("var x = 1;").GetRoot();
        var result = EvaluationFailure.Guard(entry, () => throw new InvalidOperationException("It broke."));
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("AHS2000", diagnostic.Descriptor.Id);
        Assert.Equal("var", DiagnosticText.At(diagnostic.Place.Location));
        var text = Assert.IsType<string>(Assert.Single(diagnostic.Arguments));
        Assert.StartsWith("InvalidOperationException: It broke. at AppHostSdk.Tests.DefectTests.", text, StringComparison.Ordinal);
        Assert.Contains(nameof(EvaluationFailure), text, StringComparison.Ordinal);
        Assert.False(result.Graph.IsComplete);
    }

    [Fact]
    public void Cancellation_is_none()
    {
        var entry = CSharpSyntaxTree.ParseText("var x = 1;").GetRoot();
        Assert.Throws<OperationCanceledException>(() => EvaluationFailure.Guard(entry, () => throw new OperationCanceledException()));
        Assert.Throws<TaskCanceledException>(() => Outcome.Of<int>(() => throw new TaskCanceledException(), 0));
    }

    [Theory]
    [InlineData("obj/apphost.manifest.txt")]
    [InlineData("../Api/Properties/launchSettings.json")]
    public void In_another_step(string file)
    {
        ISourceGenerator[] generators = [new AppHostGenerator().AsSourceGenerator()];
        var compilation = HostCompilation.Create(("Program.cs", HostCompilation.Program("builder.AddParameter(\"p\");")));
        var driver = GeneratorTestDriver.CreateDriver(generators, file.EndsWith("txt", StringComparison.Ordinal) ? null : Manifest).AddAdditionalTexts([new BrokenText(HostCompilation.Directory + file)]);
        var result = driver.RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        var diagnostic = Assert.Single(result.Diagnostics, d => d.Id == "AHS2000");
        Assert.Equal((DiagnosticSeverity.Error, "CreateBuilder"), (diagnostic.Severity, DiagnosticText.At(diagnostic.Location)));
        Assert.Contains("NotSupportedException: The file broke. at AppHostSdk.Tests.DefectTests.BrokenText.GetText", Expect.Message(diagnostic), StringComparison.Ordinal);

        // What can be done without the step is done.
        Assert.Equal(3, result.GeneratedSources.Length);
    }

    [Fact]
    public void Of_several_failures_one_is_reported()
    {
        var compilation = HostCompilation.Create(("Program.cs", HostCompilation.Program("")));
        var driver = GeneratorTestDriver.CreateDriver([new AppHostGenerator().AsSourceGenerator()], Manifest)
            .AddAdditionalTexts([new BrokenText("/app/Api/appsettings.json"), new BrokenText("/app/Api/Properties/launchSettings.json")]);
        Assert.Single(driver.RunGenerators(compilation).GetRunResult().Results.Single().Diagnostics, d => d.Id == "AHS2000");
    }

    /// <summary>The failing step is gone with the edit that mends it.</summary>
    [Fact]
    public void Goes_away()
    {
        var broken = new BrokenText("/app/host/obj/apphost.manifest.txt");
        var compilation = HostCompilation.Create(("Program.cs", HostCompilation.Program("")));
        var driver = GeneratorTestDriver.CreateDriver([new AppHostGenerator().AsSourceGenerator()]).AddAdditionalTexts([broken]).RunGenerators(compilation);
        Assert.Single(driver.GetRunResult().Results.Single().Diagnostics);
        Assert.Empty(driver.RemoveAdditionalTexts([broken]).RunGenerators(compilation).GetRunResult().Results.Single().Diagnostics);
    }

    private sealed class BrokenText(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => throw new NotSupportedException("The file broke.");
    }
}
