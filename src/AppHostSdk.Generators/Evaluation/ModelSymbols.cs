using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary>Recognises the authoring API in the program, by attribute and type. One per evaluation.</summary>
/// <param name="entryPoint">The semantic model of the entry point's file.</param>
/// <param name="carriesModel">True for variables that hold a part of the model now, whatever their type is.</param>
/// <param name="cancellation">Ends a search with an exception.</param>
internal sealed class ModelSymbols(SemanticModel entryPoint, Func<ISymbol, bool> carriesModel, CancellationToken cancellation)
{
    private readonly Dictionary<IMethodSymbol, MethodModel?> _methods = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, bool> _types = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = new() { [entryPoint.SyntaxTree] = entryPoint };
    private readonly HashSet<IMethodSymbol> _touching = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IMethodSymbol> _harmless = new(SymbolEqualityComparer.Default);

    /// <summary>The operation of a method, or <see langword="null"/> when it performs none.</summary>
    public MethodModel? Of(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!_methods.TryGetValue(definition, out var model))
        {
            _methods[definition] = model = MethodModel.Read(definition);
        }

        return model;
    }

    /// <summary>True for the types through which the model is changed or referred to.</summary>
    public bool IsModelType(ITypeSymbol? type)
    {
        if (type is null)
        {
            return false;
        }

        if (!_types.TryGetValue(type, out var known))
        {
            _types[type] = known = type.OriginalDefinition.ToDisplayString() is KnownNames.ApplicationBuilder or KnownNames.ResourceBuilder
                || type.AllInterfaces.Any(i => i.OriginalDefinition.ToDisplayString() is KnownNames.ApplicationBuilder or KnownNames.ResourceBuilder)
                || (type is IArrayTypeSymbol array && IsModelType(array.ElementType))
                || (type is INamedTypeSymbol { IsGenericType: true } generic && generic.TypeArguments.Any(IsModelType));
        }

        return known;
    }

    /// <summary>
    /// True when the operation calls the authoring API or uses a builder for more than reading a property of it, itself or in
    /// a method of the program that it calls.
    /// </summary>
    public bool TouchesModel(IOperation operation)
    {
        var called = new Stack<IMethodSymbol>();
        return TouchesModel(operation, called) || called.Any(BodyTouchesModel);
    }

    /// <summary>True when a method whose source is in the program touches the model, itself or in what it calls.</summary>
    public bool BodyTouchesModel(IMethodSymbol method)
    {
        var start = (method.ReducedFrom ?? method).OriginalDefinition;
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>([start]);
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            var definition = (next.ReducedFrom ?? next).OriginalDefinition;
            if (_harmless.Contains(definition) || !seen.Add(definition))
            {
                continue;
            }

            if (_touching.Contains(definition) || BodiesOf(definition).Any(body => TouchesModel(body, pending)))
            {
                _touching.Add(start);
                return true;
            }
        }

        // Nothing that can be reached from here touches the model.
        _harmless.UnionWith(seen);
        return false;
    }

    private IEnumerable<IOperation> BodiesOf(IMethodSymbol method)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            cancellation.ThrowIfCancellationRequested();

            if (ModelOf(reference.SyntaxTree)?.GetOperation(reference.GetSyntax(cancellation), cancellation) is { } body)
            {
                yield return body;
            }
        }
    }

    /// <summary>One model per file: each of them binds a method anew. In an IDE, a method of another project has source too, but not here.</summary>
    private SemanticModel? ModelOf(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out var model) && entryPoint.Compilation.ContainsSyntaxTree(tree))
        {
            _models[tree] = model = entryPoint.Compilation.GetSemanticModel(tree);
        }

        return model;
    }

    /// <summary>Looks at the operation itself, and notes the methods that it calls.</summary>
    private bool TouchesModel(IOperation operation, Stack<IMethodSymbol> called)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            switch (part)
            {
                case IInvocationOperation call when Of(call.TargetMethod) is { } model && OperationSchema.IsRecorded(model.Kind):
                case IMethodReferenceOperation reference when Of(reference.Method) is not null:
                case ILocalReferenceOperation { Local: var local } when carriesModel(local) && !IsOnlyRead(part):
                case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
                    when IsModelType(part.Type) && !IsOnlyRead(part):
                    return true;
                case IInvocationOperation call:
                    called.Push(call.TargetMethod);
                    break;
                case IMethodReferenceOperation reference:
                    called.Push(reference.Method);
                    break;
            }
        }

        return false;
    }

    /// <summary>A builder of which a property is read, for example its configuration, or which is compared.</summary>
    private bool IsOnlyRead(IOperation reference) => reference.Parent switch
    {
        IPropertyReferenceOperation property => property.Instance == reference && !IsModelType(property.Type),
        IBinaryOperation or IIsPatternOperation or IIsTypeOperation or INameOfOperation => true,
        IConversionOperation { Parent: IBinaryOperation } => true,
        _ => false,
    };
}
