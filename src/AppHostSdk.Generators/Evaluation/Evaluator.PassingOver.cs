using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>
    /// Passes over a construct that is not followed. It is reported only when the model depends on it; what it assigns is unknown
    /// afterwards, and so is whether the function goes on when it may return.
    /// </summary>
    private void PassOver(IOperation operation, string what, string advice)
    {
        if (_symbols.TouchesModel(operation))
        {
            Open(DiagnosticCatalog.Unsupported, SyntaxPlace.HeadOf(operation.Syntax), what, advice);
            Forget(operation, what, reported: true);
        }
        else if (JumpOutOf(operation) is { } jump)
        {
            Open(DiagnosticCatalog.Unsupported, jump.Syntax.GetLocation(), "this jump", advice);
            Forget(operation, what);
        }
        else
        {
            Forget(operation, what);
        }

        Cover(operation);
        foreach (var returned in SourceBodies.Own(operation).OfType<IReturnOperation>().Take(1))
        {
            var goesOn = Is(Fresh($"{what} completes", null, null), "true");
            var returns = Conditions.And(_path, Conditions.Not(goesOn));
            var result = Fresh("a returned value", returned, returned.ReturnedValue?.Type);
            _frame.Result = _frame.Result is null ? result : Choose(returns, result, _frame.Result);
            _frame.Returned = Conditions.Or(_frame.Returned, returns);
            _path = Conditions.And(_path, goesOn);
        }
    }

    private static bool HasGoto(IOperation operation) =>
        SourceBodies.Own(operation).Any(o => o is IBranchOperation { BranchKind: BranchKind.GoTo });

    /// <summary>A <c>goto</c> that may leave <paramref name="operation"/>.</summary>
    private static IBranchOperation? JumpOutOf(IOperation operation) =>
        SourceBodies.Own(operation).OfType<IBranchOperation>().FirstOrDefault(branch =>
            branch.BranchKind == BranchKind.GoTo && !branch.Target.Locations.Any(l => operation.Syntax.Span.Contains(l.SourceSpan)));
}
