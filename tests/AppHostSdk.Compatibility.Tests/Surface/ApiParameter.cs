namespace AppHostSdk.Compatibility;

/// <summary>A parameter as a caller sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type without namespaces.</param>
/// <param name="Default">Its default value as C# writes it; <see langword="null"/> if the caller must pass one.</param>
/// <param name="IsParams">Whether the caller may pass any number of arguments for it.</param>
/// <param name="Bases">The types that its type converts to, without namespaces.</param>
internal sealed record ApiParameter(string Name, string Type, string? Default, bool IsParams, IReadOnlySet<string> Bases)
{
    public override string ToString() => $"{(IsParams ? "params " : "")}{Type} {Name}{(Default is null ? "" : $" = {Default}")}";
}
