using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary>Methods that throw unless their arguments are right.</summary>
internal sealed partial class Evaluator
{
    /// <summary>
    /// The program goes on where the argument is right. Where a constant is wrong it never does, and everything behind it would be missing
    /// in silence.
    /// </summary>
    private Value.Constant Guard(Value value, Condition fails, IOperation call)
    {
        var passed = Conditions.And(_path, Conditions.Not(fails));
        if (passed.IsNever && !_path.IsNever && value is Value.Constant constant && _thrown.Count == 0 && _trial is null)
        {
            var name = call is IInvocationOperation { Arguments: [{ Value.Syntax: var syntax }, ..] } ? syntax.ToString() : "";
            var method = call.Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText;
            Say(
                DiagnosticCatalog.GuardFails,
                new Place(SyntaxPlace.NameOf(call.Syntax), _frame),
                method is null ? $"'{name}'" : $"'{name}' of {method}",
                constant.IsNull ? "null" : "empty");
        }

        _path = passed;
        return Value.Null;
    }
}
