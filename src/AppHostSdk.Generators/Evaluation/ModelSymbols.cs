using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary>Recognises the authoring API in the program, by attribute and type. One per evaluation.</summary>
internal sealed class ModelSymbols
{
    private readonly Dictionary<IMethodSymbol, MethodModel?> _methods = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, bool> _types = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, ILocalFunctionOperation> _localFunctions = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IMethodSymbol> _scanning = new(SymbolEqualityComparer.Default);

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

    public void Add(ILocalFunctionOperation function) => _localFunctions[function.Symbol] = function;

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
    /// a local function that it calls.
    /// </summary>
    public bool TouchesModel(IOperation operation)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            switch (part)
            {
                case IInvocationOperation call when Of(call.TargetMethod) is { } model && OperationSchema.IsRecorded(model.Kind):
                case IMethodReferenceOperation reference when Of(reference.Method) is not null:
                    return true;
                case IInvocationOperation call when LocalFunctionTouchesModel(call.TargetMethod):
                case IMethodReferenceOperation reference when LocalFunctionTouchesModel(reference.Method):
                    return true;
                case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
                    when IsModelType(part.Type) && !IsOnlyRead(part):
                    return true;
            }
        }

        return false;
    }

    private bool LocalFunctionTouchesModel(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.LocalFunction
            || !_localFunctions.TryGetValue(method.OriginalDefinition, out var function)
            || !_scanning.Add(method.OriginalDefinition))
        {
            return false;
        }

        try
        {
            return function.Body is { } body && TouchesModel(body);
        }
        finally
        {
            _scanning.Remove(method.OriginalDefinition);
        }
    }

    /// <summary>A builder of which a property is read, for example its configuration, or which is compared.</summary>
    private bool IsOnlyRead(IOperation reference) => reference.Parent switch
    {
        IPropertyReferenceOperation property => property.Instance == reference && !IsModelType(property.Type),
        IBinaryOperation or IIsPatternOperation or IIsTypeOperation => true,
        IConversionOperation { Parent: IBinaryOperation } => true,
        _ => false,
    };
}
