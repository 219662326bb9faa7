using System.Runtime.CompilerServices;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>
    /// The one table of how values of the program become values of the model, by the parameter's type;
    /// <see langword="null"/> where there is no way.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="argument">What it is an argument for.</param>
    /// <param name="mayBeLate">What is not known when compiling may stand here.</param>
    private ModelValue? Coerce(Value value, Argument argument, bool mayBeLate) => value switch
    {
        Value.Constant { IsNull: true } => ModelValue.None,
        Value.Constant { Content: int number } constant when TypeName(constant.Enumeration ?? argument.Parameter.Type) == "System.Net.Sockets.ProtocolType" => number switch
        {
            6 => ModelValue.From("tcp"),
            17 => ModelValue.From("udp"),
            _ => null,
        },
        Value.Constant { Enumeration: { } enumeration, Content: { } number } when NameOf(enumeration, number) is { } name => ModelValue.From(name),
        Value.Constant { Content: string text } => ModelValue.From(text),
        Value.Constant { Content: int number } => ModelValue.From(number),
        Value.Constant { Content: double number } when argument.Parameter.Type.SpecialType == SpecialType.System_Double => ModelValue.FromDouble(number),
        Value.Constant { Content: bool flag } => ModelValue.From(flag),
        Value.HostPath path => new ModelValue.HostPath(path.Relative),
        Value.Handle handle when IsParameterBuilder(argument.Parameter.Type) => new ModelValue.Parameter(handle.Key),
        Value.Handle or Value.ResourceOf or Value.Instance when HandleOf(value) is { } handle => TakesValue(argument) ? ResourceValue(handle) : new ModelValue.Resource(handle.Key),
        Value.EndpointReference or Value.EndpointProperty => EndpointValue(value),
        Value.Expression expression => Coerce(expression),
        Value.Address address => ModelValue.From(address.Text),
        Value.Sequence { Lost: null } sequence => CoerceAll(sequence, argument, mayBeLate),
        Value.Late late => mayBeLate ? SlotOf(late) : null,
        Value.Instance or Value.Function => null,
        _ => mayBeLate && !value.CarriesModel ? SlotOf(Fresh("its form", argument.Place)) : null,
    };

    private ModelValue.List? CoerceAll(Value.Sequence sequence, Argument argument, bool mayBeLate)
    {
        // A collection may hold itself.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var items = new List<ModelValue>();

        foreach (var item in sequence.Items)
        {
            if (Coerce(item.Value, argument with { Place = item.Place }, mayBeLate) is not { } coerced)
            {
                return null;
            }

            items.Add(coerced);
        }

        return new ModelValue.List(items.ToEquatableArray());
    }

    /// <summary>The name that the run time gives the type, see <see cref="Type.FullName"/>.</summary>
    private static string FullName(ITypeSymbol type) => type switch
    {
        { ContainingType: { } outer } => $"{FullName(outer)}+{type.MetadataName}",
        { ContainingNamespace: { IsGlobalNamespace: false } space } => $"{FullName(space)}.{type.MetadataName}",
        _ => type.MetadataName,
    };

    private static string FullName(INamespaceSymbol space) =>
        space.ContainingNamespace is { IsGlobalNamespace: false } outer ? $"{FullName(outer)}.{space.MetadataName}" : space.MetadataName;

    private static string TypeName(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] }
            ? underlying.ToDisplayString()
            : type.ToDisplayString();

    private static bool IsParameterBuilder(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments: [{ Name: nameof(KnownNames.ParameterResource) } resource] } && resource.ToDisplayString() == KnownNames.ParameterResource;

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
