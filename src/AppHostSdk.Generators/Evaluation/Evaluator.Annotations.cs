using AppHostSdk.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AppHostSdk.Generators;

/// <summary>Annotations: those of this library are operations when they are noted, those of the program are its own business.</summary>
internal sealed partial class Evaluator
{
    private readonly Dictionary<Value.Instance, List<(Value Annotation, IOperation Call, Condition When)>> _unadded = [];

    /// <summary>A call on the annotations of a resource; <see langword="null"/> for one that only asks.</summary>
    private Value? AnnotationsCall(Value.Annotations annotations, IMethodSymbol method, List<Argument> arguments, IOperation call)
    {
        switch (method.Name)
        {
            case "Add" when arguments is [var annotation]:
                Annotate(annotations.Resource, annotation, call);
                return Value.Null;
            case "Insert" or "Remove" or "RemoveAt" or "Clear":
                Open(DiagnosticCatalog.Escape, SyntaxPlace.NameOf(call.Syntax), $"'{method.Name}'");
                return Again(null, Fresh($"the result of {method.Name}", call, method.ReturnType), reported: true);
            default:
                return null;
        }
    }

    /// <summary>Notes an annotation on every resource that may be meant.</summary>
    private Value Annotate(Value resource, Argument annotation, IOperation call) => EachOf([resource, OnPath(annotation.Value)], values =>
    {
        if (HandleOf(values[0]) is { } handle)
        {
            Annotate(handle, annotation with { Value = values[1] }, call);
        }
        else if (values[0] is Value.Instance instance)
        {
            // A resource that is not added yet: it brings the annotation along.
            (_unadded.TryGetValue(instance, out var waiting) ? waiting : _unadded[instance] = []).Add((values[1], call, _path));
        }
        else if (IsDescribing(values[1]))
        {
            return Receiver(values[0], call);
        }

        return values[0];
    });

    /// <summary>Notes a new annotation of the type that the call names.</summary>
    private Value NewAnnotation(IMethodSymbol method, Value resource, IOperation call) => Each(resource, value =>
    {
        if (Actual(method.TypeArguments[0]) is INamedTypeSymbol type
            && type.ContainingAssembly?.Name == KnownNames.HostingAssembly
            && type.InstanceConstructors.FirstOrDefault(c => c.Parameters.IsEmpty) is { } constructor
            && _symbols.Of(constructor) is { } model)
        {
            return Perform(constructor, model, HandleOf(value) ?? value, [], call);
        }

        return value;
    });

    /// <summary>Performs what a resource brings along when it is added.</summary>
    private void AnnotateAdded(Value.Instance instance, Value.Handle handle, Argument resource)
    {
        if (_unadded.TryGetValue(instance, out var waiting))
        {
            _unadded.Remove(instance);
            foreach (var (annotation, call, when) in waiting)
            {
                var before = _path;
                _path = Conditions.And(_path, when);
                if (!_path.IsNever)
                {
                    Annotate(handle, resource with { Value = annotation }, call);
                }

                _path = before;
            }
        }
    }

    private void Annotate(Value.Handle handle, Argument annotation, IOperation call)
    {
        switch (annotation.Value)
        {
            case Value.Annotation described:
                Perform(described.Constructor, described.Model, handle, [.. described.Arguments], call);
                break;
            case Value.Instance { Type: INamedTypeSymbol type } instance when IsModelObject(type) && MethodModel.Read(type) is { } model:
                Perform(type.InstanceConstructors[0], model, handle, [.. PropertiesOf(type, instance, annotation)], call);
                break;
            case var value when IsDescribing(value):
                NotKnown(annotation, handle, call, isLocal: true);
                break;
            default:
                LetGo(annotation.Value);
                break;
        }
    }

    private IEnumerable<Argument> PropertiesOf(INamedTypeSymbol type, Value.Instance instance, Argument annotation) =>
        type.GetMembers().OfType<IPropertySymbol>().Where(p => p.SetMethod is not null)
            .Select(p => annotation with { Value = OnPath(FieldCell(instance, p).Value), Name = MethodModel.ArgumentName(p) });

    /// <summary>It may describe something: an annotation of this library, or one of which not even that is known.</summary>
    private static bool IsDescribing(Value annotation) => annotation switch
    {
        Value.Annotation => true,
        Value.Instance instance => instance.Type.ContainingAssembly?.Name == KnownNames.HostingAssembly,
        Value.Late { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } type } => type.ContainingAssembly?.Name == KnownNames.HostingAssembly,
        Value.Constant => false,
        _ => true,
    };

    /// <summary>True for calls that note something on a resource.</summary>
    internal static bool Annotates(IInvocationOperation call) =>
        call is { Instance.Type: { Name: "ResourceAnnotationCollection" } type, TargetMethod.Name: "Add" } && type.ContainingAssembly?.Name == KnownNames.HostingAssembly;
}
