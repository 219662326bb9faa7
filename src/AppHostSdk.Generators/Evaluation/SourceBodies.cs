using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary>
/// The operations of functions and initialisers whose source is in the program. One semantic model per file: each of them binds
/// a function anew.
/// </summary>
internal sealed class SourceBodies(SemanticModel entryPoint, CancellationToken cancellation)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = new() { [entryPoint.SyntaxTree] = entryPoint };
    private readonly Dictionary<IMethodSymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IOperation, bool> _iterators = [];

    public Compilation Compilation => entryPoint.Compilation;

    /// <summary>True while the text of a file is not valid C#, as it is during typing.</summary>
    public static bool IsHalfTyped(SyntaxTree tree, CancellationToken cancellation = default) =>
        tree.GetRoot(cancellation).ContainsDiagnostics && tree.GetDiagnostics(cancellation).Any(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>
    /// True when a function does not compile. Only what it does is looked at: what is missing in declarations, other generators may add.
    /// </summary>
    public bool HasErrors(SyntaxNode function)
    {
        var model = ModelOf(function.SyntaxTree);
        IEnumerable<SyntaxNode> statements = function is CompilationUnitSyntax unit ? unit.Members.OfType<GlobalStatementSyntax>() : [function];
        return model is not null
            && statements.Any(statement => model.GetDiagnostics(statement.Span, cancellation).Any(d => d.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>The definition of a method: without type arguments, and of an extension method the static one.</summary>
    public static IMethodSymbol Definition(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return definition.PartialImplementationPart ?? definition;
    }

    /// <summary>What a function does, or <see langword="null"/> when its source is not in the program or it has no body.</summary>
    public IOperation? Of(IMethodSymbol method)
    {
        var definition = Definition(method);
        if (!_bodies.TryGetValue(definition, out var body))
        {
            _bodies[definition] = body = definition.DeclaringSyntaxReferences
                .Select(reference => BodyAt(reference.GetSyntax(cancellation)))
                .FirstOrDefault(found => found is not null);
        }

        return body;
    }

    /// <summary>The initialiser of a field or property, or <see langword="null"/>.</summary>
    public IOperation? InitializerOf(ISymbol member)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            var initializer = reference.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax field => field.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            if (initializer is not null && ModelOf(initializer.SyntaxTree)?.GetOperation(initializer, cancellation) is ISymbolInitializerOperation operation)
            {
                return operation.Value;
            }
        }

        return null;
    }

    /// <summary>The call of a base constructor with its arguments that a type with a primary constructor makes, or <see langword="null"/>.</summary>
    public IInvocationOperation? PrimaryBaseCall(IMethodSymbol constructor)
    {
        foreach (var reference in constructor.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax { BaseList.Types: [PrimaryConstructorBaseTypeSyntax call, ..] }
                && ModelOf(call.SyntaxTree)?.GetOperation(call, cancellation) is { } operation)
            {
                return operation as IInvocationOperation ?? operation.DescendantsAndSelf().OfType<IInvocationOperation>().FirstOrDefault();
            }
        }

        return null;
    }

    /// <summary>True when the function yields its results one by one.</summary>
    public bool IsIterator(IOperation body)
    {
        if (!_iterators.TryGetValue(body, out var iterator))
        {
            _iterators[body] = iterator = Own(body).Any(o => o.Kind is OperationKind.YieldReturn or OperationKind.YieldBreak);
        }

        return iterator;
    }

    /// <summary>The operations of a function without those of functions in it.</summary>
    public static IEnumerable<IOperation> Own(IOperation body)
    {
        var pending = new Stack<IOperation>([body]);
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            yield return next;
            foreach (var child in next.ChildOperations)
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    pending.Push(child);
                }
            }
        }
    }

    /// <summary>In an IDE, a method of another project has source too, but not here.</summary>
    public SemanticModel? ModelOf(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out var model) && Compilation.ContainsSyntaxTree(tree))
        {
            _models[tree] = model = Compilation.GetSemanticModel(tree);
        }

        return model;
    }

    private IOperation? BodyAt(SyntaxNode declaration) =>
        declaration is TypeDeclarationSyntax or ParameterSyntax ? null : ModelOf(declaration.SyntaxTree)?.GetOperation(declaration, cancellation) switch
        {
            IMethodBodyOperation { BlockBody: null, ExpressionBody: null } => null,
            ILocalFunctionOperation function => function.Body,
            var operation => operation,
        };
}
