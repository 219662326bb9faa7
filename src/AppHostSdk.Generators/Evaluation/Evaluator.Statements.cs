using System.Runtime.CompilerServices;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OperationKind = Microsoft.CodeAnalysis.OperationKind;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    private Stack<Breakable> _breakables = new();

    /// <summary>The statement that was begun last.</summary>
    private IOperation? _statement;

    private void Statement(IOperation statement)
    {
        Step();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_path.IsNever)
        {
            Cover(statement);
            return;
        }

        if (statement is not IBlockOperation)
        {
            _statement = statement;
        }

        switch (statement)
        {
            case IBlockOperation block:
                InScope(() =>
                {
                    var used = new Stack<(IUsingDeclarationOperation Declaration, Condition From)>();
                    foreach (var inner in block.Operations)
                    {
                        Statement(inner);
                        if (inner is IUsingDeclarationOperation declaration)
                        {
                            used.Push((declaration, _path));
                        }
                    }

                    foreach (var (declaration, from) in used)
                    {
                        Always(from, () => Dispose(declaration.DeclarationGroup, declaration));
                    }
                });
                break;
            case IVariableDeclarationGroupOperation group:
                foreach (var declarator in group.Declarations.SelectMany(d => d.Declarators))
                {
                    Declare(declarator);
                }

                break;
            case IUsingDeclarationOperation { DeclarationGroup: { } group }:
                Statement(group);
                break;
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation);
                break;
            case IReturnOperation returned:
                Return(returned);
                break;
            case ILabeledOperation labeled:
                if (labeled.Operation is { } target)
                {
                    Statement(target);
                }

                break;
            case IConditionalOperation conditional:
                If(conditional);
                break;
            case ISwitchOperation choice:
                Switch(choice);
                break;
            case ILoopOperation loop:
                Loop(loop);
                break;
            case IBranchOperation branch:
                Jump(branch);
                break;
            case ITryOperation attempt:
                Try(attempt);
                break;
            case IUsingOperation resource:
                InScope(() =>
                {
                    var value = Value.Null as Value;
                    if (resource.Resources is IVariableDeclarationGroupOperation)
                    {
                        Statement(resource.Resources);
                    }
                    else
                    {
                        value = Evaluate(resource.Resources);
                    }

                    var before = _path;
                    Statement(resource.Body);
                    Always(before, () =>
                    {
                        Dispose(resource.Resources as IVariableDeclarationGroupOperation, resource);
                        Dispose(value, resource);
                    });
                });
                break;
            case ILockOperation locked:
                Evaluate(locked.LockedValue);
                Statement(locked.Body);
                break;
            case ILocalFunctionOperation or IEmptyOperation:
                break;
            default:
                Evaluate(statement);
                break;
        }
    }

    /// <summary>Does something that is done whichever way what went before was left.</summary>
    /// <param name="from">The path on which that began.</param>
    /// <param name="act">What is done.</param>
    private void Always(Condition from, Action act)
    {
        var after = _path;
        _path = from;
        act();
        _path = Conditions.And(after, _path);
    }

    private void Dispose(IVariableDeclarationGroupOperation? variables, IOperation use)
    {
        foreach (var declarator in (variables?.Declarations ?? []).SelectMany(d => d.Declarators).Reverse())
        {
            if (_scope.Find(declarator.Symbol) is { } cell)
            {
                Dispose(cell.Value, use);
            }
        }
    }

    /// <summary>Calls what an object of the program does at the end of its use.</summary>
    private void Dispose(Value value, IOperation use) => Each(value, single =>
    {
        var isAsynchronous = use is IUsingOperation { IsAsynchronous: true } or IUsingDeclarationOperation { IsAsynchronous: true };
        if (single is Value.Instance instance
            && _bodies.Compilation.GetTypeByMetadataName(isAsynchronous ? "System.IAsyncDisposable" : "System.IDisposable")?.GetMembers().OfType<IMethodSymbol>().FirstOrDefault() is { } member
            && instance.Type.FindImplementationForInterfaceMember(member) is IMethodSymbol method
            && Implementation(method, instance.Type) is { } last
            && _bodies.Of(last) is { } body)
        {
            Inline(last, body, instance, [], use.Syntax);
        }

        return Value.Null;
    });

    private void InScope(Action act)
    {
        var outer = _scope;
        _scope = new Scope(outer);
        act();
        _scope = outer;
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        if (declarator.Symbol.IsRef && initializer is not null)
        {
            _scope.Declare(declarator.Symbol, CellOf(initializer.Value));
            return;
        }

        var value = initializer is null
            ? Fresh($"{declarator.Symbol.Name} without a value", declarator, declarator.Symbol.Type)
            : Evaluate(initializer.Value);
        _scope.Declare(declarator.Symbol, new Cell(Copied(value), _path));
    }

    private void If(IConditionalOperation conditional)
    {
        var test = Test(conditional.Condition);
        Branch(
            test,
            () => Run(conditional.WhenTrue),
            () => conditional.WhenFalse is { } otherwise ? Run(otherwise) : Value.Null);

        Value Run(IOperation arm)
        {
            Statement(arm);
            return Value.Null;
        }
    }

    private void Return(IReturnOperation returned)
    {
        if (returned.Kind == OperationKind.YieldReturn && returned.ReturnedValue is { } item)
        {
            var value = Evaluate(item);
            _frame.Yielded?.Add(new Value.Item(_path, value, PlaceOf(item)));
            return;
        }

        if (returned.ReturnedValue is { } result)
        {
            var value = Evaluate(result);
            if (!_path.IsNever)
            {
                _frame.Result = _frame.Result is null ? value : Choose(_path, value, _frame.Result);
            }
        }

        _frame.Returned = Conditions.Or(_frame.Returned, _path);
        _path = Condition.Never;
    }

    private void Jump(IBranchOperation branch)
    {
        foreach (var breakable in _breakables)
        {
            if (branch.BranchKind == BranchKind.GoTo && breakable.Jumps.TryGetValue(branch.Target, out var others))
            {
                breakable.Jumps[branch.Target] = Conditions.Or(others, _path);
                _path = Condition.Never;
                return;
            }

            if (branch.BranchKind == BranchKind.Break && SymbolEqualityComparer.Default.Equals(breakable.Exit, branch.Target))
            {
                breakable.Broken = Conditions.Or(breakable.Broken, _path);
                _path = Condition.Never;
                return;
            }

            if (branch.BranchKind == BranchKind.Continue && SymbolEqualityComparer.Default.Equals(breakable.Continue, branch.Target))
            {
                breakable.Continued = Conditions.Or(breakable.Continued, _path);
                _path = Condition.Never;
                return;
            }
        }

        // What follows may be skipped or happen again.
        Open(DiagnosticCatalog.Unsupported, branch.Syntax.GetLocation(), "this jump", "Use if, loops and functions instead.");
        Doubt("this jump", branch);
    }

    /// <summary>From here on the program goes on only perhaps.</summary>
    private void Doubt(string reason, IOperation operation) =>
        _path = Conditions.And(_path, Is(Fresh(reason, operation, null), "true"));

    private void Switch(ISwitchOperation choice)
    {
        if (HasGoto(choice))
        {
            PassOver(choice, "this switch statement", "Use break in each case.");
            return;
        }

        var value = Evaluate(choice.Value);
        var breakable = new Breakable { Exit = choice.ExitLabel };
        foreach (var label in choice.Cases.SelectMany(c => c.Clauses).Select(c => c.Label).OfType<ILabelSymbol>())
        {
            breakable.Jumps[label] = Condition.Never;
        }

        InBreakable(breakable, () => InScope(() =>
        {
            var (remaining, after) = (_path, Condition.Never);
            ISwitchCaseOperation? fallback = null;
            foreach (var section in choice.Cases)
            {
                var matched = Condition.Never;
                foreach (var clause in section.Clauses)
                {
                    if (clause is IDefaultCaseClauseOperation)
                    {
                        fallback = section;
                        continue;
                    }

                    _path = remaining;
                    var test = Matches(OnPath(value), clause);
                    matched = Conditions.Or(matched, Conditions.And(remaining, test));
                    remaining = Conditions.And(remaining, Conditions.Not(test));
                }

                if (section != fallback)
                {
                    Arm(section, matched);
                }
                else if (!matched.IsNever)
                {
                    // "case 1: default:" is one way; it is followed at the end, with what is left.
                    remaining = Conditions.Or(remaining, matched);
                }
            }

            if (fallback is not null)
            {
                Arm(fallback, remaining);
                remaining = Condition.Never;
            }

            for (var turn = 0; choice.Cases.FirstOrDefault(c => c.Clauses.Any(IsAwaited)) is { } next; turn++)
            {
                if (turn >= _budget.Turns || ++_work > _budget.Work)
                {
                    TooMuch(choice, "this switch statement");
                    break;
                }

                var path = Condition.Never;
                foreach (var label in next.Clauses.Where(IsAwaited).Select(c => c.Label!))
                {
                    path = Conditions.Or(path, breakable.Jumps[label]);
                    breakable.Jumps[label] = Condition.Never;
                }

                Arm(next, path);
            }

            _path = Conditions.Or(remaining, after);

            bool IsAwaited(ICaseClauseOperation clause) => clause.Label is { } label && !breakable.Jumps[label].IsNever;

            void Arm(ISwitchCaseOperation section, Condition path)
            {
                _path = path;
                foreach (var inner in section.Body)
                {
                    Statement(inner);
                }

                after = Conditions.Or(after, _path);
            }
        }));
    }

    private void InBreakable(Breakable breakable, Action act)
    {
        _breakables.Push(breakable);
        act();
        _breakables.Pop();
        _path = Conditions.Or(_path, breakable.Broken);
    }
}
