using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>
    /// A function that the run time calls when it comes to it: a slot of the graph. Its body describes nothing here, but what it may
    /// assign is unknown from now on.
    /// </summary>
    private ModelValue Callback(Argument argument)
    {
        if (argument.Value is Value.Constant { IsNull: true })
        {
            return ModelValue.None;
        }

        LetGo(argument.Value);
        return _graph.AddCallback(argument.Value switch
        {
            Value.Function { Lambda: { } lambda } => new Provenance(ProvenanceKind.Source, TextOf(lambda.Syntax)),
            Value.Function { Method: { } method } => new Provenance(ProvenanceKind.Source, method.Name),
            Value.Late late => late.Provenance,
            _ => new Provenance(ProvenanceKind.Source, argument.Parameter.Name),
        });
    }

    /// <summary>A function in one line; a block of statements is left out of it, so that an edit in there changes no graph.</summary>
    private static string TextOf(SyntaxNode function) => function is AnonymousFunctionExpressionSyntax { Block: { } block }
        ? OneLine(function.ToString().Substring(0, block.SpanStart - function.SpanStart)) + " { … }"
        : OneLine(function.ToString());

    /// <summary>Where a resource is asked for, the resource of a builder is as good as the builder.</summary>
    private Value AsBuilder(Argument argument) =>
        argument.Value is Value.ResourceOf or Value.Instance && argument.Parameter.Type.ToDisplayString() == KnownNames.Resource && HandleOf(argument.Value) is { } builder
            ? builder
            : argument.Value;
}
