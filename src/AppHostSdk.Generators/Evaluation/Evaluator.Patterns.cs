using System.Runtime.CompilerServices;
using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    private Condition Matches(Value value, ICaseClauseOperation clause)
    {
        switch (clause)
        {
            case ISingleValueCaseClauseOperation single:
                var constant = Evaluate(single.Value);
                return Alternatives(value, alternative => AreEqual(alternative, constant, single));
            case IPatternCaseClauseOperation pattern:
                var test = Matches(value, pattern.Pattern);
                if (pattern.Guard is not { } guard)
                {
                    return test;
                }

                var before = _path;
                _path = Conditions.And(before, test);
                if (!_path.IsNever)
                {
                    test = Conditions.And(test, Test(guard));
                }

                _path = before;
                return test;
            default:
                return Is(Fresh("this case", clause, null), "true");
        }
    }

    /// <summary>When a value matches a pattern. Variables of the pattern get their values on the paths on which it does.</summary>
    private Condition Matches(Value value, IPatternOperation pattern)
    {
        Step();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return pattern switch
        {
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => And(Matches(value, both.LeftPattern), () => Matches(value, both.RightPattern)),
            IBinaryPatternOperation either => Conditions.Or(Matches(value, either.LeftPattern), Matches(value, either.RightPattern)),
            INegatedPatternOperation not => Conditions.Not(Matches(value, not.Pattern)),
            IDiscardPatternOperation => Condition.Always,
            _ => Alternatives(value, alternative => MatchesSingle(alternative, pattern)),
        };
    }

    private Condition And(Condition first, Func<Condition> second) => first.IsNever ? first : Conditions.And(first, second());

    /// <summary>Asks each alternative on its path.</summary>
    private Condition Alternatives(Value value, Func<Value, Condition> ask)
    {
        var before = _path;
        var result = Condition.Never;
        foreach (var (when, alternative) in AlternativesOf(value))
        {
            Step();
            _path = Conditions.And(before, when);
            if (!_path.IsNever)
            {
                result = Conditions.Or(result, Conditions.And(when, ask(alternative)));
            }
        }

        _path = before;
        return result;
    }

    private Condition MatchesSingle(Value value, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return AreEqual(value, Evaluate(constant.Value), constant);
            case IRelationalPatternOperation relational:
                return Holds(Operate(relational.OperatorKind, value, Evaluate(relational.Value), relational, null));
            case ITypePatternOperation type:
                return IsType(value, type.MatchedType, type);
            case IDeclarationPatternOperation declaration:
                var isType = declaration.MatchesNull || declaration.MatchedType is not { } matched ? Condition.Always : IsType(value, matched, declaration);
                Bind(declaration.DeclaredSymbol, value);
                return isType;
            case IRecursivePatternOperation recursive:
                return MatchesParts(value, recursive);
            case IListPatternOperation list:
                return MatchesItems(value, list);
            default:
                return Is(Fresh("this pattern", pattern, null), "true");
        }
    }

    private Condition MatchesParts(Value value, IRecursivePatternOperation pattern)
    {
        var result = IsType(value, pattern.MatchedType, pattern);
        if (result.IsNever)
        {
            return result;
        }

        if (!pattern.DeconstructionSubpatterns.IsEmpty)
        {
            var parts = PartsOf(value, pattern.DeconstructionSubpatterns.Length, pattern);
            for (var i = 0; i < parts.Length; i++)
            {
                result = Conditions.And(result, Matches(parts[i], pattern.DeconstructionSubpatterns[i]));
            }
        }

        foreach (var part in pattern.PropertySubpatterns)
        {
            var member = part.Member switch
            {
                IPropertyReferenceOperation property => ReadProperty(property.Property, value, [], property),
                IFieldReferenceOperation field => ReadField(field.Field, value, field),
                _ => Fresh("a member", part, part.Member.Type),
            };
            result = Conditions.And(result, Matches(member, part.Pattern));
        }

        Bind(pattern.DeclaredSymbol, value);
        return result;
    }

    private Condition MatchesItems(Value value, IListPatternOperation pattern)
    {
        if (ItemsOf(value) is not { } items || items.Any(i => !i.Present.IsAlways) || pattern.Patterns.Any(p => p is ISlicePatternOperation { Pattern: not null }))
        {
            foreach (var declared in pattern.DescendantsAndSelf().OfType<IDeclarationPatternOperation>())
            {
                Bind(declared.DeclaredSymbol, Fresh("an item", declared, declared.InputType));
            }

            return Holds(Derived($"matches:{pattern.Syntax}", pattern, Boolean, "this pattern", value));
        }

        var slice = pattern.Patterns.ToList().FindIndex(p => p is ISlicePatternOperation);
        var fixedCount = pattern.Patterns.Length - (slice < 0 ? 0 : 1);
        if (slice < 0 ? items.Count != fixedCount : items.Count < fixedCount)
        {
            return Condition.Never;
        }

        var result = Condition.Always;
        for (var i = 0; i < pattern.Patterns.Length; i++)
        {
            if (i != slice)
            {
                var index = slice < 0 || i < slice ? i : items.Count - (pattern.Patterns.Length - i);
                result = Conditions.And(result, Matches(items[index].Value, pattern.Patterns[i]));
            }
        }

        return result;
    }

    private void Bind(ISymbol? variable, Value value)
    {
        if (variable is null)
        {
            return;
        }

        if (_scope.Find(variable) is { } cell)
        {
            Set(cell, value);
        }
        else
        {
            _scope.Declare(variable, new Cell(value, _path));
        }
    }

    /// <summary>When a value is of a type.</summary>
    private Condition IsType(Value value, ITypeSymbol type, IOperation operation)
    {
        type = Actual(type);
        return Alternatives(value, alternative =>
        {
            if (alternative is Value.Constant { IsNull: true })
            {
                return Condition.Never;
            }

            if (TypeOf(alternative) is { } actual)
            {
                // What compiled code made may be more than it says.
                return IsConvertible(actual, type)
                    ? Condition.Always
                    : alternative is Value.Handle { IsOpen: true } or Value.ResourceOf { Owner.IsOpen: true } ? Holds(Fresh("this test of a type", operation, Boolean)) : Condition.Never;
            }

            if (alternative is Value.Late { Type: { } known } && IsConvertible(known, type))
            {
                return Conditions.Not(IsNull(alternative));
            }

            return Holds(Derived($"is:{type.ToDisplayString()}", operation, Boolean, "this test of a type", alternative));
        });
    }

    private bool IsConvertible(ITypeSymbol from, ITypeSymbol to)
    {
        var conversion = _bodies.Compilation.ClassifyCommonConversion(from, to);
        return conversion.IsIdentity || (conversion.IsImplicit && (conversion.IsReference || to.IsReferenceType)) || (conversion.IsImplicit && conversion.IsNullable && !conversion.IsNumeric);
    }

    /// <summary>The type that a value has at run time, or <see langword="null"/> when that is not known.</summary>
    private ITypeSymbol? TypeOf(Value value) => value switch
    {
        Value.Constant { Enumeration: { } enumeration } => enumeration,
        Value.Constant { Content: string } => _bodies.Compilation.GetSpecialType(SpecialType.System_String),
        Value.Constant { Content: bool } => Boolean,
        Value.Constant { Content: int } => _bodies.Compilation.GetSpecialType(SpecialType.System_Int32),
        Value.Builder => _bodies.Compilation.GetTypeByMetadataName(KnownNames.ApplicationBuilder),
        Value.Handle { Type: { } type } => _bodies.Compilation.GetTypeByMetadataName(KnownNames.ResourceBuilderMetadata)?.Construct(type),
        Value.ResourceOf { Owner.Type: { } type } => type,
        Value.Instance instance => instance.Type,
        Value.Tuple tuple => tuple.Type,
        Value.Sequence { Type: IArrayTypeSymbol array } => array,
        _ => null,
    };
}
