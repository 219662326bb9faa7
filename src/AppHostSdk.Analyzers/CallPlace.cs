using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Analyzers;

/// <summary>Finds the expression of a file that a place of the site table means.</summary>
internal static class CallPlace
{
    /// <summary>
    /// The argument of the call that fills <paramref name="argument"/> of the operation, else the call's name;
    /// <see langword="null"/> when the call is in another file. Where an integration performs the operation, the place is that of the
    /// call of the integration: the argument meant is the one with the <paramref name="text"/>, if the user passes it.
    /// </summary>
    /// <param name="place">The place.</param>
    /// <param name="argument">The operation's argument that is meant.</param>
    /// <param name="within">Of several values that fill the argument, the one that holds this text is meant.</param>
    /// <param name="text">The whole constant text that is meant, where one is.</param>
    /// <param name="isOwn">What an integration does by itself has no place.</param>
    /// <param name="model">The file.</param>
    /// <param name="projectDirectory">The project's directory with a slash at its end.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static Location? Of(
        SitePlace place, string? argument, string within, string? text, bool isOwn, SemanticModel model, string projectDirectory, CancellationToken cancellation)
    {
        if (TokenAt(model.SyntaxTree, place.File, place.Line, place.Column, projectDirectory, cancellation) is not { } name)
        {
            return null;
        }

        if (CallOf(name, model, cancellation) is not { } operation)
        {
            return name.GetLocation();
        }

        if (!IsOperation(operation.TargetMethod))
        {
            var passed = text is null ? null : operation.Arguments.FirstOrDefault(a => a.ArgumentKind == ArgumentKind.Explicit && a.Value.ConstantValue is { HasValue: true, Value: string value } && value == text);
            return passed?.Value.Syntax.GetLocation() ?? (isOwn ? null : name.GetLocation());
        }

        foreach (var given in argument is null ? [] : operation.Arguments)
        {
            if (given.Parameter is not { } parameter || NameOf(parameter) != argument)
            {
                continue;
            }

            if (given.ArgumentKind == ArgumentKind.Explicit)
            {
                return given.Value.Syntax.GetLocation();
            }

            if (given is { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer.ElementValues: var values } }
                && values.FirstOrDefault(v => v.ConstantValue is { HasValue: true, Value: string element } && element.Contains(within)) is { } holder)
            {
                return holder.Syntax.GetLocation();
            }
        }

        return name.GetLocation();
    }

    /// <summary>True when the call at a place is that of an integration, which performs the operation.</summary>
    public static bool IsIntegrations(SitePlace place, SemanticModel model, string projectDirectory, CancellationToken cancellation) =>
        TokenAt(model.SyntaxTree, place.File, place.Line, place.Column, projectDirectory, cancellation) is { } name
        && CallOf(name, model, cancellation) is { } operation
        && !IsOperation(operation.TargetMethod);

    private static IInvocationOperation? CallOf(SyntaxToken name, SemanticModel model, CancellationToken cancellation) =>
        name.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call ? model.GetOperation(call, cancellation) as IInvocationOperation : null;

    private static bool IsOperation(IMethodSymbol method) => method.GetAttributes().Any(a => a.AttributeClass?.Name == "ModelOperationAttribute");

    /// <summary>The token of a file at a place of an emitted table; <see langword="null"/> when it is in another file.</summary>
    public static SyntaxToken? TokenAt(SyntaxTree tree, string file, int line, int column, string projectDirectory, CancellationToken cancellation)
    {
        if (!IsFile(tree.FilePath.Replace('\\', '/'), file, projectDirectory))
        {
            return null;
        }

        var lines = tree.GetText(cancellation).Lines;
        if (line > lines.Count)
        {
            return null;
        }

        var position = lines[line - 1].Start + column - 1;
        var root = tree.GetRoot(cancellation);
        return position < root.FullSpan.End ? root.FindToken(position) : null;
    }

    /// <summary>The place for what concerns the application as a whole: the name of the first call of <c>CreateBuilder</c> in a file.</summary>
    public static Location? OfCreateBuilder(SyntaxTree tree, CancellationToken cancellation) => tree.GetRoot(cancellation)
        .DescendantNodes()
        .OfType<InvocationExpressionSyntax>()
        .Select(call => call.Expression is MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "CreateBuilder" } name, Expression: var type } && type.ToString().EndsWith("DistributedApplication", StringComparison.Ordinal) ? name.GetLocation() : null)
        .FirstOrDefault(location => location is not null);

    /// <summary>The table has files relative to the project; of a file outside of it only the name.</summary>
    private static bool IsFile(string path, string file, string projectDirectory) =>
        path == projectDirectory + file || (file.IndexOf('/') < 0 && path.EndsWith("/" + file, StringComparison.Ordinal) && !path.StartsWith(projectDirectory, StringComparison.Ordinal));

    /// <summary>The operation's argument that a parameter fills.</summary>
    private static string NameOf(IParameterSymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: "ModelArgumentAttribute", ConstructorArguments: [{ Value: string name }] })
            {
                return name;
            }
        }

        return parameter.Name;
    }
}
