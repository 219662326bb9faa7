using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary>Recognises the authoring API in the program, by attribute and type. One per evaluation.</summary>
/// <param name="bodies">The functions of the program.</param>
/// <param name="carriesModel">True for variables that hold a part of the model now, whatever their type is.</param>
internal sealed class ModelSymbols(SourceBodies bodies, Func<ISymbol, bool> carriesModel)
{
    private readonly Dictionary<IMethodSymbol, MethodModel?> _methods = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, bool> _types = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IAssemblySymbol, bool> _assemblies = new(SymbolEqualityComparer.Default);
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

    /// <summary>The type of resource that a builder of <paramref name="type"/>, or a task for one, builds; else <see langword="null"/>.</summary>
    public static ITypeSymbol? BuilderOf(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } => BuilderOf(result),
        INamedTypeSymbol { TypeArguments: [var resource] } when type.OriginalDefinition.ToDisplayString() == KnownNames.ResourceBuilder => resource,
        _ => null,
    };

    /// <summary>True for assemblies whose code may call the authoring API.</summary>
    public bool KnowsModel(IAssemblySymbol assembly)
    {
        if (!_assemblies.TryGetValue(assembly, out var knows))
        {
            _assemblies[assembly] = knows = SymbolEqualityComparer.Default.Equals(assembly, bodies.Compilation.Assembly)
                || assembly.Name == KnownNames.HostingAssembly
                || assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == KnownNames.HostingAssembly));
        }

        return knows;
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
        var start = SourceBodies.Definition(method);
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>([start]);
        while (pending.Count > 0)
        {
            var definition = SourceBodies.Definition(pending.Pop());
            if (_harmless.Contains(definition) || !seen.Add(definition))
            {
                continue;
            }

            if (_touching.Contains(definition) || (bodies.Of(definition) is { } body && TouchesModel(body, pending)))
            {
                _touching.Add(start);
                return true;
            }
        }

        // Nothing that can be reached from here touches the model.
        _harmless.UnionWith(seen);
        return false;
    }

    /// <summary>Looks at the operation itself, and notes the methods that it calls.</summary>
    private bool TouchesModel(IOperation operation, Stack<IMethodSymbol> called)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            switch (part)
            {
                case IInvocationOperation call when (Of(call.TargetMethod) is { } model && (OperationSchema.IsRecorded(model.Kind) || model.Kind == AppHostSdk.Model.OperationKind.WithAnnotation)) || Evaluator.Annotates(call):
                case IMethodReferenceOperation reference when Of(reference.Method) is not null:
                case ILocalReferenceOperation { Local: var local } when carriesModel(local) && !IsOnlyRead(part):
                case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
                    when IsModelType(part.Type) && !IsOnlyRead(part):
                    return true;
                case IInvocationOperation call:
                    called.Push(call.TargetMethod);
                    break;
                case IObjectCreationOperation { Constructor: { } constructor }:
                    called.Push(constructor);
                    break;
                case IPropertyReferenceOperation { Property: var property }:
                    Push(property.GetMethod);
                    Push(property.SetMethod);
                    break;
                case IMethodReferenceOperation reference:
                    called.Push(reference.Method);
                    break;
            }
        }

        return false;

        void Push(IMethodSymbol? accessor)
        {
            if (accessor is not null && !accessor.DeclaringSyntaxReferences.IsEmpty)
            {
                called.Push(accessor);
            }
        }
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
