namespace AppHostSdk.Model;

/// <summary>Where a recorded operation came from.</summary>
public enum OperationOrigin
{
    /// <summary>A call in the app host's program.</summary>
    Program,

    /// <summary>A call in a part of the program that the compiler left open.</summary>
    Open,

    /// <summary>Code that runs beside the program: event handlers, services, tests, compiled libraries.</summary>
    Foreign,
}

/// <summary>One authoring call as data: what was asked of which resource with which values.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Receiver">The key of the resource acted on, or of the new resource.</param>
/// <param name="Arguments">The values in the order of <see cref="OperationSchema.ArgumentsOf"/>.</param>
public sealed record ModelOperation(OperationKind Kind, string Receiver, EquatableArray<ModelValue> Arguments)
{
    /// <summary>The call site, or 0 when it is not known.</summary>
    public int Site { get; init; }

    /// <summary>Where the operation came from.</summary>
    public OperationOrigin Origin { get; init; }

    /// <summary>The argument called <paramref name="name"/>, or <see cref="ModelValue.None"/> when it was left out.</summary>
    /// <exception cref="ArgumentException">The operation has no such argument.</exception>
    public ModelValue this[string name]
    {
        get
        {
            var names = OperationSchema.ArgumentsOf(Kind);
            for (var i = 0; i < names.Count; i++)
            {
                if (names[i] == name)
                {
                    return i < Arguments.Count ? Arguments[i] : ModelValue.None;
                }
            }

            throw new ArgumentException($"{Kind} has no argument '{name}'.", nameof(name));
        }
    }
}
