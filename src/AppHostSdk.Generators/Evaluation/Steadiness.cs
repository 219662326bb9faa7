using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Kind = Microsoft.CodeAnalysis.OperationKind;

namespace AppHostSdk.Generators;

/// <summary>
/// Tells which expressions give the same value whenever they are evaluated, as long as the variables in them stay what they are:
/// they change nothing, look at nothing else and make no object that others could change.
/// </summary>
internal sealed class Steadiness(SourceBodies bodies, ModelSymbols symbols)
{
    private readonly Dictionary<(IOperation Operation, ITypeSymbol Self), bool> _known = [];

    /// <summary>True when <paramref name="operation"/>, in an object of type <paramref name="self"/>, is such an expression.</summary>
    public bool IsSteady(IOperation operation, ITypeSymbol self)
    {
        if (_known.TryGetValue((operation, self), out var isSteady))
        {
            return isSteady;
        }

        // The expression, and the functions that it calls.
        var reached = new List<(IOperation Operation, ITypeSymbol Self)> { (operation, self) };
        isSteady = true;
        for (var i = 0; isSteady && i < reached.Count; i++)
        {
            var (function, owner) = reached[i];
            isSteady = function.DescendantsAndSelf().All(part => IsSteadyPart(part, function, owner, reached));
        }

        return _known[(operation, self)] = isSteady;
    }

    private bool IsSteadyPart(IOperation part, IOperation whole, ITypeSymbol self, List<(IOperation Operation, ITypeSymbol Self)> reached)
    {
        switch (part)
        {
            case { ConstantValue.HasValue: true }:
                return true;
            case ILocalReferenceOperation or IParameterReferenceOperation or IAnonymousFunctionOperation when whole is IAnonymousFunctionOperation:
                // It keeps the variables around it.
                return part is not IAnonymousFunctionOperation || part == whole;
            case ILocalReferenceOperation { Local: var local }:
                return IsWithin(local, whole);
            case IParameterReferenceOperation { Parameter: var parameter }:
                // Its own, or one that its type captured.
                return IsWithin(parameter, whole) || parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && bodies.Of(constructor) is null;
            case IFieldReferenceOperation { Field: { IsStatic: true } field }:
                return field.IsConst || (field is { IsReadOnly: true, ContainingType: { IsGenericType: false } holder } && holder.StaticConstructors.All(c => c.IsImplicitlyDeclared)
                    && (bodies.InitializerOf(field) is not { } initializer ? !IsInSource(field) : Reach(initializer, field.ContainingType, reached)));
            case IPropertyReferenceOperation property:
                return IsSteadyProperty(property, self, reached);
            case IInvocationOperation call:
                return IsSteadyCall(call, self, reached);
            case IObjectCreationOperation { Constructor.ContainingType: var type }:
                return type.ToDisplayString() is KnownNames.EndpointReference or KnownNames.ExpressionBuilder or "System.Uri" || Evaluator.IsExpressionHandler(type);
            case IAssignmentOperation assignment:
                return assignment is ISimpleAssignmentOperation { IsRef: false } or ICoalesceAssignmentOperation
                    && ((assignment.Target is ILocalReferenceOperation { Local: var assigned } && IsWithin(assigned, whole)) || assignment.Target is IDeclarationExpressionOperation || (Evaluator.MemberOfThis(assignment.Target) is { } member && IsVariable(member)));
            case IConversionOperation { OperatorMethod: { } conversion }:
                return Purity.IsPure(conversion);
            case IBinaryOperation { OperatorMethod: { } binary }:
                return Purity.IsPure(binary) || binary.ContainingType.SpecialType == SpecialType.System_String;
            default:
                return part.Kind is Kind.Literal or Kind.Conversion or Kind.FieldReference or Kind.InstanceReference or Kind.Argument or Kind.Conditional or Kind.Coalesce
                    or Kind.ConditionalAccess or Kind.ConditionalAccessInstance or Kind.Binary or Kind.Unary or Kind.Parenthesized or Kind.IsNull or Kind.IsPattern or Kind.IsType
                    or Kind.ConstantPattern or Kind.DeclarationPattern or Kind.DiscardPattern or Kind.NegatedPattern or Kind.BinaryPattern or Kind.TypePattern
                    or Kind.RecursivePattern or Kind.PropertySubpattern or Kind.RelationalPattern or Kind.SwitchExpression or Kind.SwitchExpressionArm or Kind.Switch or Kind.SwitchCase or Kind.CaseClause
                    or Kind.Branch or Kind.InterpolatedString or Kind.InterpolatedStringText or Kind.Interpolation or Kind.InterpolatedStringHandlerCreation
                    or Kind.InterpolatedStringAppendLiteral or Kind.InterpolatedStringAppendFormatted or Kind.InterpolatedStringAddition or Kind.InterpolatedStringHandlerArgumentPlaceholder
                    or Kind.Block or Kind.Return or Kind.ExpressionStatement or Kind.VariableDeclarationGroup or Kind.VariableDeclaration or Kind.VariableDeclarator or Kind.VariableInitializer
                    or Kind.DeclarationExpression or Kind.MethodBody or Kind.Throw or Kind.DefaultValue or Kind.TypeOf or Kind.NameOf or Kind.Empty or Kind.Discard;
        }
    }

    private bool IsSteadyProperty(IPropertyReferenceOperation reference, ITypeSymbol self, List<(IOperation Operation, ITypeSymbol Self)> reached)
    {
        var property = reference.Instance is IInstanceReferenceOperation ? Evaluator.Implementation(reference.Property, self) : reference.Property;
        if (!IsInSource(property))
        {
            return Purity.IsPure(property)
                || Evaluator.IsLazy(property.ContainingType)
                || (property.Name is "Name" or "FullName" && property.ContainingType.ToDisplayString() is "System.Type" or "System.Reflection.MemberInfo")
                || (!property.IsIndexer && property.ContainingAssembly?.Name == KnownNames.HostingAssembly
                    && property.Name is "Name" or "Resource" or "EndpointName" or "Endpoint" or "ApplicationBuilder" or "ExecutionContext" or "IsRunMode" or "IsPublishMode" or "AppHostDirectory");
        }

        return !property.IsStatic && !property.IsIndexer && IsKnown(property, reference.Instance)
            && (property.GetMethod is not { } getter || bodies.Of(getter) is not { } body || Reach(body, reference.Instance is IInstanceReferenceOperation ? self : property.ContainingType, reached));
    }

    private bool IsSteadyCall(IInvocationOperation call, ITypeSymbol self, List<(IOperation Operation, ITypeSymbol Self)> reached)
    {
        if (symbols.Of(call.TargetMethod) is { } model)
        {
            return model.Kind is AppHostSdk.Model.OperationKind.CreateExpression or AppHostSdk.Model.OperationKind.AppendExpression or AppHostSdk.Model.OperationKind.BuildExpression
                or AppHostSdk.Model.OperationKind.GetEndpointProperty or AppHostSdk.Model.OperationKind.GetEndpoint;
        }

        var method = call.Instance is IInstanceReferenceOperation ? Evaluator.Implementation(call.TargetMethod, self) : call.TargetMethod;
        return Evaluator.IsExpressionHandler(method.ContainingType)
            || (bodies.Of(method) is { } body
                ? method.MethodKind is MethodKind.Ordinary && IsKnown(method, call.Instance) && !bodies.IsIterator(body) && !method.IsAsync
                    && Reach(body, call.Instance is IInstanceReferenceOperation ? self : method.ContainingType, reached)
                : Purity.IsPure(method));
    }

    /// <summary>It is as steady as what it calls.</summary>
    private static bool Reach(IOperation function, ITypeSymbol self, List<(IOperation Operation, ITypeSymbol Self)> reached)
    {
        if (!reached.Contains((function, self)))
        {
            reached.Add((function, self));
        }

        return true;
    }

    /// <summary>True when it is clear which member is meant.</summary>
    private static bool IsKnown(ISymbol member, IOperation? instance) =>
        instance is IInstanceReferenceOperation || member.ContainingType.IsSealed || member is { IsVirtual: false, IsAbstract: false, IsOverride: false };

    private static bool IsWithin(ISymbol variable, IOperation whole) =>
        variable.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == whole.Syntax.SyntaxTree && whole.Syntax.Span.Contains(r.Span));

    /// <summary>A field, or a property that has one.</summary>
    public static bool IsVariable(ISymbol member) =>
        member is IFieldSymbol || member.ContainingType.GetMembers().Any(m => m is IFieldSymbol { AssociatedSymbol: { } property } && SymbolEqualityComparer.Default.Equals(property, member));

    private bool IsInSource(ISymbol member) => member.DeclaringSyntaxReferences.Any(r => bodies.Compilation.ContainsSyntaxTree(r.SyntaxTree));
}
