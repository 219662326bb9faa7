using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>The result of an evaluation that failed because of a defect of ours: an error that says so, and no graph.</summary>
internal static class EvaluationFailure
{
    private const int StackLines = 4;

    public static EvaluationResult Of(Exception exception, SyntaxNode entryPoint)
    {
        var stack = (exception.StackTrace ?? "").Split('\n').Take(StackLines).Select(line => line.Trim());
        var text = $"{exception.GetType().Name}: {exception.Message} {string.Join(" ", stack)}";
        return new EvaluationResult
        {
            Graph = new AppGraph
            {
                Application = "",
                OpenParts = EquatableArray.Of(new OpenPart(0, DiagnosticCatalog.InternalError.Id, "the evaluation failed")),
            },
            CreatesBuilder = false,
            Positions = default,
            Diagnostics = [new EvaluationDiagnostic(DiagnosticCatalog.InternalError, new Place(entryPoint.GetFirstToken().GetLocation(), new Frame()), [text])],
            Sites = new CallSites(),
        };
    }
}
