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
        if (SourceBodies.Own(operation).Any(o => o is IInvalidOperation))
        {
            OpenSilently(operation);
            Forget(operation, what, reported: true);
        }
        else if (_symbols.TouchesModel(operation))
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
        MayLeave(operation, what);
    }

    /// <summary>What is not followed to its end may have yielded more, and may have been left by a jump.</summary>
    private void MayLeave(IOperation operation, string what)
    {
        if (_frame.Yielded is not null && SourceBodies.Own(operation).Any(o => o.Kind == Microsoft.CodeAnalysis.OperationKind.YieldReturn))
        {
            _frame.YieldsLost ??= what;
        }

        foreach (var branch in SourceBodies.Own(operation).OfType<IBranchOperation>())
        {
            // Out of a loop or switch around: what follows there is reached perhaps.
            if (_breakables.FirstOrDefault(b => SymbolEqualityComparer.Default.Equals(b.Exit, branch.Target)) is { } left)
            {
                left.Broken = Conditions.Or(left.Broken, Leaving());
            }
            else if (_breakables.FirstOrDefault(b => SymbolEqualityComparer.Default.Equals(b.Continue, branch.Target)) is { } continued)
            {
                continued.Continued = Conditions.Or(continued.Continued, Leaving());
            }
        }

        foreach (var returned in SourceBodies.Own(operation).OfType<IReturnOperation>().Where(r => r.Kind != Microsoft.CodeAnalysis.OperationKind.YieldReturn).Take(1))
        {
            var returns = Leaving();
            var result = Fresh("a returned value", returned, returned.ReturnedValue?.Type);
            _frame.Result = _frame.Result is null ? result : Choose(returns, result, _frame.Result);
            _frame.Returned = Conditions.Or(_frame.Returned, returns);
        }

        // The part of the path on which the construct is left by a jump; the path goes on without it.
        Condition Leaving()
        {
            var before = _path;
            Doubt($"{what} completes", operation);
            return Conditions.And(before, Conditions.Not(_path));
        }
    }

    /// <summary>A <c>goto</c> to a label, or out of <paramref name="operation"/> to the case of a switch statement around it.</summary>
    private static bool HasGoto(IOperation operation) =>
        SourceBodies.Own(operation).Any(o => o is IBranchOperation { BranchKind: BranchKind.GoTo } branch && !IsToCaseWithin(branch, operation));

    private static bool IsToCaseWithin(IBranchOperation branch, IOperation operation)
    {
        for (IOperation? around = branch; around is not null; around = around == operation ? null : around.Parent)
        {
            if (around is ISwitchOperation choice && choice.Cases.SelectMany(c => c.Clauses).Any(c => SymbolEqualityComparer.Default.Equals(c.Label, branch.Target)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A <c>goto</c> that may leave <paramref name="operation"/>.</summary>
    private static IBranchOperation? JumpOutOf(IOperation operation) =>
        SourceBodies.Own(operation).OfType<IBranchOperation>().FirstOrDefault(branch =>
            branch.BranchKind == BranchKind.GoTo && !branch.Target.Locations.Any(l => operation.Syntax.Span.Contains(l.SourceSpan)));
}
