using System.Globalization;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    private ITypeSymbol Boolean => _bodies.Compilation.GetSpecialType(SpecialType.System_Boolean);

    private Value Unary(IUnaryOperation unary)
    {
        if (unary is { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null, Type.SpecialType: SpecialType.System_Boolean })
        {
            return Flag(Conditions.Not(Test(unary.Operand)));
        }

        if (unary.OperatorMethod is { } method && _bodies.Of(method) is { } body)
        {
            return Each(Evaluate(unary.Operand), operand => Inline(method, body, null, [new(method.Parameters[0], operand, PlaceOf(unary.Operand))], unary.Syntax));
        }

        return Each(Evaluate(unary.Operand), operand => (unary.OperatorKind, operand) switch
        {
            (_, Value.Constant { IsNull: true }) when unary.IsLifted => operand,
            (UnaryOperatorKind.Not, Value.Constant { Content: bool flag }) => Value.Of(!flag),
            (UnaryOperatorKind.Minus, Value.Constant { Content: int number }) => new Value.Constant(unchecked(-number)),
            (UnaryOperatorKind.Plus, _) => operand,
            (UnaryOperatorKind.Hat, _) => new Value.Tuple([operand]),
            _ => Derived($"{unary.OperatorKind}", unary, unary.Type, "this value", operand),
        });
    }

    private Value Binary(IBinaryOperation binary)
    {
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd when binary.OperatorMethod is null:
                return Flag(Shortened(binary, and: true));
            case BinaryOperatorKind.ConditionalOr when binary.OperatorMethod is null:
                return Flag(Shortened(binary, and: false));
            case BinaryOperatorKind.Add when binary.Type?.SpecialType == SpecialType.System_String:
                return Concatenate(binary);
            default:
                return EachOf(
                    [Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand)],
                    values => Operate(binary.OperatorKind, values[0], values[1], binary, binary.OperatorMethod));
        }
    }

    /// <summary>The right side is evaluated only where the left one leaves the answer open.</summary>
    private Condition Shortened(IBinaryOperation binary, bool and)
    {
        var left = Test(binary.LeftOperand);
        var before = _path;
        _path = Conditions.And(before, and ? left : Conditions.Not(left));
        var right = _path.IsNever ? Condition.Never : Test(binary.RightOperand);
        if (_path.IsNever)
        {
            Cover(binary.RightOperand);
        }

        _path = Conditions.Or(_path, Conditions.And(before, and ? Conditions.Not(left) : left));
        return and ? Conditions.And(left, right) : Conditions.Or(left, right);
    }

    /// <summary>The result of an operator on two single values.</summary>
    private Value Operate(BinaryOperatorKind kind, Value left, Value right, IOperation operation, IMethodSymbol? method)
    {
        if (method is not null && _bodies.Of(method) is { } body)
        {
            return Inline(method, body, null, [new(method.Parameters[0], left, PlaceOf(operation)), new(method.Parameters[1], right, PlaceOf(operation))], operation.Syntax);
        }

        if (operation.Type?.TypeKind == TypeKind.Delegate)
        {
            return Combined(kind, left, right, operation);
        }

        if (IsLifted(operation) && (left is Value.Constant { IsNull: true } || right is Value.Constant { IsNull: true }) && Lifted(kind, left, right) is { } lifted)
        {
            return lifted;
        }

        switch (kind)
        {
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals when method is null && left is Value.Instance { Type.IsValueType: false } && right is Value.Instance:
                // Without an operator of its own that is identity, whatever Equals says.
                return Value.Of(left == right == (kind == BinaryOperatorKind.Equals));
            case BinaryOperatorKind.Equals:
                return Flag(AreEqual(left, right, operation));
            case BinaryOperatorKind.NotEquals:
                return Flag(Conditions.Not(AreEqual(left, right, operation)));
            case BinaryOperatorKind.And or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr when operation.Type?.SpecialType == SpecialType.System_Boolean:
                var (first, second) = (Holds(left), Holds(right));
                return Flag(kind switch
                {
                    BinaryOperatorKind.And => Conditions.And(first, second),
                    BinaryOperatorKind.Or => Conditions.Or(first, second),
                    _ => Conditions.Or(Conditions.And(first, Conditions.Not(second)), Conditions.And(Conditions.Not(first), second)),
                });
            case BinaryOperatorKind.Add when operation.Type?.SpecialType == SpecialType.System_String:
                return Text([left, right], operation);
        }

        if (left is Value.Constant { Enumeration: null, Content: int a } && right is Value.Constant { Enumeration: null, Content: int b } && Arithmetic(kind, a, b) is { } result)
        {
            return new Value.Constant(result);
        }

        if (left is Value.Constant one && right is Value.Constant other && AsNumber(one) is { } x && AsNumber(other) is { } y
            && kind switch
            {
                BinaryOperatorKind.GreaterThan => x > y,
                BinaryOperatorKind.GreaterThanOrEqual => x >= y,
                BinaryOperatorKind.LessThan => x < y,
                BinaryOperatorKind.LessThanOrEqual => (bool?)(x <= y),
                _ => null,
            } is { } holds)
        {
            return Value.Of(holds);
        }

        // One way to say each comparison, so that "x > 3" and "3 < x" are one test.
        var isWhole = left is not Value.Late { Type.OriginalDefinition.SpecialType: not (SpecialType.System_Int32 or SpecialType.System_Int64) }
            && right is not Value.Late { Type.OriginalDefinition.SpecialType: not (SpecialType.System_Int32 or SpecialType.System_Int64) };
        return kind switch
        {
            BinaryOperatorKind.GreaterThan => Greater(left, right),
            BinaryOperatorKind.LessThan => Greater(right, left),
            BinaryOperatorKind.GreaterThanOrEqual when isWhole => Flag(Conditions.Not(Holds(Greater(right, left)))),
            BinaryOperatorKind.LessThanOrEqual when isWhole => Flag(Conditions.Not(Holds(Greater(left, right)))),
            _ => Derived($"{kind}", operation, operation.Type, "this value", left, right),
        };

        Value.Late Greater(Value more, Value less) => Derived("greater", operation, Boolean, "this comparison", more, less);
    }

    private static bool IsLifted(IOperation operation) => operation switch
    {
        IBinaryOperation binary => binary.IsLifted,
        ICompoundAssignmentOperation compound => compound.IsLifted,
        IIncrementOrDecrementOperation increment => increment.IsLifted,
        _ => false,
    };

    /// <summary>An operator on values of which one is <see langword="null"/>; <see langword="null"/> for the operators that can tell.</summary>
    private static Value.Constant? Lifted(BinaryOperatorKind kind, Value left, Value right) => (kind, left, right) switch
    {
        (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, _, _) => null,
        (BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual, _, _) => Value.Constant.False,
        (BinaryOperatorKind.And, Value.Constant { Content: false }, _) or (BinaryOperatorKind.And, _, Value.Constant { Content: false }) => Value.Constant.False,
        (BinaryOperatorKind.Or, Value.Constant { Content: true }, _) or (BinaryOperatorKind.Or, _, Value.Constant { Content: true }) => Value.Constant.True,
        (BinaryOperatorKind.And or BinaryOperatorKind.Or, Value.Late, _) or (BinaryOperatorKind.And or BinaryOperatorKind.Or, _, Value.Late) => null,
        _ => Value.Null,
    };

    /// <summary>Delegates added and taken away.</summary>
    private Value Combined(BinaryOperatorKind kind, Value left, Value right, IOperation operation)
    {
        if (AllOf(left) is { } first && AllOf(right) is { } second)
        {
            var all = kind == BinaryOperatorKind.Add ? [.. first, .. second] : first;
            if (kind == BinaryOperatorKind.Subtract && second is [var taken])
            {
                for (var i = all.Count - 1; i >= 0; i--)
                {
                    if (all[i] == taken)
                    {
                        all.RemoveAt(i);
                        break;
                    }
                }
            }

            // Which method groups are equal, and lists within lists: not looked into.
            if (kind == BinaryOperatorKind.Add || (second.Count < 2 && all.Concat(second).All(f => f.Lambda is not null)))
            {
                return all.Count switch
                {
                    0 => Value.Null,
                    1 => all[0],
                    _ => new Value.Functions([.. all]),
                };
            }
        }

        LetGo(left);
        LetGo(right);
        return Fresh("a delegate of several functions", operation, operation.Type, left.CarriesModel || right.CarriesModel);

        static List<Value.Function>? AllOf(Value value) => value switch
        {
            Value.Constant { IsNull: true } => [],
            Value.Function function => [function],
            Value.Functions several => [.. several.All],
            _ => null,
        };
    }

    private static object? Arithmetic(BinaryOperatorKind kind, int a, int b) => kind switch
    {
        BinaryOperatorKind.Add => unchecked(a + b),
        BinaryOperatorKind.Subtract => unchecked(a - b),
        BinaryOperatorKind.Multiply => unchecked(a * b),
        BinaryOperatorKind.Divide when b is not (0 or -1) => a / b,
        BinaryOperatorKind.Remainder when b is not (0 or -1) => a % b,
        BinaryOperatorKind.GreaterThan => a > b,
        BinaryOperatorKind.GreaterThanOrEqual => a >= b,
        BinaryOperatorKind.LessThan => a < b,
        BinaryOperatorKind.LessThanOrEqual => a <= b,
        _ => null,
    };

    /// <summary>When two single values are equal.</summary>
    private Condition AreEqual(Value left, Value right, IOperation operation)
    {
        switch (left, right)
        {
            case (Value.Constant a, Value.Constant b):
                return Equals(a.Content, b.Content) || (a.Content is not null && b.Content is not null && AsNumber(a) is { } x && x == AsNumber(b))
                    ? Condition.Always
                    : Condition.Never;
            case (Value.Late late, Value.Constant constant):
                return Equal(late, constant);
            case (Value.Constant constant, Value.Late late):
                return Equal(late, constant);
            case (Value.Late a, Value.Late b):
                if (a.Key == b.Key)
                {
                    return Condition.Always;
                }

                var (one, other) = string.CompareOrdinal(a.Key, b.Key) < 0 ? (a, b) : (b, a);
                return Holds(Derived("equal", operation, Boolean, "this comparison", one, other));
            case (Value.Late, _) or (_, Value.Late):
                return Holds(Fresh("this comparison", operation, Boolean));
            case (Value.Tuple a, Value.Tuple b) when a.Items.Length == b.Items.Length:
                return a.Items.Zip(b.Items, (x, y) => (x, y)).Aggregate(Condition.Always, (all, pair) => Conditions.And(all, AreEqual(pair.x, pair.y, operation)));
            case (Value.Instance a, Value.Instance b) when a != b && (HasEquality(a.Type) || HasEquality(b.Type)):
                return Holds(Fresh("this comparison", operation, Boolean));
            case (Value.HostPath, Value.Constant { IsNull: false }) or (Value.Constant { IsNull: false }, Value.HostPath):
                return Holds(Fresh("this comparison", operation, Boolean));
            default:
                return left.Same(right) ? Condition.Always : Condition.Never;
        }
    }

    /// <summary>Types whose objects may be equal without being the same.</summary>
    private static bool HasEquality(ITypeSymbol type)
    {
        for (var current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            if (current.IsValueType || current.IsRecord || current.IsAnonymousType || current.GetMembers("Equals").Any(m => m.IsOverride) || current.AllInterfaces.Any(i => i.Name == "IEquatable"))
            {
                return true;
            }
        }

        return false;
    }

    private Condition Equal(Value.Late late, Value.Constant constant) => constant.Content switch
    {
        null => IsNull(late),
        bool flag => Is(late, flag ? "true" : "false"),
        string text => Is(late, TestWords.Value(text)),
        IFormattable number => Is(late, number.ToString(null, CultureInfo.InvariantCulture)),
        var other => Is(late, $"{other}"),
    };

    private static long? AsNumber(Value.Constant constant) => constant.Content switch
    {
        int or short or sbyte or byte or ushort or uint or long => System.Convert.ToInt64(constant.Content, CultureInfo.InvariantCulture),
        _ => null,
    };
}
