using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>
    /// Follows the body as if nothing went wrong and each handler as if something did. Where a handler lets the program go on, how
    /// far the body came is a test like any other; where none does, what follows means that nothing went wrong.
    /// </summary>
    private void Try(ITryOperation attempt)
    {
        var before = _path;
        if (attempt.Catches.All(Ends))
        {
            Statement(attempt.Body);
            var after = _path;
            foreach (var handler in attempt.Catches)
            {
                _path = before;
                Doubt("an exception is caught", handler);
                Handle(handler, attempt);
            }

            _path = after;
        }
        else
        {
            var failed = Condition.Never;
            _thrown.Push(Condition.Never);
            InScope(() =>
            {
                foreach (var statement in attempt.Body.Operations)
                {
                    var reached = _path;
                    Doubt("this try statement goes on", statement);
                    failed = Conditions.Or(failed, Conditions.And(reached, Conditions.Not(_path)));
                    Statement(statement);
                }
            });
            failed = Conditions.Or(failed, _thrown.Pop());
            var after = _path;
            foreach (var handler in attempt.Catches)
            {
                _path = failed;
                if (attempt.Catches.Length > 1)
                {
                    Doubt("this exception is caught", handler);
                }

                Handle(handler, attempt);
                after = Conditions.Or(after, _path);
            }

            _path = after;
        }

        if (attempt.Finally is { } always)
        {
            Always(before, () => Statement(always));
        }
    }

    /// <summary>For each try statement around: the paths on which something is thrown in it.</summary>
    private readonly Stack<Condition> _thrown = new();

    private void Throw()
    {
        if (_thrown.Count > 0)
        {
            _thrown.Push(Conditions.Or(_thrown.Pop(), _path));
        }

        _path = Condition.Never;
    }

    /// <summary>A handler that ends in a <c>throw</c>: the program does not go on after it.</summary>
    private static bool Ends(ICatchClauseOperation handler) =>
        handler.Handler.Operations.LastOrDefault() is IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation };

    private void Handle(ICatchClauseOperation handler, ITryOperation attempt) => InScope(() =>
    {
        // A statement that failed has not assigned its variable; one made of several statements may have come half way.
        foreach (var target in attempt.Body.Operations
            .Where(statement => statement is not (IExpressionStatementOperation or IVariableDeclarationGroupOperation))
            .SelectMany(statement => statement.DescendantsAndSelf())
            .SelectMany(AssignedBy))
        {
            ForgetTarget(target, "what a try statement assigned", reported: false);
        }

        if (handler.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation declarator)
        {
            _scope.Declare(declarator.Symbol, new Cell(Fresh("an exception", declarator, declarator.Symbol.Type), _path));
        }

        if (handler.Filter is { } filter)
        {
            _path = Conditions.And(_path, Test(filter));
        }

        Statement(handler.Handler);
    });
}
