using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    private const string LoopAdvice = "Loop over values that are known when compiling.";

    private int _work;

    private void Loop(ILoopOperation loop)
    {
        if (HasGoto(loop))
        {
            PassOver(loop, "this loop", LoopAdvice);
            return;
        }

        switch (loop)
        {
            case IForEachLoopOperation each:
                ForEach(each);
                break;
            case IForLoopOperation counted:
                InScope(() =>
                {
                    foreach (var first in counted.Before)
                    {
                        Statement(first);
                    }

                    Turns(loop, () => counted.Condition is { } condition ? Test(condition) : Condition.Always, counted.AtLoopBottom);
                });
                break;
            case IWhileLoopOperation { ConditionIsTop: true, Condition: { } condition }:
                Turns(loop, () => Test(condition), []);
                break;
            case IWhileLoopOperation { Condition: { } condition }:
                var isFirst = true;
                Turns(
                    loop,
                    () =>
                    {
                        var test = isFirst ? Condition.Always : Test(condition);
                        isFirst = false;
                        return test;
                    },
                    []);
                break;
            default:
                PassOver(loop, "this loop", LoopAdvice);
                break;
        }
    }

    /// <summary>Follows a loop turn by turn for as long as its condition is known.</summary>
    private void Turns(ILoopOperation loop, Func<Condition> condition, ImmutableArray<IOperation> atBottom)
    {
        var breakable = new Breakable { Exit = loop.ExitLabel, Continue = loop.ContinueLabel };
        InBreakable(breakable, () =>
        {
            for (var turn = 0; !_path.IsNever; turn++)
            {
                var test = condition();
                if (Conditions.And(_path, test).IsNever)
                {
                    CoverDead(loop.Body, turn);
                    return;
                }

                if (!Conditions.Implies(_path, test))
                {
                    // The condition is evaluated again, for as often as nobody knows.
                    PassOver(loop, turn == 0 ? "this loop" : "the number of turns of this loop", LoopAdvice);
                    return;
                }

                if (turn >= _budget.Turns || ++_work > _budget.Work)
                {
                    TooMuch(loop, "this loop");
                    return;
                }

                InScope(() => Statement(loop.Body));
                _path = Conditions.Or(_path, breakable.Continued);
                breakable.Continued = Condition.Never;
                foreach (var bottom in atBottom)
                {
                    Statement(bottom);
                }
            }
        });
    }

    private void ForEach(IForEachLoopOperation loop)
    {
        var collection = Evaluate(loop.Collection);
        Each(collection, source =>
        {
            if (ItemsOf(source) is { } items)
            {
                var breakable = new Breakable { Exit = loop.ExitLabel, Continue = loop.ContinueLabel };
                CoverDead(loop.Body, items.Count);
                InBreakable(breakable, () =>
                {
                    foreach (var item in items)
                    {
                        if (++_work > _budget.Work)
                        {
                            TooMuch(loop, "this loop");
                            return;
                        }

                        Turn(loop, item, breakable);
                    }
                });
            }
            else
            {
                if (source is Value.Late { Reported: true } or Value.Sequence { Lost: not null })
                {
                    // Said already where the items were lost; what is missing is missing here.
                    if (source is Value.Late && _symbols.TouchesModel(loop.Body))
                    {
                        OpenAgain(loop.Syntax, "the items of a collection");
                        Cover(loop);
                    }
                }

                PassOver(loop, "this loop", LoopAdvice);
            }

            return Value.Null;
        });
    }

    private void Turn(IForEachLoopOperation loop, Value.Item item, Breakable breakable)
    {
        var skipped = Conditions.And(_path, Conditions.Not(item.Present));
        _path = Conditions.And(_path, item.Present);
        if (_path.IsNever)
        {
            Cover(loop.Body);
        }
        else
        {
            InScope(() =>
            {
                switch (loop.LoopControlVariable)
                {
                    case IVariableDeclaratorOperation declarator:
                        _scope.Declare(declarator.Symbol, new Cell(Copied(item.Value), _path));
                        break;
                    case { } target:
                        Assign(Unwrapped(target), item.Value, loop);
                        break;
                }

                Statement(loop.Body);
            });
        }

        _path = Conditions.Or(Conditions.Or(_path, breakable.Continued), skipped);
        breakable.Continued = Condition.Never;
    }

    /// <summary>A loop without turns is dead code.</summary>
    private void CoverDead(IOperation body, int turns)
    {
        if (turns == 0)
        {
            Cover(body);
        }
    }

    private static IOperation Unwrapped(IOperation target) => target is IDeclarationExpressionOperation { Expression: ITupleOperation tuple } ? tuple : target;

    /// <summary>The budget of the evaluation is spent: said once, and nothing more is followed.</summary>
    private void TooMuch(IOperation operation, string what)
    {
        if (_symbols.TouchesModel(operation))
        {
            if (!_exhausted)
            {
                Open(DiagnosticCatalog.TooMuch, SyntaxPlace.HeadOf(operation.Syntax), char.ToUpperInvariant(what[0]) + what.Substring(1));
            }

            _exhausted = true;
        }

        Cover(operation);
        Forget(operation, what, reported: true);
        MayLeave(operation, what);
    }

    private bool _exhausted;
}
