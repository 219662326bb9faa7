using AppHostSdk.Model;

namespace AppHostSdk;

/// <summary>
/// Names the model operation that a method performs, or an annotation when it is added to a resource: there it stands on the constructor,
/// or, where properties say all, on the type. The compiler evaluates calls of such methods; it knows operations, never
/// method names. Each parameter fills the operation's argument of the same name.
/// </summary>
/// <param name="kind">The operation.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Class)]
public sealed class ModelOperationAttribute(OperationKind kind) : Attribute
{
    /// <summary>The operation.</summary>
    public OperationKind Kind { get; } = kind;

    /// <summary>The argument filled by the full name of the method's type argument, if one is.</summary>
    public string? TypeArgument { get; init; }
}

/// <summary>On a parameter or a property of a view: the operation's argument it fills, where that has another name.</summary>
/// <param name="name">The argument's name.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class ModelArgumentAttribute(string name) : Attribute
{
    /// <summary>The argument's name.</summary>
    public string Name { get; } = name;
}

/// <summary>On a method: the operation's argument that always has this value.</summary>
/// <param name="name">The argument's name.</param>
/// <param name="value">Its value.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ModelConstantAttribute(string name, object value) : Attribute
{
    /// <summary>The argument's name.</summary>
    public string Name { get; } = name;

    /// <summary>Its value: a text, a whole number or a truth value.</summary>
    public object Value { get; } = value;
}

/// <summary>
/// On a callback parameter: the callback describes the operation. It runs once, on an object whose properties are the operation's
/// arguments; the operation is what it left there.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ModelViewAttribute : Attribute;

/// <summary>On a parameter: the resource object that the operation adds; its members fill the operation's arguments.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ResourceObjectAttribute : Attribute;

/// <summary>Marks a parameter that takes the name of a resource.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ResourceNameAttribute : Attribute;

/// <summary>Marks a parameter that takes the name of an endpoint.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EndpointNameAttribute : Attribute;

/// <summary>
/// On a parameter: only the run time uses the argument, the model does not depend on it. Functions in it are called while the
/// application runs.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class RunTimeOnlyAttribute : Attribute;

/// <summary>Marks the types that collect the parts of an expression: handlers of interpolated strings, and builders.</summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class)]
public sealed class ModelExpressionHandlerAttribute : Attribute;

/// <summary>
/// Marks a type whose objects describe something: where one is an argument, its properties fill the operation's arguments of the same
/// names. What a property is when nothing is assigned is in its <see cref="System.ComponentModel.DefaultValueAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ModelObjectAttribute : Attribute;

/// <summary>
/// On a method: it only asks about the model and changes nothing of it. The program is the one that knows the answer; what is decided by
/// it is decided while the program runs.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ModelQueryAttribute : Attribute;
