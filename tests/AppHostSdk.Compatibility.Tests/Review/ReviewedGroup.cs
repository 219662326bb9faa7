namespace AppHostSdk.Compatibility;

/// <summary>Gaps that have one reason.</summary>
/// <param name="Reason">Why they are there, and what to write instead where there is something.</param>
/// <param name="Entries">The gaps.</param>
internal sealed record ReviewedGroup(string Reason, IReadOnlyList<string> Entries);
