using System.Reflection;

namespace AppHostSdk.Compatibility;

/// <summary>Reads what the author of an app host can use of a library.</summary>
internal static class ApiReader
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<ApiType> Read(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Where(t => !IsHidden(t)).Select(Read).OrderBy(t => t.Name, StringComparer.Ordinal)];

    private static ApiType Read(Type type)
    {
        var members = Members(type).ToList();
        return new ApiType(ApiText.Of(type), Outermost(type).Namespace ?? "")
        {
            Members = members,
            InheritedMembers = [.. Ancestors(type).SelectMany(Members).Select(m => m with { Owner = ApiText.Of(type) })],
            Bases = ApiText.Bases(type),
            IsExtensionHolder = type is { IsAbstract: true, IsSealed: true } && members.Exists(m => m.Kind == ApiMemberKind.Extension),
            IsExperimental = Has(type.CustomAttributes, "ExperimentalAttribute"),
        };
    }

    private static IEnumerable<ApiMember> Members(Type type) =>
        type.GetMembers(Declared).Where(m => !IsHidden(m)).SelectMany(m => Member(type, m)).Where(m => !IsOfEveryObject(m));

    private static IEnumerable<ApiMember> Member(Type type, MemberInfo member)
    {
        var owner = ApiText.Of(type);
        ApiMember? read = member switch
        {
            ConstructorInfo { IsStatic: false } constructor when !type.IsAbstract => new(owner, "new", ApiMemberKind.Constructor, owner) { Parameters = Parameters(constructor, 0) },
            MethodInfo { IsSpecialName: false } method => Method(owner, method),
            PropertyInfo { GetMethod: { } getter } property => new(owner, property.Name, ApiMemberKind.Property, ApiText.Of(property.PropertyType))
            {
                IsStatic = getter.IsStatic,
                IsSettable = property.SetMethod is { IsPublic: true },
                Parameters = [.. property.GetIndexParameters().Select(Parameter)],
                ResultBases = ApiText.Bases(property.PropertyType),
            },
            FieldInfo { IsSpecialName: false } field => new(owner, field.Name, ApiMemberKind.Field, ApiText.Of(field.FieldType)) { IsStatic = field.IsStatic },
            _ => null,
        };
        if (read is not null)
        {
            yield return read with
            {
                OwnerBases = ApiText.Bases(read.Kind == ApiMemberKind.Extension ? ((MethodInfo)member).GetParameters()[0].ParameterType : type),
                Built = read.Kind == ApiMemberKind.Extension && ((MethodInfo)member).GetParameters()[0].ParameterType.GetGenericArguments() is [{ IsGenericParameter: false } built] ? ApiText.Of(built) : null,
                IsObsolete = Has(member.CustomAttributes, "ObsoleteAttribute"),
                IsExperimental = Has(member.CustomAttributes, "ExperimentalAttribute") || Has(type.CustomAttributes, "ExperimentalAttribute"),
            };
        }
    }

    private static ApiMember Method(string owner, MethodInfo method)
    {
        var isExtension = Has(method.CustomAttributes, "ExtensionAttribute");
        var types = method.GetGenericArguments();
        return new ApiMember(
            isExtension ? ApiText.Of(method.GetParameters()[0].ParameterType) : owner,
            method.Name,
            isExtension ? ApiMemberKind.Extension : ApiMemberKind.Method,
            ApiText.Of(method.ReturnType))
        {
            IsStatic = method.IsStatic && !isExtension,
            Parameters = Parameters(method, isExtension ? 1 : 0),
            Constraints = [.. types.Select(Constraints)],
            ResultBases = ApiText.Bases(method.ReturnType),
        };
    }

    private static HashSet<string> Constraints(Type parameter)
    {
        var constraints = parameter.GetGenericParameterConstraints().Select(ApiText.Of).Where(c => c != "ValueType").ToHashSet();
        var flags = parameter.GenericParameterAttributes;
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            constraints.Add("struct");
        }
        else
        {
            if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            {
                constraints.Add("class");
            }

            if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            {
                constraints.Add("new()");
            }
        }

        return constraints;
    }

    private static IReadOnlyList<ApiParameter> Parameters(MethodBase method, int first) => [.. method.GetParameters().Skip(first).Select(Parameter)];

    private static ApiParameter Parameter(ParameterInfo parameter) => new(
        parameter.Name ?? "",
        ApiText.Of(parameter.ParameterType),
        ApiText.Default(parameter),
        Has(parameter.CustomAttributes, "ParamArrayAttribute") || Has(parameter.CustomAttributes, "ParamCollectionAttribute"),
        ApiText.Bases(parameter.ParameterType));

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var next = type.BaseType; next is not null && next.FullName is not ("System.Object" or "System.Exception" or "System.Enum" or "System.ValueType"); next = next.BaseType)
        {
            yield return next;
        }

        if (type.IsInterface)
        {
            foreach (var inherited in type.GetInterfaces())
            {
                yield return inherited;
            }
        }
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>True for what the compiler made, and for what editors do not offer.</summary>
    private static bool IsHidden(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || (member is not PropertyInfo && Has(member.CustomAttributes, "CompilerGeneratedAttribute"))
        || member.CustomAttributes.Any(a => a.AttributeType.Name == "EditorBrowsableAttribute" && a.ConstructorArguments is [{ Value: 1 }]);

    /// <summary>True for what every object, record and enumeration has.</summary>
    private static bool IsOfEveryObject(ApiMember member) =>
        member.Name is "Equals" or "GetHashCode" or "ToString" or "GetType" or "Deconstruct" or "PrintMembers" or "value__" or "op_Equality" or "op_Inequality" or "EqualityContract";

    private static bool Has(IEnumerable<CustomAttributeData> attributes, string name) => attributes.Any(a => a.AttributeType.Name == name);
}
