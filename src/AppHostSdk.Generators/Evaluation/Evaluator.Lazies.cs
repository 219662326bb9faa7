using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary><c>Lazy&lt;T&gt;</c>: its function runs where its value is asked for first.</summary>
internal sealed partial class Evaluator
{
    private readonly List<Value.Lazy> _lazies = [];

    internal static bool IsLazy(ITypeSymbol? type) => type?.OriginalDefinition.ToDisplayString() == "System.Lazy<T>";

    private Value.Lazy? NewLazy(INamedTypeSymbol type, List<Argument> arguments)
    {
        if (!IsLazy(type) || arguments is not [{ Value: Value.Function factory }, ..])
        {
            return null;
        }

        var lazy = new Value.Lazy(factory, type, _path);
        _lazies.Add(lazy);
        return lazy;
    }

    private Value LazyValue(Value.Lazy lazy, IPropertySymbol property, IOperation reference) => Each(
        Coalesce(Held(lazy.Result, property, reference), () =>
        {
            if (!IsSteady(lazy) && FailsTrial())
            {
                return Value.Null;
            }

            var made = Made(lazy.Factory, reference);
            Remembering(SourceOf(lazy.Factory, reference), () => Set(lazy.Result, made));
            return made;
        }),
        result => result is Value.Tuple { Items: [var item] } ? OnPath(item) : Again(result as Value.Late, Fresh(ElsewhereReason, reference, reference.Type, lazy.CarriesModel)));

    private Value.Tuple Made(Value.Function factory, IOperation call) => new([Invoke(factory, call)]);

    private bool IsSteady(Value.Lazy lazy) =>
        lazy.Factory is { Lambda: { } lambda } && _steadiness.IsSteady(lambda, lazy.Factory.Frame.This is Value.Instance self ? self.Type : lazy.Type);

    private static IOperation SourceOf(Value.Function factory, IOperation otherwise) => factory.Lambda?.Body ?? otherwise;

    /// <summary>Code that nobody sees may ask for the value first.</summary>
    private void LetGo(Value.Lazy lazy, int since)
    {
        var cell = lazy.Result;
        if (cell.IsUnstable || cell.Memory is not null || Conditions.And(cell.Created, IsNull(cell.Value)).IsNever)
        {
            return;
        }

        if (IsSteady(lazy))
        {
            var lambda = lazy.Factory.Lambda!;
            cell.Memory = new Memory(lambda.Body, onlyOnce: true, () => Made(lazy.Factory, lambda), since);
            return;
        }

        cell.IsUnstable = true;
        LetGo(lazy.Factory);
    }
}
