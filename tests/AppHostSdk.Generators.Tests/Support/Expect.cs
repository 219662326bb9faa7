using System.Globalization;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AppHostSdk.Tests;

/// <summary>What tests demand of a run, in one line each.</summary>
internal static class Expect
{
    /// <summary>One diagnostic and no other, on exactly the text <paramref name="span"/> of a file.</summary>
    public static Diagnostic Only(GeneratorTestDriver run, string id, string span)
    {
        Assert.True(run.Diagnostics.Length == 1, $"Expected one diagnostic, got {run.Diagnostics.Length}:\n{DiagnosticText.Of(run.Diagnostics)}");
        var diagnostic = run.Diagnostics[0];
        Assert.Equal((id, span), (diagnostic.Id, DiagnosticText.At(diagnostic.Location)));
        return diagnostic;
    }

    /// <summary>One diagnostic and no other, exactly at <paramref name="span"/> of Program.cs.</summary>
    public static Diagnostic Only(GeneratorTestDriver run, string id, TextSpan span)
    {
        var text = run.Input.SyntaxTrees[0].GetText();
        var diagnostic = Only(run, id, text.ToString(span));
        Assert.Equal(span, diagnostic.Location.SourceSpan);
        return diagnostic;
    }

    /// <summary>The program is understood completely and has no mistakes: no diagnostic, no slot, no open part.</summary>
    public static AppGraph Complete(GeneratorTestDriver run)
    {
        Assert.True(run.Diagnostics.IsEmpty, DiagnosticText.Of(run.Diagnostics));
        Assert.Equal((0, 0, 0), (run.Graph.Slots.Count, run.Graph.OpenParts.Count, run.Graph.Conditions.Atoms.Count));
        return run.Graph;
    }

    /// <summary>The program is understood completely, though not all of its values are known: no diagnostic, no open part.</summary>
    public static AppGraph Late(GeneratorTestDriver run)
    {
        Assert.True(run.Diagnostics.IsEmpty, DiagnosticText.Of(run.Diagnostics));
        Assert.Empty(run.Graph.OpenParts);
        return run.Graph;
    }

    /// <summary>The complete graph of a host that consists of <paramref name="body"/>.</summary>
    public static AppGraph Graph(string body) => Complete(GeneratorTestDriver.Run(HostCompilation.Program(body)));

    /// <summary>The names of the resources, in order.</summary>
    public static string Names(AppGraph graph) => string.Join(" ", graph.Resources.Select(r => r.Name));

    public static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    /// <summary>The source texts of the additional locations, with their lines from 1.</summary>
    public static string Also(Diagnostic diagnostic) =>
        string.Join("; ", diagnostic.AdditionalLocations.Select(l => $"{l.GetLineSpan().StartLinePosition.Line + 1}: {DiagnosticText.At(l)}"));
}
