using System.Collections.Immutable;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    /// <summary>Gives a variable a value where the path leads, and leaves it as it was elsewhere.</summary>
    private void Set(Cell cell, Value value)
    {
        if (_path.IsNever)
        {
            return;
        }

        if (_trial is null)
        {
            _changes++;
            if (cell.Memory is not { } memory || memory.First.Syntax != _remembering)
            {
                cell.Changed = _changes;
            }
        }

        Put(cell, value);
    }

    private void Put(Cell cell, Value value)
    {
        if (_trial is { } trial && !trial.Before.ContainsKey(cell))
        {
            trial.Before.Add(cell, cell.Value);
        }

        cell.Value = cell.Created == _path ? value : Choose(_path, value, cell.Value);
    }

    private Value Assignment(IAssignmentOperation assignment)
    {
        switch (assignment)
        {
            case ICoalesceAssignmentOperation coalesce:
                var (read, write) = TargetOf(coalesce.Target, coalesce);
                return Coalesce(
                    read(),
                    () =>
                    {
                        var value = Evaluate(coalesce.Value);
                        Remembering(coalesce.Value, () => write(value));
                        return value;
                    },
                    coalesce.Value);
            case ICompoundAssignmentOperation compound:
                var (before, change) = TargetOf(compound.Target, compound);
                var result = EachOf(
                    [before(), Evaluate(compound.Value)],
                    values => Operate(compound.OperatorKind, values[0], values[1], compound, compound.OperatorMethod));
                change(result);
                return result;
            case IDeconstructionAssignmentOperation deconstruction:
                var source = Evaluate(deconstruction.Value);
                Assign(Unwrapped(deconstruction.Target), source, deconstruction);
                return source;
            case ISimpleAssignmentOperation { IsRef: true } reference:
                var cell = CellOf(reference.Value);
                if (reference.Target is ILocalReferenceOperation { Local: var alias })
                {
                    _scope.Declare(alias, cell);
                }

                return OnPath(cell.Value);
            default:
                return Chained(assignment);
        }
    }

    /// <summary><c>a = b = c</c>, from the right and without recursion: such chains can be long.</summary>
    private Value Chained(IAssignmentOperation assignment)
    {
        var targets = new Stack<Action<Value>>();
        IOperation value = assignment;
        while (value is ISimpleAssignmentOperation { IsRef: false } inner)
        {
            targets.Push(TargetOf(inner.Target, inner).Write);
            value = inner.Value;
        }

        var result = Copied(Evaluate(value));
        Remembering(value is ICoalesceOperation { WhenNull: var otherwise } ? otherwise : value, () =>
        {
            foreach (var write in targets)
            {
                write(result);
            }
        });
        return result;
    }

    private void Remembering(IOperation value, Action write)
    {
        var outer = _remembering;
        _remembering = value.Syntax;
        write();
        _remembering = outer;
    }

    /// <summary>A structure is copied where it is assigned; what else has identity is not.</summary>
    private Value Copied(Value value) => value is Value.Instance { Type.IsValueType: true } structure ? CopyOf(structure) : value;

    private Value Increment(IIncrementOrDecrementOperation increment)
    {
        var (read, write) = TargetOf(increment.Target, increment);
        var before = Copied(read());
        var kind = increment.Kind == Microsoft.CodeAnalysis.OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var after = Each(before, value => increment.OperatorMethod is { Parameters.Length: 1 } method
            ? _bodies.Of(method) is { } body
                ? Inline(method, body, null, [new(method.Parameters[0], value, PlaceOf(increment))], increment.Syntax)
                : Fresh("this value", increment, increment.Type)
            : Operate(kind, value, new Value.Constant(1), increment, null));
        write(after);
        return increment.IsPostfix ? before : after;
    }

    /// <summary>
    /// How to read and write what is assigned to. Objects and indices in it are worked out here, once and before the value that is
    /// assigned; that there is no object shows when it is used.
    /// </summary>
    private (Func<Value> Read, Action<Value> Write) TargetOf(IOperation target, IOperation assignment)
    {
        switch (target)
        {
            case IPropertyReferenceOperation property:
                var instance = property.Instance is { } receiver ? Evaluate(receiver) : null;
                var arguments = property.Arguments.Select(a => Evaluate(a.Value)).ToList();
                return (
                    () => instance is null
                        ? EachOf(arguments, values => ReadProperty(property.Property, null, values, property))
                        : EachOf([NotNull(instance), .. arguments], values => ReadProperty(property.Property, values[0], [.. values.Skip(1)], property)),
                    value => AssignProperty(property, instance is null ? null : NotNull(instance), arguments, value, assignment));
            case IArrayElementReferenceOperation { Indices: [var only] } element:
                var (array, index) = (Evaluate(element.ArrayReference), Evaluate(only));
                return (
                    () => EachOf([NotNull(array), OnPath(index)], values => ItemAt(values[0], values[1], element)),
                    value => Each(NotNull(array), collection =>
                    {
                        SetItem(collection, OnPath(index), value, element);
                        return Value.Null;
                    }));
            case IFieldReferenceOperation { Instance: { Type.IsTupleType: false } holder, Field: var field } reference:
                var owner = Evaluate(holder);
                return (
                    () => Each(NotNull(owner), single => ReadField(field, single, reference)),
                    value => Each(NotNull(owner), single =>
                    {
                        AssignField(single, field, value, reference, holder, assignment);
                        return Value.Null;
                    }));
            default:
                return (() => Evaluate(target), value => Assign(target, value, assignment));
        }
    }

    private void Assign(IOperation target, Value value, IOperation assignment)
    {
        switch (target)
        {
            case IPropertyReferenceOperation or IArrayElementReferenceOperation { Indices.Length: 1 } or IFieldReferenceOperation { Instance.Type.IsTupleType: false }:
                TargetOf(target, assignment).Write(value);
                break;
            case ITupleOperation tuple:
                Deconstruct(tuple, value, assignment);
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value, assignment);
                break;
            case ILocalReferenceOperation { Local: var local, IsDeclaration: true }:
                _scope.Declare(local, new Cell(value, _path));
                break;
            case IDiscardOperation:
                break;
            case IFieldReferenceOperation { Instance: { } instance, Field: var field } reference:
                Each(NotNull(Evaluate(instance)), owner =>
                {
                    AssignField(owner, field, value, reference, instance, assignment);
                    return Value.Null;
                });
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation:
                Set(CellOf(target), value);
                break;
            case IParenthesizedOperation { Operand: var operand }:
                Assign(operand, value, assignment);
                break;
            default:
                Evaluate(target);
                Alias(target);
                Stored(target, value, null);
                break;
        }
    }

    private void AssignField(Value owner, IFieldSymbol field, Value value, IFieldReferenceOperation reference, IOperation instance, IOperation assignment)
    {
        switch (owner)
        {
            case Value.Instance thing:
                Set(FieldCell(thing, field), value);
                break;
            case Value.Tuple tuple when TupleIndex(field) is { } index && index < tuple.Items.Length:
                // A tuple is a value: the variable that holds it gets another one.
                Assign(instance, new Value.Tuple(tuple.Items.SetItem(index, value), tuple.Type), assignment);
                break;
            default:
                Stored(reference, value, owner);
                break;
        }
    }

    private void Deconstruct(ITupleOperation targets, Value value, IOperation assignment)
    {
        var parts = new List<List<(Condition, Value)>>(targets.Elements.Select(_ => new List<(Condition, Value)>()));
        Each(value, source =>
        {
            var items = PartsOf(source, targets.Elements.Length, assignment);
            for (var i = 0; i < parts.Count; i++)
            {
                parts[i].Add((_path, items[i]));
            }

            return Value.Null;
        });
        for (var i = 0; i < parts.Count; i++)
        {
            Assign(targets.Elements[i], parts[i] is [var (_, only)] ? only : Join(parts[i]), assignment);
        }
    }

    /// <summary>What a value is taken apart into: a tuple's items, or what its <c>Deconstruct</c> gives.</summary>
    private ImmutableArray<Value> PartsOf(Value source, int count, IOperation operation)
    {
        if (source is Value.Tuple tuple && tuple.Items.Length == count)
        {
            return tuple.Items;
        }

        if (source is Value.Instance instance)
        {
            // A record's Deconstruct gives its positional properties; another one is a function.
            var method = instance.Type.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == count);
            if (method is { IsImplicitlyDeclared: true })
            {
                return [.. method.Parameters.Select(p =>
                    instance.Type.GetMembers(p.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property ? ReadProperty(property, instance, [], operation) : Fresh(p.Name, operation, p.Type))];
            }

            if (method is not null && _bodies.Of(method) is { } body)
            {
                var cells = method.Parameters.Select(p => new Cell(Fresh(p.Name, operation, p.Type), _path)).ToList();
                Inline(method, body, instance, [.. method.Parameters.Select((p, i) => new Argument(p, cells[i].Value, PlaceOf(operation), cells[i]))], operation.Syntax);
                return [.. cells.Select(c => OnPath(c.Value))];
            }
        }

        var cause = source as Value.Late;
        return [.. Enumerable.Range(0, count).Select(i => Again(cause, Fresh("a part of a value", operation, null, source.CarriesModel)))];
    }

    /// <summary>The variable that an expression stands for.</summary>
    private Cell CellOf(IOperation target)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local: var local, IsDeclaration: var declares }:
                if (!declares && _scope.Find(local) is { } cell)
                {
                    return cell;
                }

                var declared = new Cell(Fresh($"{local.Name} without a value", target, local.Type), _path);
                _scope.Declare(local, declared);
                return declared;
            case IParameterReferenceOperation { Parameter: var parameter }:
                if (_scope.Find(parameter) is { } argument)
                {
                    return argument;
                }

                if (_frame.This is Value.Instance owner && owner.Fields.TryGetValue(parameter, out var captured))
                {
                    return captured;
                }

                var unknown = new Cell(Fresh($"the parameter {parameter.Name}", target, parameter.Type), _path);
                _scope.Declare(parameter, unknown);
                return unknown;
            case IDeclarationExpressionOperation declaration:
                return CellOf(declaration.Expression);
            case IFieldReferenceOperation { Instance: null, Field: var field } when IsInSource(field):
                return StaticCell(field);
            case IFieldReferenceOperation { Instance: { } instance, Field: var field } when Evaluate(instance) is Value.Instance owned:
                return FieldCell(owned, field);
            case IConversionOperation conversion:
                return CellOf(conversion.Operand);
            case IArrayElementReferenceOperation element:
                // Through a reference the item may change unseen.
                Lose(Evaluate(element.ArrayReference), "its items may have been replaced");
                return new Cell(Evaluate(target), _path);
            case IInvocationOperation or IConditionalOperation:
                Evaluate(target);
                Alias(target);
                return new Cell(Fresh("a variable by reference", target, target.Type), _path) { IsUnstable = true };
            default:
                // A variable that nobody else knows: what is stored there is lost.
                return new Cell(target is IDiscardOperation ? Value.Null : Evaluate(target), _path);
        }
    }

    /// <summary>What a reference may lead to that is the result of a call or of a choice: from here on it may be assigned unseen.</summary>
    private void Alias(IOperation target)
    {
        foreach (var part in Reached(target).ToList())
        {
            var reference = part switch
            {
                IReturnOperation { ReturnedValue: { } returned } => returned,
                ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation => part,
                _ => null,
            };
            if (reference is not null)
            {
                ForgetTarget(reference, "it may be assigned by reference", reported: false);
                if (SymbolOf(reference) is { } symbol && _scope.Find(symbol) is { } cell)
                {
                    cell.IsUnstable = true;
                }
            }
        }
    }

    /// <summary>A part of the model is stored where it is not followed.</summary>
    private void Stored(IOperation target, Value value, Value? owner)
    {
        LetGo(value);
        if (value.CarriesModel && owner is not Value.Late { Reported: true } && value is not Value.Function)
        {
            Open(DiagnosticCatalog.Unsupported, target.Syntax.GetLocation(), "what is stored here", "Use a local variable instead.");
        }
    }
}
