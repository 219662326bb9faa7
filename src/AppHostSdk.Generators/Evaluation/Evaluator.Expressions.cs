using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    private readonly Stack<Value> _accessed = new();
    private readonly Stack<Value> _initialized = new();

    private Value Evaluate(IOperation operation)
    {
        Step();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_path.IsNever)
        {
            Cover(operation);
            return Value.Null;
        }

        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return ConstantOf(operation, constant);
        }

        switch (operation)
        {
            case IInvocationOperation call:
                return Call(call);
            case IConversionOperation { Conversion.Exists: false } or IInvalidOperation:
                OpenSilently(operation);
                return Again(null, Fresh("an expression that does not compile", operation, operation.Type), reported: true);
            case IConversionOperation conversion:
                return Conversion(conversion);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IAwaitOperation awaited:
                return Each(Evaluate(awaited.Operation), value => value is Value.Late late
                    ? Again(late, Fresh("an awaited value", awaited, awaited.Type))
                    : value);
            case ILocalReferenceOperation { Local: var local }:
                return Variable(local, operation);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return Parameter(parameter, operation);
            case IAssignmentOperation assignment:
                return Assignment(assignment);
            case IIncrementOrDecrementOperation increment:
                return Increment(increment);
            case IInterpolatedStringHandlerCreationOperation handler:
                return Handled(handler);
            case IInterpolatedStringOperation interpolated:
                return Interpolate(interpolated);
            case IBinaryOperation binary:
                return Binary(binary);
            case IUnaryOperation unary:
                return Unary(unary);
            case IArrayCreationOperation or ICollectionExpressionOperation:
                return NewCollection(operation);
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                return Branch(Test(conditional.Condition), () => Evaluate(conditional.WhenTrue), () => Evaluate(otherwise));
            case ICoalesceOperation coalesce:
                return Coalesce(Evaluate(coalesce.Value), () => Evaluate(coalesce.WhenNull), coalesce.WhenNull);
            case IConditionalAccessOperation access:
                return ConditionalAccess(access);
            case IConditionalAccessInstanceOperation when _accessed.Count > 0:
                return OnPath(_accessed.Peek());
            case ISwitchExpressionOperation choice:
                return SwitchExpression(choice);
            case IIsPatternOperation test:
                return Flag(Matches(Evaluate(test.Value), test.Pattern));
            case IIsTypeOperation test:
                return Flag(IsType(Evaluate(test.ValueOperand), test.TypeOperand, test));
            case IPropertyReferenceOperation property:
                return Property(property);
            case IFieldReferenceOperation field:
                return Field(field);
            case IArrayElementReferenceOperation element:
                return Element(element);
            case IImplicitIndexerReferenceOperation indexer:
                return EachOf([NotNull(Evaluate(indexer.Instance)), Evaluate(indexer.Argument)], values => ItemAt(values[0], values[1], indexer));
            case IRangeOperation range:
                return EachOf(
                    [
                        range.LeftOperand is { } start ? Evaluate(start) : new Value.Constant(0),
                        range.RightOperand is { } end ? Evaluate(end) : new Value.Tuple([new Value.Constant(0)]),
                    ],
                    values => new Value.Tuple([.. values]));
            case IInstanceReferenceOperation instance:
                return instance.ReferenceKind == InstanceReferenceKind.ImplicitReceiver && _initialized.Count > 0
                    ? _initialized.Peek()
                    : _frame.This ?? Fresh("this object", operation, operation.Type);
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);
            case IAnonymousFunctionOperation function:
                return new Value.Function { Lambda = function, Scope = _scope, Frame = _frame, TouchesModel = _symbols.TouchesModel(function.Body) };
            case IMethodReferenceOperation method:
                return MethodGroup(method);
            case IObjectCreationOperation or IAnonymousObjectCreationOperation or ITypeParameterObjectCreationOperation or IWithOperation:
                return NewObject(operation);
            case ITupleOperation tuple:
                return new Value.Tuple([.. tuple.Elements.Select(Evaluate)], tuple.Type);
            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression);
            case ITranslatedQueryOperation query:
                return Evaluate(query.Operation);
            case ITypeOfOperation of:
                return new Value.TypeOf(Actual(of.TypeOperand));
            case IDefaultValueOperation { Type: { } type }:
                return DefaultOf(Actual(type), operation);
            case IThrowOperation thrown:
                if (thrown.Exception is { } exception)
                {
                    Evaluate(exception);
                }

                Throw();
                return Value.Null;
            case IDiscardOperation:
                return Fresh("a discard", operation, operation.Type);
            case IEventReferenceOperation reference:
                return Event(reference);
            case IEventAssignmentOperation subscription:
                Subscribe(subscription);
                return Value.Null;
            case IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation:
                return Unsupported(operation);
            default:
                return Others(operation);
        }
    }

    /// <summary>Something that is computed from its parts and leaves the model alone, or that is not known.</summary>
    private Value.Late Others(IOperation operation)
    {
        if (SourceBodies.Own(operation).Any(o => o is IInvocationOperation or IAssignmentOperation) && _symbols.TouchesModel(operation))
        {
            return Unsupported(operation);
        }

        var parts = operation.ChildOperations.Select(Evaluate).ToList();
        return Again(parts.OfType<Value.Late>().FirstOrDefault(l => l.Reported), Fresh($"this {OperationWords.Of(operation)}", operation, operation.Type, parts.Any(p => p.CarriesModel)));
    }

    private Value.Late Unsupported(IOperation operation)
    {
        var what = $"this {OperationWords.Of(operation)}";
        var touches = _symbols.TouchesModel(operation);
        if (touches)
        {
            Open(DiagnosticCatalog.Unsupported, SyntaxPlace.HeadOf(operation.Syntax), what, "Use local variables and direct calls instead.");
            Cover(operation);
        }

        Forget(operation, what, touches);
        return Again(null, Fresh(what, operation, operation.Type), reported: touches);
    }

    /// <summary>What comes of a value that has been reported is not reported again.</summary>
    private static Value.Late Again(Value.Late? cause, Value.Late result, bool reported = false)
    {
        result.Reported = reported || cause is { Reported: true };
        return result;
    }

    private Value Variable(ISymbol variable, IOperation reference)
    {
        if (_scope.Find(variable) is { } cell)
        {
            return Held(cell, variable, reference);
        }

        if (reference is ILocalReferenceOperation { Local.IsConst: true, Local.ConstantValue: var constant })
        {
            return new Value.Constant(constant);
        }

        return Fresh($"the variable {variable.Name}", reference, reference.Type);
    }

    private Value Parameter(IParameterSymbol parameter, IOperation reference)
    {
        if (_scope.Find(parameter) is not null)
        {
            return Variable(parameter, reference);
        }

        // The receiver parameter of an extension block, or a captured parameter of a primary constructor.
        if (parameter.ContainingSymbol is INamedTypeSymbol && _frame.This is { } receiver)
        {
            return OnPath(receiver);
        }

        if (_frame.This is Value.Instance instance && instance.Fields.TryGetValue(parameter, out var captured))
        {
            return Held(captured, parameter, reference);
        }

        return parameter is { Type: IArrayTypeSymbol, ContainingSymbol: IMethodSymbol { IsStatic: true, Name: "Main" or WellKnownMemberNames.TopLevelStatementsEntryPointMethodName } }
            ? new Value.Late("args", $"the parameter {parameter.Name}", new(AppHostSdk.Model.ProvenanceKind.CommandLine, parameter.Name), parameter.Type)
            : Fresh($"the parameter {parameter.Name}", reference, parameter.Type);
    }

    private Value Coalesce(Value value, Func<Value> whenNull, IOperation? fallback = null)
    {
        var isNull = IsNull(value);
        if (isNull.IsNever)
        {
            if (fallback is not null)
            {
                Cover(fallback);
            }

            return value;
        }

        return Branch(isNull, whenNull, () => OnPath(value));
    }

    private Value ConditionalAccess(IConditionalAccessOperation access)
    {
        var value = Evaluate(access.Operation);
        return Branch(
            IsNull(value),
            () => Value.Null,
            () =>
            {
                _accessed.Push(OnPath(value));
                var result = Evaluate(access.WhenNotNull);
                _accessed.Pop();
                return result;
            });
    }

    private Value SwitchExpression(ISwitchExpressionOperation choice)
    {
        var value = Evaluate(choice.Value);
        var (remaining, after) = (_path, AppHostSdk.Model.Condition.Never);
        var results = new List<(AppHostSdk.Model.Condition, Value)>();
        foreach (var arm in choice.Arms)
        {
            _path = remaining;
            if (_path.IsNever)
            {
                Cover(arm);
                continue;
            }

            InScope(() =>
            {
                var test = Matches(OnPath(value), arm.Pattern);
                _path = Conditions.And(remaining, test);
                if (arm.Guard is { } guard && !_path.IsNever)
                {
                    _path = Conditions.And(_path, Test(guard));
                }

                var taken = _path;
                var result = Evaluate(arm.Value);
                remaining = Conditions.And(remaining, Conditions.Not(taken));
                if (!_path.IsNever)
                {
                    results.Add((taken, result));
                    after = Conditions.Or(after, _path);
                }
            });
        }

        // What no arm takes ends the program.
        _path = after;
        return Join(results);
    }

    private Value DefaultOf(ITypeSymbol type, IOperation? operation) => type switch
    {
        { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => Value.Null,
        { SpecialType: SpecialType.System_Boolean } => Value.Constant.False,
        { SpecialType: SpecialType.System_Int32 } => new Value.Constant(0),
        { TypeKind: TypeKind.Enum } => new Value.Constant(0, type),
        _ => Fresh("a default value", operation, type),
    };

    private Place PlaceOf(IOperation operation) => new(operation.Syntax.GetLocation(), _frame);
}
