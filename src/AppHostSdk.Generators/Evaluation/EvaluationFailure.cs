using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>The result of an evaluation that failed because of a defect of ours: an error that says so, and no graph.</summary>
internal static class EvaluationFailure
{
    /// <summary>Evaluates; what is thrown becomes the result, but that nobody waits for it any more is no defect.</summary>
    public static EvaluationResult Guard(SyntaxNode entryPoint, Func<EvaluationResult> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Of(e, entryPoint);
        }
    }

    private static EvaluationResult Of(Exception exception, SyntaxNode entryPoint)
    {
        return new EvaluationResult
        {
            Graph = new AppGraph
            {
                Application = "",
                OpenParts = EquatableArray.Of(new OpenPart(0, DiagnosticCatalog.InternalError.Id, "the evaluation failed")),
            },
            CreatesBuilder = false,
            Positions = default,
            Diagnostics = [new EvaluationDiagnostic(DiagnosticCatalog.InternalError, new Place(entryPoint.GetFirstToken().GetLocation(), new Frame()), [Outcome.Describe(exception)])],
            Sites = new CallSites(),
        };
    }
}
