using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary><c>Lazy&lt;T&gt;</c>: its function runs where its value is asked for first.</summary>
internal sealed partial class Evaluator
{
    private readonly List<Value.Deferred> _deferred = [];

    internal static bool IsDeferred(ITypeSymbol? type) => type?.OriginalDefinition.ToDisplayString() == "System.Lazy<T>";

    private Value.Deferred? NewDeferred(INamedTypeSymbol type, List<Argument> arguments)
    {
        if (!IsDeferred(type) || arguments is not [{ Value: Value.Function factory }, ..])
        {
            return null;
        }

        var deferred = new Value.Deferred(factory, type, _path);
        _deferred.Add(deferred);
        return deferred;
    }

    private Value DeferredValue(Value.Deferred deferred, IPropertySymbol property, IOperation reference) => Each(
        Coalesce(Held(deferred.Result, property, reference), () =>
        {
            if (!IsSteady(deferred) && FailsTrial())
            {
                return Value.Null;
            }

            var made = Made(deferred.Factory, reference);
            Remembering(SourceOf(deferred.Factory, reference), () => Set(deferred.Result, made));
            return made;
        }),
        result => result is Value.Tuple { Items: [var item] } ? OnPath(item) : Again(result as Value.Late, Fresh(ElsewhereReason, reference, reference.Type, deferred.CarriesModel)));

    private Value.Tuple Made(Value.Function factory, IOperation call) => new([Invoke(factory, call)]);

    private bool IsSteady(Value.Deferred deferred) =>
        deferred.Factory is { Lambda: { } lambda } && _steadiness.IsSteady(lambda, deferred.Factory.Frame.This is Value.Instance self ? self.Type : deferred.Type);

    private static IOperation SourceOf(Value.Function factory, IOperation otherwise) => factory.Lambda?.Body ?? otherwise;

    /// <summary>Code that nobody sees may ask for the value first.</summary>
    private void LetGo(Value.Deferred deferred, int since)
    {
        var cell = deferred.Result;
        if (cell.IsUnstable || cell.Memory is not null || Conditions.And(cell.Created, IsNull(cell.Value)).IsNever)
        {
            return;
        }

        if (IsSteady(deferred))
        {
            var lambda = deferred.Factory.Lambda!;
            cell.Memory = new Memory(lambda.Body, onlyOnce: true, () => Made(deferred.Factory, lambda), since);
            return;
        }

        cell.IsUnstable = true;
        LetGo(deferred.Factory);
    }
}
