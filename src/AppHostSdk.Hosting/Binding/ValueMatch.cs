using AppHostSdk.Model;

namespace AppHostSdk.Binding;

/// <summary>Whether something recorded can be what the compiler derived: a slot matches any value.</summary>
internal static class ValueMatch
{
    public static bool Matches(ModelValue compiled, ModelValue recorded) => (compiled, recorded) switch
    {
        (ModelValue.Late or ModelValue.Callback, _) => true,
        (ModelValue.List left, ModelValue.List right) => All(left.Items, right.Items),
        (ModelValue.Template left, ModelValue.Template right) => All(left.Parts, right.Parts),
        _ => compiled == recorded,
    };

    public static bool Matches<T>(T compiled, T recorded)
        where T : Entry => (compiled, recorded) switch
        {
            (EndpointDeclaration left, EndpointDeclaration right) =>
                Matches(left.Port, right.Port)
                && Matches(left.TargetPort, right.TargetPort)
                && Same(left with { Port = right.Port, TargetPort = right.TargetPort }, right),
            (EnvironmentVariable left, EnvironmentVariable right) => left.Name == right.Name && Matches(left.Value, right.Value),
            (ArgumentEntry left, ArgumentEntry right) => Matches(left.Value, right.Value),
            (MountEntry left, MountEntry right) => Matches(left.Source, right.Source) && Same(left with { Source = right.Source }, right),
            _ => Same(compiled, recorded),
        };

    private static bool Same(Entry compiled, Entry recorded) =>
        compiled with { Site = 0, Condition = Condition.Always } == recorded with { Site = 0, Condition = Condition.Always };

    private static bool All(EquatableArray<ModelValue> left, EquatableArray<ModelValue> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => Matches(pair.First, pair.Second));
}
