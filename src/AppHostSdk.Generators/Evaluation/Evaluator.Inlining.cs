using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    private const int DeepestCall = 48;

    /// <summary>Evaluates a function of the program in place of its call.</summary>
    private Value InlineCall(IMethodSymbol method, IOperation body, Value? receiver, List<Argument> arguments, IOperation call)
    {
        var definition = SourceBodies.Definition(method);
        var bound = arguments.ToList();
        var self = receiver;
        if (definition.IsExtensionMethod && definition.Parameters.Length > 0 && receiver is not null && arguments.All(a => a.Parameter.Ordinal != 0))
        {
            bound.Insert(0, new Argument(definition.Parameters[0], receiver, PlaceOf(call)));
            self = null;
        }

        return Inline(method, body, self, bound, call.Syntax);
    }

    /// <summary>Runs a function in a frame of its own.</summary>
    /// <param name="method">The function as it is called, with type arguments.</param>
    /// <param name="body">What it does.</param>
    /// <param name="receiver">What it is called on, or <see langword="null"/>.</param>
    /// <param name="arguments">The arguments for all its parameters, in any order.</param>
    /// <param name="call">The call.</param>
    private Value Inline(IMethodSymbol method, IOperation body, Value? receiver, IReadOnlyList<Argument> arguments, SyntaxNode call)
    {
        var definition = SourceBodies.Definition(method);
        var isLocal = definition.MethodKind == MethodKind.LocalFunction;
        return Enter(
            definition,
            body,
            isLocal ? _scope : new Scope(null),
            isLocal ? _frame.This : receiver,
            TypesOf(method, definition, isLocal ? _frame : null),
            definition.Parameters,
            arguments,
            call);
    }

    /// <summary>Runs a function that is a value.</summary>
    private Value Invoke(Value.Function function, IReadOnlyList<Argument> arguments, IOperation call)
    {
        if (function.Lambda is { } lambda)
        {
            return Enter(lambda.Symbol, lambda.Body, function.Scope, function.Frame.This, function.Frame.Types, lambda.Symbol.Parameters, arguments, call.Syntax);
        }

        var method = function.Method!.GetConstructedReducedFrom() ?? function.Method!;
        var bound = new List<Argument>();
        var parameters = method.IsExtensionMethod && function.Receiver is not null ? method.Parameters.RemoveAt(0) : method.Parameters;
        for (var i = 0; i < arguments.Count && i < parameters.Length; i++)
        {
            bound.Add(arguments[i] with { Parameter = parameters[i] });
        }

        var outer = (_scope, _frame);
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            _scope = function.Scope;
        }

        var result = Dispatch(method, function.Receiver, bound, call);
        (_scope, _frame) = outer;
        return result;
    }

    /// <summary>Calls a function of the program that was handed to a method of the framework.</summary>
    private Value Invoke(Value.Function function, IOperation call, params Value[] arguments)
    {
        var parameters = function.Lambda?.Symbol.Parameters ?? function.Method!.Parameters;
        var place = PlaceOf(call);
        return Invoke(function, [.. arguments.Take(parameters.Length).Select((a, i) => new Argument(parameters[i], a, place))], call);
    }

    /// <summary>The function that is entered next is an iterator that is being enumerated.</summary>
    private bool _enumerating;

    private Value Enter(
        IMethodSymbol definition,
        IOperation body,
        Scope outer,
        Value? self,
        Dictionary<ISymbol, ITypeSymbol>? types,
        ImmutableArray<IParameterSymbol> parameters,
        IReadOnlyList<Argument> arguments,
        SyntaxNode call)
    {
        if (!_enumerating && _bodies.IsIterator(body))
        {
            var frameThen = _frame;
            if (_symbols.TouchesModel(body) || AssignsOutside(definition, body))
            {
                return new Value.Sequence([]) { Lost = "an iterator that runs when it is enumerated", Query = Enumerate };
            }

            return Enumerate() is { } now
                ? new Value.Sequence([]) { Live = Living(now, Enumerate) }
                : new Value.Sequence([]) { Lost = "an iterator that is not followed to its end" };

            List<Value.Item>? Enumerate()
            {
                var (scopeNow, frameNow) = (_scope, _frame);
                (_frame, _enumerating) = (frameThen, true);
                var sequence = Enter(definition, body, outer, self, types, parameters, arguments, call) as Value.Sequence;
                (_scope, _frame) = (scopeNow, frameNow);
                return sequence is { Lost: null } ? sequence.Items : null;
            }
        }

        _enumerating = false;
        if (_exhausted || _frame.Depth >= DeepestCall || ++_work > _budget.Work)
        {
            return TooDeep(definition, body, arguments, call);
        }

        var (callerScope, callerFrame) = (_scope, _frame);
        var scope = new Scope(outer);
        foreach (var argument in arguments)
        {
            if (argument.Parameter.Ordinal < parameters.Length)
            {
                var cell = argument.Variable ?? new Cell(argument.Value, _path);
                scope.Declare(parameters[argument.Parameter.Ordinal], cell);
            }
        }

        var frame = new Frame
        {
            Caller = callerFrame,
            CallSite = SyntaxPlace.NameOf(call),
            Arguments = arguments,
            Context = _sites.ContextOf(call, callerFrame),
            Depth = callerFrame.Depth + 1,
            Method = definition,
            This = self,
            Types = types,
            Yielded = _bodies.IsIterator(body) ? [] : null,
        };
        (_scope, _frame) = (scope, frame);
        var breakables = _breakables;
        _breakables = new();
        Body(body);
        _path = Conditions.Or(_path, frame.Returned);
        (_scope, _frame, _breakables) = (callerScope, callerFrame, breakables);
        return frame.Yielded is { } items ? new Value.Sequence(items) { Lost = frame.YieldsLost } : OnPath(frame.Result ?? Value.Null);
    }

    /// <summary>Calls that go deeper than anyone would write: said once, and nothing more is followed.</summary>
    private Value.Late TooDeep(IMethodSymbol method, IOperation body, IReadOnlyList<Argument> arguments, SyntaxNode call)
    {
        var touches = _symbols.TouchesModel(body) || arguments.Any(a => a.Value.CarriesModel);
        if (touches)
        {
            if (!_exhausted)
            {
                Open(DiagnosticCatalog.TooMuch, SyntaxPlace.NameOf(call), $"'{method.Name}'");
            }

            _exhausted = true;
        }

        Forget(body, $"what {method.Name} assigned", touches);
        foreach (var argument in arguments.Where(a => a.Variable is not null))
        {
            Set(argument.Variable!, Fresh($"what {method.Name} assigned", null, argument.Parameter.Type));
        }

        return Again(null, Fresh($"the result of {method.Name}", null, method.ReturnType), touches);
    }

    private Value MethodGroup(IMethodReferenceOperation reference)
    {
        var method = reference.Method;
        if (_symbols.Of(method) is { Kind: AppHostSdk.Model.OperationKind.CreateBuilder })
        {
            // Only a call can be given the compiled model.
            return Unsupported(reference);
        }

        var receiver = reference.Instance is { } instance ? Evaluate(instance) : null;
        return new Value.Function
        {
            Method = method,
            Receiver = receiver,
            Scope = _scope,
            Frame = _frame,
            TouchesModel = _symbols.Of(method) is not null || _symbols.BodyTouchesModel(method) || receiver is { CarriesModel: true },
        };
    }

    /// <summary>What stands for the type parameters in a function: its own, its types', and for a local one those around it.</summary>
    private Dictionary<ISymbol, ITypeSymbol>? TypesOf(IMethodSymbol method, IMethodSymbol definition, Frame? around)
    {
        Dictionary<ISymbol, ITypeSymbol>? types = null;
        Add(definition.TypeParameters, method.TypeArguments);
        for (var (type, original) = (method.ContainingType, definition.ContainingType); type is not null && original is not null; (type, original) = (type.ContainingType, original.ContainingType))
        {
            Add(original.TypeParameters, type.TypeArguments);
        }

        if (around?.Types is { } outer)
        {
            types ??= new(SymbolEqualityComparer.Default);
            foreach (var pair in outer.Where(p => !types.ContainsKey(p.Key)))
            {
                types.Add(pair.Key, pair.Value);
            }
        }

        return types;

        void Add(ImmutableArray<ITypeParameterSymbol> parameters, ImmutableArray<ITypeSymbol> arguments)
        {
            for (var i = 0; i < parameters.Length && i < arguments.Length; i++)
            {
                (types ??= new(SymbolEqualityComparer.Default))[parameters[i]] = Actual(arguments[i]);
            }
        }
    }

    /// <summary>The type with type parameters of the current function replaced.</summary>
    private ITypeSymbol Actual(ITypeSymbol type)
    {
        if (_frame.Types is not { } types)
        {
            return type;
        }

        return type switch
        {
            ITypeParameterSymbol => types.TryGetValue(type.OriginalDefinition, out var actual) ? actual : type,
            INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } generic when generic.TypeArguments.Any(a => !SymbolEqualityComparer.Default.Equals(Actual(a), a)) =>
                generic.ConstructedFrom.Construct([.. generic.TypeArguments.Select(Actual)]),
            IArrayTypeSymbol { Rank: 1 } array => _bodies.Compilation.CreateArrayTypeSymbol(Actual(array.ElementType)),
            _ => type,
        };
    }

    /// <summary>The member that a call of <paramref name="member"/> reaches on an object of <paramref name="type"/>.</summary>
    internal static T Implementation<T>(T member, ITypeSymbol type)
        where T : class, ISymbol
    {
        if (member.ContainingType is { TypeKind: TypeKind.Interface } declaring)
        {
            if (type.FindImplementationForInterfaceMember(member) is T implementation)
            {
                return implementation;
            }

            // The interface with what stands for its type parameters here.
            foreach (var actual in type.AllInterfaces.Where(i => declaring.IsGenericType && SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, declaring.OriginalDefinition)))
            {
                if (actual.GetMembers(member.Name).OfType<T>().FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, member.OriginalDefinition)) is { } asked)
                {
                    return type.FindImplementationForInterfaceMember(asked) as T ?? asked;
                }
            }
        }

        if (member.IsVirtual || member.IsOverride || member.IsAbstract)
        {
            for (var current = type; current is not null; current = current.BaseType)
            {
                foreach (var candidate in current.GetMembers(member.Name).OfType<T>())
                {
                    for (ISymbol? overridden = candidate; overridden is not null; overridden = OverriddenBy(overridden))
                    {
                        if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, member.OriginalDefinition))
                        {
                            return candidate;
                        }
                    }
                }
            }
        }

        return member;
    }

    private static ISymbol? OverriddenBy(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };
}
