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
        if (!_path.IsNever)
        {
            cell.Value = cell.Created == _path ? value : Choose(_path, value, cell.Value);
        }
    }

    private Value Assignment(IAssignmentOperation assignment)
    {
        switch (assignment)
        {
            case ICoalesceAssignmentOperation coalesce:
                var before = Evaluate(coalesce.Target);
                return Coalesce(
                    before,
                    () =>
                    {
                        var value = Evaluate(coalesce.Value);
                        Assign(coalesce.Target, value, coalesce);
                        return value;
                    },
                    coalesce.Value);
            case ICompoundAssignmentOperation compound:
                var result = EachOf(
                    [Evaluate(compound.Target), Evaluate(compound.Value)],
                    values => Operate(compound.OperatorKind, values[0], values[1], compound, compound.OperatorMethod));
                Assign(compound.Target, result, compound);
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
        var targets = new Stack<IAssignmentOperation>();
        IOperation value = assignment;
        while (value is ISimpleAssignmentOperation { IsRef: false } inner)
        {
            targets.Push(inner);
            value = inner.Value;
        }

        var result = Copied(Evaluate(value));
        foreach (var target in targets)
        {
            Assign(target.Target, result, target);
        }

        return result;
    }

    /// <summary>A structure is copied where it is assigned; what else has identity is not.</summary>
    private Value Copied(Value value) => value is Value.Instance { Type.IsValueType: true } structure ? CopyOf(structure) : value;

    private Value Increment(IIncrementOrDecrementOperation increment)
    {
        var before = Evaluate(increment.Target);
        var kind = increment.Kind == Microsoft.CodeAnalysis.OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var after = Each(before, value => Operate(kind, value, new Value.Constant(1), increment, increment.OperatorMethod));
        Assign(increment.Target, after, increment);
        return increment.IsPostfix ? before : after;
    }

    private void Assign(IOperation target, Value value, IOperation assignment)
    {
        switch (target)
        {
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
            case IPropertyReferenceOperation property:
                AssignProperty(property, value, assignment);
                break;
            case IArrayElementReferenceOperation element:
                AssignElement(element, value);
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
            default:
                // A variable that nobody else knows: what is stored there is lost.
                return new Cell(target is IDiscardOperation ? Value.Null : Evaluate(target), _path);
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
