using System.Reflection;
using System.Runtime.CompilerServices;
using AppHostSdk.Generators;
using AppHostSdk.Model;

namespace AppHostSdk.Tests;

/// <summary>The authoring API says of itself which operations it performs; the generator believes it.</summary>
public class AuthoringApiTests
{
    private static readonly Assembly Hosting = typeof(DistributedApplication).Assembly;

    private static readonly List<(MethodInfo Method, ModelOperationAttribute Operation)> Methods =
    [
        .. from type in Hosting.GetExportedTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           let operation = method.GetCustomAttribute<ModelOperationAttribute>()
           where operation is not null
           select (method, operation),
    ];

    public static TheoryData<string> Signatures => [.. Methods.Select(m => Signature(m.Method)).Distinct()];

    [Theory]
    [MemberData(nameof(Signatures))]
    public void Every_parameter_fills_an_argument_of_the_operation(string signature)
    {
        var (method, operation) = Methods.Single(m => Signature(m.Method) == signature);
        if (!OperationSchema.IsRecorded(operation.Kind) && operation.Kind != OperationKind.GetEndpoint)
        {
            return;
        }

        var arguments = OperationSchema.ArgumentsOf(operation.Kind);
        var filled = method.GetParameters().Where(p => !IsReceiver(p)).SelectMany(ArgumentsOf)
            .Concat(method.GetCustomAttributes<ModelConstantAttribute>().Select(c => c.Name))
            .Concat(operation.TypeArgument is { } argument ? [argument] : Array.Empty<string>())
            .ToList();
        Assert.Subset(arguments.ToHashSet(), filled.ToHashSet());
        Assert.Equal(filled.Count, filled.Distinct().Count());
        Assert.True(operation.TypeArgument is null || method.GetGenericArguments().Length == 1);
    }

    [Fact]
    public void Every_argument_of_every_operation_can_be_given()
    {
        foreach (var group in Methods.GroupBy(m => m.Operation.Kind))
        {
            var given = group.SelectMany(m => m.Method.GetParameters().SelectMany(ArgumentsOf)
                .Concat(m.Method.GetCustomAttributes<ModelConstantAttribute>().Select(c => c.Name))
                .Concat(m.Operation.TypeArgument is { } argument ? [argument] : Array.Empty<string>()));
            Assert.Subset(given.Concat(ReadWhenBuilt).ToHashSet(), OperationSchema.ArgumentsOf(group.Key).ToHashSet());
        }
    }

    [Fact]
    public void Every_operation_is_offered_by_some_method() =>
        Assert.Equal(Enum.GetValues<OperationKind>().Except([OperationKind.WithConnectionString]), Methods.Select(m => m.Operation.Kind).Distinct().Order());

    /// <summary>Only the objects of resources say these, and they are asked when the application is built.</summary>
    private static readonly string[] ReadWhenBuilt = ["own"];

    /// <summary>A public extension method of a builder that carried no attribute would change the model behind the compiler's back.</summary>
    [Fact]
    public void Every_public_extension_of_a_builder_says_what_it_does()
    {
        var silent =
            from type in Hosting.GetExportedTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where method.IsDefined(typeof(ExtensionAttribute)) && !method.IsDefined(typeof(ModelOperationAttribute)) && !method.IsDefined(typeof(ModelQueryAttribute))
            where IsBuilder(method.GetParameters()[0].ParameterType)
            select Signature(method);
        Assert.Empty(silent);
    }

    [Fact]
    public void Parameters_that_take_names_say_so() =>
        Assert.All(Methods.Where(m => OperationSchema.AddsResource(m.Operation.Kind)), m =>
            Assert.Single(m.Method.GetParameters(), p => (p.IsDefined(typeof(ResourceNameAttribute)) && p.Name == "name") || p.IsDefined(typeof(ResourceObjectAttribute))));

    [Fact]
    public void The_generator_knows_the_types_by_their_names()
    {
        foreach (var name in new[]
        {
            KnownNames.ModelOperationAttribute, KnownNames.ModelArgumentAttribute, KnownNames.ModelConstantAttribute, KnownNames.ApplicationBuilder,
            KnownNames.ModelViewAttribute, KnownNames.RunTimeOnlyAttribute, KnownNames.ModelQueryAttribute, KnownNames.ResourceObjectAttribute, KnownNames.Resource, KnownNames.ParentResource, KnownNames.ResourceBuilderMetadata,
            KnownNames.Application, KnownNames.ParameterResource, KnownNames.ExpressionHandlerAttribute, KnownNames.ModelObjectAttribute,
            KnownNames.ConnectionResource, KnownNames.EndpointReference, KnownNames.ExpressionBuilder, KnownNames.Options, KnownNames.ResourceBuilder.Replace("<T>", "`1", StringComparison.Ordinal),
        })
        {
            Assert.NotNull(Hosting.GetType(name));
        }
    }

    /// <summary>What a parameter fills: an argument, those that the properties of a view name, or those that a resource object has.</summary>
    private static IEnumerable<string> ArgumentsOf(ParameterInfo parameter)
    {
        if (parameter.IsDefined(typeof(RunTimeOnlyAttribute)))
        {
            return [];
        }

        if (parameter.IsDefined(typeof(ModelViewAttribute)))
        {
            return parameter.ParameterType.GetGenericArguments()[0].GetProperties()
                .Where(p => p.SetMethod is { IsPublic: true })
                .Select(p => p.GetCustomAttribute<ModelArgumentAttribute>()?.Name ?? char.ToLowerInvariant(p.Name[0]) + p.Name[1..]);
        }

        if (parameter.ParameterType == typeof(ParameterDefault) || parameter.ParameterType == typeof(GenerateParameterDefault))
        {
            // What an object describes, and that it does when nothing of it is known.
            return typeof(GenerateParameterDefault).GetProperties().Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]).Append("value");
        }

        return parameter.IsDefined(typeof(ResourceObjectAttribute))
            ? OperationSchema.ArgumentsOf(OperationKind.AddResource)
            : [parameter.GetCustomAttribute<ModelArgumentAttribute>()?.Name ?? parameter.Name!];
    }

    private static bool IsReceiver(ParameterInfo parameter) =>
        parameter.Position == 0 && parameter.Member.IsDefined(typeof(ExtensionAttribute));

    private static bool IsBuilder(Type type) =>
        type == typeof(IDistributedApplicationBuilder) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IResourceBuilder<>));

    private static string Signature(MethodInfo method) =>
        $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => $"{p.ParameterType.Name} {p.Name}"))})";
}
