using AppHostSdk.Model;
using Microsoft.CodeAnalysis;

namespace AppHostSdk.Generators;

internal sealed partial class Evaluator
{
    private int _configurationVersion;
    private int _variablesVersion;
    private Value _applicationName;

    private Value.Late EnvironmentName => new(
        "environment",
        "the name of the environment",
        new Provenance(ProvenanceKind.Source, "EnvironmentName"),
        _bodies.Compilation.GetSpecialType(SpecialType.System_String));

    /// <summary>
    /// The value of a configuration key: one value number per key, whichever way it is read. Keys have no case. A write to the
    /// configuration makes all of them other values.
    /// </summary>
    private Value.Late Configured(Value.Configuration section, Value key, IOperation reference)
    {
        var text = _bodies.Compilation.GetSpecialType(SpecialType.System_String);
        if (key is not Value.Constant { Content: string name })
        {
            return Derived($"cfg{Version(_configurationVersion)}:{section.Prefix}", reference, text, "a configuration value", key);
        }

        var path = section.Prefix + name;
        return new Value.Late(
            $"cfg{Version(_configurationVersion)}:{path.ToLowerInvariant()}",
            $"configuration '{path}'",
            new Provenance(ProvenanceKind.Configuration, path),
            text)
        {
            Cause = reference.Syntax,
        };
    }

    private static string Version(int version) => version == 0 ? "" : FormattableString.Invariant($"@{version}");

    /// <summary>Calls that read the configuration; <see langword="null"/> for other calls.</summary>
    private Value? ConfigurationCall(IMethodSymbol method, Value.Configuration section, List<Argument> arguments, IOperation call)
    {
        var first = arguments.Count > 0 ? OnPath(arguments[0].Value) : Value.Null;
        switch (method.Name)
        {
            case "GetSection" or "GetRequiredSection" when first is Value.Constant { Content: string name }:
                return new Value.Configuration($"{section.Prefix}{name}:");
            case "GetConnectionString":
                return first is Value.Constant { Content: string connection } ? Configured(section, new Value.Constant("ConnectionStrings:" + connection), call) : null;
            case "GetValue":
                var type = method.TypeArguments is [var argument] ? Actual(argument) : null;
                return ReadConfigured(Configured(section, first, call), type, arguments.Count > 1 ? OnPath(arguments[1].Value) : type is null ? Value.Null : DefaultOf(type, call), call);
            case "Exists":
                return Derived($"exists{Version(_configurationVersion)}:{section.Prefix.ToLowerInvariant()}", call, Boolean, "whether a section exists");
            case "Bind" when arguments.Any(a => OnPath(a.Value) is Value.Instance):
                var bound = (Value.Instance)arguments.Select(a => OnPath(a.Value)).First(v => v is Value.Instance);
                Bind(arguments.Count > 1 && first is Value.Constant { Content: string under } ? new Value.Configuration($"{section.Prefix}{under}:") : section, bound, call);
                return Value.Null;
            case "Get" when method.TypeArguments is [var made] && Actual(made) is INamedTypeSymbol own && IsInSource(own) && own.InstanceConstructors.FirstOrDefault(c => c.Parameters.IsEmpty) is { } constructor:
                var exists = Holds(Derived($"exists{Version(_configurationVersion)}:{section.Prefix.ToLowerInvariant()}", call, Boolean, "whether a section exists"));
                return Branch(
                    exists,
                    () =>
                    {
                        var instance = NewInstance(constructor, own, [], call.Syntax);
                        Bind(section, instance, call);
                        return instance;
                    },
                    () => Value.Null);
            case "GetChildren" or "AsEnumerable" or "Get" or "GetReloadToken" or "GetDebugView" or "ToString":
                return Fresh($"the result of {method.Name}", call, method.ReturnType);
            default:
                // A source that is added, or something that may add one.
                _configurationVersion++;
                return null;
        }
    }

    /// <summary>A configuration value as a value of another type, or what replaces it.</summary>
    private Value ReadConfigured(Value.Late raw, ITypeSymbol? type, Value fallback, IOperation call)
    {
        if (type?.SpecialType == SpecialType.System_String)
        {
            return Coalesce(raw, () => fallback);
        }

        var read = Derived("read", call, type, "a configuration value", raw, fallback);
        return new Value.Late(read.Key, read.Reason, raw.Provenance, type) { Reported = read.Reported, Origins = read.Origins, Cause = read.Cause };
    }

    /// <summary>Gives the properties of an object what the configuration says of them, and leaves the others as they are.</summary>
    private void Bind(Value.Configuration section, Value.Instance instance, IOperation call)
    {
        for (var type = instance.Type; type is not null && IsInSource(type); type = type.BaseType)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(p => p is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public }))
            {
                var now = ReadProperty(property, instance, [], call);
                var valueType = property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } ? inner : property.Type;
                if (now is Value.Sequence or Value.Map)
                {
                    Lose(now, "configuration may have added items");
                }
                else if (now is Value.Instance part)
                {
                    Bind(new Value.Configuration($"{section.Prefix}{property.Name}:"), part, call);
                }
                else if (property.SetMethod is { DeclaredAccessibility: Accessibility.Public } setter)
                {
                    var isSimple = valueType.SpecialType != SpecialType.None || valueType.TypeKind == TypeKind.Enum;
                    var value = isSimple && !HasAttribute(property, "Microsoft.Extensions.Configuration.ConfigurationKeyNameAttribute")
                        ? EachOf([now], values => ReadConfigured(Configured(section, new Value.Constant(property.Name), call), property.Type, values[0], call))
                        : Fresh("what configuration says of it", call, property.Type);
                    if (_bodies.Of(setter) is { } body)
                    {
                        Inline(setter, body, instance, [new(setter.Parameters[0], value, PlaceOf(call))], call.Syntax);
                    }
                    else
                    {
                        Set(FieldCell(instance, property), value);
                    }
                }
            }
        }
    }

    /// <summary>Calls that read the environment the host runs in; <see langword="null"/> for other calls.</summary>
    private Value? EnvironmentCall(IMethodSymbol method, Value? receiver, List<Argument> arguments, IOperation call)
    {
        if (receiver is Value.HostEnvironment)
        {
            var name = method.Name switch
            {
                "IsDevelopment" => "Development",
                "IsStaging" => "Staging",
                "IsProduction" => "Production",
                "IsEnvironment" when arguments.Count == 1 && OnPath(arguments[0].Value) is Value.Constant { Content: string given } => given,
                _ => null,
            };

            // The name is compared without regard to case: a test of its own.
            return name is null ? null : Flag(Is(new Value.Late("lower(environment)", "the environment", EnvironmentName.Provenance, EnvironmentName.Type), name.ToLowerInvariant()));
        }

        if (method.ContainingType is not { Name: "Environment" } type || type.ToDisplayString() != "System.Environment")
        {
            return null;
        }

        switch (method.Name)
        {
            case "GetEnvironmentVariable" when arguments.Count == 1 && OnPath(arguments[0].Value) is Value.Constant { Content: string variable }:
                return new Value.Late(
                    $"env{Version(_variablesVersion)}:{variable}",
                    $"environment variable '{variable}'",
                    new Provenance(ProvenanceKind.EnvironmentVariable, variable),
                    method.ReturnType)
                {
                    Cause = call.Syntax,
                };
            case "SetEnvironmentVariable":
                _variablesVersion++;
                return Value.Null;
            case "Exit" or "FailFast":
                _path = Condition.Never;
                return Value.Null;
            default:
                return null;
        }
    }
}
