using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

/// <summary>Functions of the program that are called when it builds the application, on the state that everything has then.</summary>
internal sealed partial class Evaluator
{
    private readonly List<(Value Function, Condition When, Frame Frame, IOperation Call)> _beforeBuild = [];

    private void CallBeforeBuild(List<Argument> arguments, IOperation call)
    {
        _beforeBuild.Add((NotNull(arguments[arguments.Count - 1].Value), BeforeBuild, _frame, call));
        _changes++;
    }

    /// <summary>Calls them in their order; one that is added meanwhile comes last.</summary>
    private void CallBeforeBuild()
    {
        var (path, frame) = (_path, _frame);
        for (var i = 0; i < _beforeBuild.Count; i++)
        {
            var (function, when, caller, call) = _beforeBuild[i];
            _path = Conditions.And(path, when);
            if (BeforeBuild.IsNever)
            {
                continue;
            }

            // Mistakes are reported where the user's code led to the call.
            _frame = caller;
            Each(OnPath(function), single =>
            {
                if (single is Value.Function known)
                {
                    return Invoke(known, call);
                }

                Open(DiagnosticCatalog.UnknownValue, SyntaxPlace.NameOf(call.Syntax), "callback", "a function without source", "Pass a lambda.");
                return Value.Null;
            });
        }

        (_path, _frame) = (path, frame);
    }
}
