using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AppHostSdk.Analyzers;

/// <summary>Finds whether a program starts its application.</summary>
internal static class RunCalls
{
    private const string Application = "AppHostSdk.DistributedApplication";

    /// <summary>
    /// False when no file has a call that starts the application, and none hands it to compiled code that may. Names come first:
    /// what is bound are the few expressions that may be such a call.
    /// </summary>
    public static bool MayBeIn(Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.GetTypeByMetadataName(Application) is not { } application)
        {
            return true;
        }

        var names = new HashSet<string>(application.GetMembers().OfType<IMethodSymbol>().Where(IsRun).Select(m => m.Name), StringComparer.Ordinal);
        var trees = compilation.SyntaxTrees.ToList();
        return trees.Exists(tree => tree.GetRoot(cancellation).ContainsDiagnostics) // Somebody is typing.
            || trees.Exists(tree => NodesOf<SimpleNameSyntax>(tree).Any(name => names.Contains(name.Identifier.ValueText) && Starts(name, compilation.GetSemanticModel(tree), application, cancellation)))
            || trees.Exists(tree => NodesOf<ArgumentSyntax>(tree).Any(given => IsApplication(given.Expression, compilation.GetSemanticModel(tree), application, cancellation)));

        IEnumerable<T> NodesOf<T>(SyntaxTree tree) => tree.GetRoot(cancellation).DescendantNodes().OfType<T>();
    }

    /// <summary>True unless it is known to start something else.</summary>
    private static bool Starts(SimpleNameSyntax name, SemanticModel model, INamedTypeSymbol application, CancellationToken cancellation) =>
        model.GetSymbolInfo(name, cancellation).Symbol is not { } symbol || SymbolEqualityComparer.Default.Equals(symbol.ContainingType, application);

    /// <summary>Whoever is given the application may start it.</summary>
    private static bool IsApplication(ExpressionSyntax expression, SemanticModel model, INamedTypeSymbol application, CancellationToken cancellation) =>
        SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(expression, cancellation).Type, application);

    /// <summary>An operation of the kind Run. Its number stands in the attribute.</summary>
    private static bool IsRun(IMethodSymbol method) => method.GetAttributes().Any(a =>
        a is { AttributeClass.Name: "ModelOperationAttribute", ConstructorArguments: [{ Value: int kind }, ..] } && kind == (int)AppHostSdk.Model.OperationKind.Run);
}
